"""`corpus-clean explain`: the whole story of one document, for somebody who wonders why a line is gone."""

import json
from pathlib import Path

import pytest

import cleaner
from cleaner.document import Source
from cleaner.engines.steps import toolkit
from cleaner.report.explained import explain
from cleaner.report.told import lines_of
from cleaner.settings import Settings

SEED = "002_c10417e0b702aa6d.txt"
PAGE = "caspian-ledger.example/bridge-inspection.html"


def story(path: Path) -> dict:
    source = Source(path.name, path.read_bytes(), path.stem, html=path.suffix == ".html" or None)
    return explain(source, toolkit(Settings())).story


def test_repairs_are_shown_before_and_after(fixtures):
    told = story(fixtures / "raw" / SEED)
    assert told["repairs"]["counts"] == {"quotation-marks": 3, "substitute-apostrophe": 1}
    assert any("this, ”Aliyev" in c["before"] and "this,” Aliyev" in c["after"] for c in told["repairs"]["changes"])


@pytest.mark.parametrize("name", [SEED, PAGE, "glitches/mojibake.txt", "chenbao.example/shuxiang.html"])
def test_the_story_agrees_with_the_record(fixtures, name):
    path = fixtures / "raw" / name
    told = story(path)
    document = cleaner.clean(path.read_bytes())
    assert told["record"] == {**document.record(), "id": path.stem, "source": path.name}
    gone = [b["text"] for b in told["blocks"] if b["fate"] == "removed"]
    body = [b["text"] for b in told["blocks"] if b["fate"] == "body"]
    assert "".join("".join(body).split()) == "".join(document.body.split())
    assert gone or not document.removed()
    assert all(r["rule"] and r["why"] for b in told["blocks"] for r in b["removals"])
    assert all(b["removals"] for b in told["blocks"] if b["fate"] == "removed")


def test_candidates_stand_beside_the_choice(fixtures):
    told = story(fixtures / "raw" / PAGE)
    origins = {c["origin"]: c["chosen"] for c in told["headline"]["candidates"]}
    assert (origins["og:title"], origins["title"]) == (True, False)
    assert told["dates"]["published"] == "2026-02-23T09:30:00+04:00"
    assert {c["origin"] for c in told["dates"]["candidates"]} >= {"json-ld"}
    assert next(iter(told["language"]["weights"])) == told["language"]["code"] == "en"


def test_for_people_every_removed_block_names_its_rule(fixtures):
    lines = list(lines_of(story(fixtures / "raw" / SEED)))
    place = next(i for i, line in enumerate(lines) if line.endswith("Latest news"))
    assert lines[place].startswith("  - ")
    assert "generic/latest/latest-list: the list of other articles" in lines[place + 1]
    assert any(line.startswith("headline: Further arming") for line in lines)


def test_the_command_escapes_and_finds_what_is_near(command, tmp_path):
    text = "The ferry sailed again on Wednesday, two years after the last crossing was cancelled."
    (tmp_path / "feed.jsonl").write_text(
        json.dumps({"id": "one", "text": text}) + "\n" + json.dumps({"id": "two", "text": f"{text} \u202eMore\x1b[31m"})
    )
    command("feed.jsonl", "out.jsonl", "--duplicates", "off", cwd=tmp_path)
    done = command("explain", "feed.jsonl#2", "--against", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert "\x1b" not in done.stdout
    assert "\u202e" not in done.stdout
    assert "    two (feed.jsonl#2): Jaccard 1.0, containment 1.0" in done.stdout
    assert "    one (feed.jsonl#1): Jaccard" in done.stdout
    assert command("explain", "feed.jsonl#9", cwd=tmp_path).returncode == 2
