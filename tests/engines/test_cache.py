"""`--cache`: the same bytes, only sooner. A cache that gives an old result for a new input is worse than none, so each
test asks both: is the result that of a run without it, and was what did not change left alone?"""

import json
import pickle
import shutil
from pathlib import Path

import pytest

from cleaner.engines import local, packing, steps
from cleaner.engines.run import run
from cleaner.engines.store import Store
from cleaner.settings import Settings

PARTS = ("harbour-post.example", "caspian-ledger.example", "glitches")
RULE = """version: 1
site: {{id: harbour, domains: [harbour-post.example]}}
rules:
  - {{id: own, line: {{any_of: ["{phrase}"]}}, why: a test}}
"""


@pytest.fixture
def raw(fixtures: Path, tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    for part in PARTS:
        shutil.copytree(fixtures / "raw" / part, folder / part)
    shutil.copy(fixtures / "raw" / "feed.jsonl", folder)
    return folder


@pytest.fixture
def worked(monkeypatch) -> dict[str, list[str]]:
    """The documents that each step really worked on; the pool is done without, so that it can be seen."""
    seen: dict[str, list[str]] = {"prepared": [], "finished": []}
    prepare, finish = steps.pipeline.prepare, steps.pipeline.finish

    def preparing(source, tools):
        seen["prepared"].append(source.name)
        return prepare(source, tools)

    def finishing(ready, tools, profile=None):
        seen["finished"].append(ready.source.name)
        return finish(ready, tools, profile)

    monkeypatch.setattr(steps.pipeline, "prepare", preparing)
    monkeypatch.setattr(steps.pipeline, "finish", finishing)
    monkeypatch.setattr(local, "Pool", InThisProcess)
    monkeypatch.setattr(steps, "warmed", lambda _: None)  # its specimen is no document of the run
    return seen


class InThisProcess:
    """The pool's interface without processes."""

    def __init__(self, *_):
        pass

    def __enter__(self):
        return self

    def __exit__(self, *_):
        pass

    def ordered(self, function, chunks, _lost):
        for chunk in chunks:
            yield function(chunk)


def clean(raw: Path, out: Path, seen: dict[str, list[str]], **options) -> bytes:
    for names in seen.values():
        names.clear()
    ledger = out.with_suffix(".ledger")
    run(str(raw), out, Settings(ledger=ledger, **options))
    return out.read_bytes() + ledger.read_bytes()


def test_an_unchanged_run_computes_nothing_and_gives_the_same(raw, tmp_path, worked):
    plain = clean(raw, tmp_path / "plain.jsonl", worked)
    assert worked["finished"]
    first = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache")
    again = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache")
    assert worked == {"prepared": [], "finished": []}
    assert plain == first == again


def test_one_changed_file_costs_that_file(raw, tmp_path, worked):
    clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache")
    changed = raw / "glitches" / "crlf.txt"
    changed.write_bytes(changed.read_bytes() + b"\nOne more sentence has been added to this text.\n")
    after = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache")
    assert worked == {"prepared": ["glitches/crlf.txt"], "finished": ["glitches/crlf.txt"]}
    assert after == clean(raw, tmp_path / "plain.jsonl", worked)


def test_one_changed_site_rule_costs_that_site(raw, tmp_path, worked):
    rule = tmp_path / "own.yaml"
    rule.write_text(RULE.format(phrase="Share this"))
    clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache", rules=(rule,))
    rule.write_text(RULE.format(phrase="Print this"))
    steps.toolkit.cache_clear()  # a new run is a new process
    after = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache", rules=(rule,))
    assert worked["prepared"] == []
    others = {"caspian-ledger.example", "glitches"}
    assert {name.partition("/")[0] for name in worked["finished"]} == {
        "harbour-post.example",
        *(f"feed.jsonl#{n}" for n in (1, 2, 3)),  # rows that name an address of that site
    }
    assert others == {path.name for path in raw.iterdir() if path.is_dir()} - {"harbour-post.example"}
    assert after == clean(raw, tmp_path / "plain.jsonl", worked, rules=(rule,))


HTML_RULE = """version: 1
site: {{id: ferry, domains: [ferry.example]}}
rules:
  - {{id: dom, html: {{keep: "{keep}"}}, why: a test}}
"""


def test_a_page_that_only_states_its_address_is_prepared_anew_with_its_sites_rules(tmp_path, worked):
    """Its site is known after parsing; until then any rule about markup may be about it."""
    raw, rule = tmp_path / "raw", tmp_path / "own.yaml"
    raw.mkdir()
    box = "<div class='{0}'><p>{0}: the ferry came back to the old harbour on Monday after nine months.</p></div>"
    boxes = box.format("one") + box.format("two")
    link = "<link rel='canonical' href='https://ferry.example/1'>"
    (raw / "page.html").write_text(f"<html><head>{link}</head><body>{boxes}</body></html>")
    rule.write_text(HTML_RULE.format(keep=".one"))
    before = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache", rules=(rule,))
    rule.write_text(HTML_RULE.format(keep=".two"))
    steps.toolkit.cache_clear()  # a new run is a new process
    after = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache", rules=(rule,))
    assert after != before
    assert after == clean(raw, tmp_path / "plain.jsonl", worked, rules=(rule,))


def test_options_that_a_step_reads_are_part_of_the_key(raw, tmp_path, worked):
    clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache")
    found = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache", languages=("az",))
    assert found == clean(raw, tmp_path / "plain.jsonl", worked, languages=("az",))
    clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache", threshold=0.5, jobs=2)
    assert worked == {"prepared": [], "finished": []}


@pytest.mark.parametrize("damage", [lambda data: data[: len(data) // 2], lambda _: b"", lambda data: data[:-1] + b"x"])
def test_a_damaged_entry_is_a_miss(raw, tmp_path, worked, damage):
    before = clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache")
    for entry in (tmp_path / "cache").rglob("*"):
        if entry.is_file():
            entry.write_bytes(damage(entry.read_bytes()))
    assert clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache") == before
    assert worked["finished"]


def test_a_killed_run_goes_on_where_it_was(raw, tmp_path, worked, monkeypatch):
    plain = clean(raw, tmp_path / "plain.jsonl", worked)
    total = len(worked["finished"])
    monkeypatch.setattr(InThisProcess, "ordered", lambda *_: _killed_after_two(*_))
    with pytest.raises(KeyboardInterrupt):
        clean(raw, tmp_path / "out.jsonl", worked, cache=tmp_path / "cache")
    monkeypatch.undo()
    assert not (tmp_path / "out.jsonl").exists()
    before = sum(1 for entry in (tmp_path / "cache").rglob("*") if entry.is_file())
    assert 0 < before < total
    assert clean(raw, tmp_path / "out.jsonl", {}, cache=tmp_path / "cache") == plain


def _killed_after_two(_self, function, chunks, _lost):
    for number, chunk in enumerate(chunks):
        if number == 2:
            raise KeyboardInterrupt
        yield function(chunk)


def test_nothing_but_our_own_values_is_unpacked(tmp_path):
    """Whoever can write to a shared cache must not be able to run code in the processes that read it."""
    ran = tmp_path / "ran"

    class Call:
        def __reduce__(self):
            return (Path.touch, (ran,))

    for data in (pickle.dumps(Call()), pickle.dumps(Path("x")), pickle.dumps(run), pickle.dumps(steps.Finished)):
        for unpack in (packing.unpack_prepared, packing.unpack_observation, packing.unpack_outcome):
            with pytest.raises(pickle.UnpicklingError):
                unpack(data)
    assert not ran.exists()


def test_entries_keep_their_parts_and_a_folder_that_cannot_be_written_is_no_fault(tmp_path):
    store = Store(tmp_path / "cache")
    store.put(b"key" * 4, b"one", b"", b"three")
    assert store.get(b"key" * 4) == (b"one", b"", b"three")
    assert store.get(b"other" * 4) is None
    (tmp_path / "file").write_text("")
    Store(tmp_path / "file").put(b"key" * 4, b"one")


def test_the_command_takes_a_cache_and_refuses_a_file(command, tmp_path):
    (tmp_path / "raw.jsonl").write_text(json.dumps({"text": "The ferry sailed again on Wednesday after two years."}))
    for _ in range(2):
        assert command("raw.jsonl", "out.jsonl", "--cache", "c", "--jobs", "2", cwd=tmp_path).returncode == 0
    assert any(path.is_file() for path in (tmp_path / "c").rglob("*"))
    assert command("raw.jsonl", "out.jsonl", "--cache", "raw.jsonl", cwd=tmp_path).returncode == 2
