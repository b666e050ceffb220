"""Repeated passages: told in the summary, taken out only on request, and never without an account of it."""

import json
from pathlib import Path

import pytest

import cleaner
from cleaner.settings import SettingsError

APPEAL = "This newspaper is paid for by its readers alone, and every small gift helps us to go on with our work."
TOPICS = [
    "ferry",
    "library",
    "bridge",
    "market",
    "choir",
    "tram",
    "museum",
    "harbour",
    "garden",
    "theatre",
    "mill",
    "inn",
]


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    for n, topic in enumerate(TOPICS):
        own = [
            f"The {topic} was the talk of the town on day {n}, when some {n + 20} people came to see it in the rain.",
            f"Nobody had thought that the old {topic} would open again after so many years of silence and of dust.",
        ]
        paragraphs = [own[0], APPEAL, own[1]]
        (tmp_path / "raw" / f"{n:02}.txt").write_text(f"All eyes on the {topic}\n\n" + "\n\n".join(paragraphs) + "\n")
    return tmp_path / "raw"


def clean(raw: Path, folder: Path, **options) -> tuple[list[dict], list[dict], dict]:
    folder.mkdir()
    names = {name: folder / name for name in ("ledger", "summary")}
    cleaner.clean_corpus(raw, folder / "out.jsonl", jobs=1, site_evidence="off", **names, **options)
    rows = [[json.loads(line) for line in (folder / n).read_text().splitlines()] for n in ("out.jsonl", "ledger")]
    return rows[0], rows[1], json.loads((folder / "summary").read_text())


def test_they_are_reported_and_stay(raw: Path, tmp_path: Path):
    records, _, summary = clean(raw, tmp_path / "run")
    assert all(APPEAL in record["body"] for record in records)
    assert summary["repeated_passages"] == [{"documents": 12, "first": "00", "begins": APPEAL[:120]}]


def test_on_request_all_but_the_first_go_with_a_row_each_and_can_be_put_back(raw: Path, tmp_path: Path):
    records, ledger, summary = clean(raw, tmp_path / "run", repeated_paragraphs=10)
    assert [record["id"] for record in records if APPEAL in record["body"]] == ["00"]
    assert all(record["body"].count("\n\n") == 1 for record in records[1:])
    gone = [row for row in ledger if row.get("rule") == "repeated-paragraph"]
    assert [(row["kind"], row["text"]) for row in gone] == [("removal", APPEAL)] * 11
    assert summary["removed"]["repeated-paragraph"] == 11 * len(APPEAL)
    assert records[1]["provenance"]["removed"] == {"repeated-paragraph": len(APPEAL)}
    from cleaner.report.restored import restored_lines

    for line in restored_lines(tmp_path / "run" / "out.jsonl", tmp_path / "run" / "ledger"):
        row = json.loads(line)
        assert row["text"] == cleaner.repair((raw / f"{row['id']}.txt").read_bytes())


@pytest.mark.parametrize("wrong", [{"repeated_paragraphs": 1}, {"repeated_paragraphs": 10, "duplicates": "off"}])
def test_what_cannot_be_is_said_before_anything_is_read(raw: Path, tmp_path: Path, wrong):
    with pytest.raises(SettingsError, match="--repeated-paragraphs"):
        cleaner.clean_corpus(raw, tmp_path / "out.jsonl", **wrong)
