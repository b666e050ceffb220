"""What a run takes for itself it gives back, and what a killed one could not is cleared away by the next, never the
files of a run that lives."""

import contextlib
import os
import signal
from pathlib import Path

import pytest

from cleaner.engines import output
from cleaner.engines.found import InputError, listed
from cleaner.engines.place import taken
from cleaner.engines.run import run
from cleaner.extras import EXTRAS
from cleaner.settings import Settings
from cleaner.writers.atomic import replaced

COMPANIONS = ("ledger", "quarantine", "summary", "report")


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    for number in range(3):
        (folder / f"{number}.txt").write_text(f"Ferry {number} is late\n\nThe one of {number} o'clock came at noon.\n")
    return folder


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    for name in COMPANIONS:
        (tmp_path / name).mkdir()
    return Settings(jobs=1, **{name: tmp_path / name / f"{name}.out" for name in COMPANIONS})


def hidden(folder: Path) -> list[Path]:
    return sorted(path for path in folder.rglob(".*"))


def killed_while_it_wrote(out: Path, settings: Settings) -> None:
    """A process that has opened all files of a run, and is killed."""
    process = os.fork()
    if not process:
        with contextlib.ExitStack() as stack:
            place = stack.enter_context(taken(out, settings))
            output.opened(settings, out, place.owner)
            for path in (settings.summary, settings.report):
                stack.enter_context(replaced(path, place.owner)).write(b"half")
            os.kill(os.getpid(), signal.SIGKILL)
    os.waitpid(process, 0)


@pytest.mark.parametrize("name", ["out.jsonl", "[ab].jsonl.gz", "new.parquet"])
def test_the_next_run_clears_away_what_a_killed_one_left(raw, settings, tmp_path, name):
    out = tmp_path / name
    killed_while_it_wrote(out, settings)
    left = hidden(tmp_path)
    assert len(left) == 2 + 1 + len(COMPANIONS), "the lock and the folder, OUT, its companions"
    run(str(raw), out, settings)
    assert hidden(tmp_path) == []


def test_what_a_link_points_to_is_cleared_where_it_is(raw, settings, tmp_path):
    out, real = tmp_path / "out.jsonl", tmp_path / "elsewhere" / "real.jsonl"
    real.parent.mkdir()
    real.touch()
    out.symlink_to(real)
    killed_while_it_wrote(out, settings)
    assert hidden(real.parent)
    run(str(raw), out, settings)
    assert hidden(tmp_path) == []


def test_the_files_of_a_run_that_lives_are_left_alone(raw, settings, tmp_path):
    """It writes another OUT (whose name the first one's matches as a pattern), and the same companions."""
    with taken(tmp_path / "a.jsonl", settings) as place:
        sinks = output.opened(settings, tmp_path / "a.jsonl", place.owner)
        alive = hidden(tmp_path)
        run(str(raw), tmp_path / "[ab].jsonl", settings)
        assert hidden(tmp_path) == alive
        for sink in sinks.all():
            sink.discard()
    assert hidden(tmp_path) == []


def test_where_one_file_cannot_be_had_none_is_left(settings, tmp_path):
    (tmp_path / "quarantine").rmdir()
    with pytest.raises(FileNotFoundError):
        output.opened(settings, tmp_path / "out.jsonl", "")
    assert hidden(tmp_path) == []


def test_a_device_is_not_locked():
    """A lock would stand beside it, where few may write."""
    with taken(Path("/dev/null"), Settings()) as place:
        assert place.lock == ()


@pytest.mark.parametrize("options", [{}, {"index": "index"}, {"site_evidence": "off"}], ids=["plain", "index", "off"])
def test_no_file_stays_open(raw, tmp_path, options):
    """Who cleans many corpora in one process would run out of descriptors, and of the disk that deleted files take."""
    if "index" in options:
        options = {"index": tmp_path / "index"}
    before = sorted(os.listdir("/proc/self/fd"))
    run(str(raw), tmp_path / "out.jsonl", Settings(jobs=1, **options))
    assert sorted(os.listdir("/proc/self/fd")) == before


def test_files_that_need_an_extra_say_so(tmp_path, monkeypatch):
    """Whoever lists RAW: a run, `explain`, `rules learn`."""
    monkeypatch.setitem(EXTRAS, "warc", "no_such_module")
    (tmp_path / "crawl.warc").touch()
    with pytest.raises(InputError, match=r"pip install 'corpus-clean\[warc\]'"):
        listed(str(tmp_path))
