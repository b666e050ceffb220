"""Pages made to choke a parser stand beside good ones: the good come out as if the others were not there (law 4)."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from cleaner.engines.run import run
from cleaner.settings import Limits, Settings

CPU_SECONDS = 0.7
"""The limit of a document here: a run's is 10, and the slowest of the good pages takes a thirtieth of this."""


def nested_formatting() -> str:
    """Lexbor copies the open formatting elements, attributes and all, each time one is closed out of order."""
    opened = "".join(f"<b {n}>" for n in range(3000)) + "".join(f"<i {n}>" for n in range(3000))
    return f"{opened}x{'</b>' * 3000}"


HOSTILE: dict[str, Callable[[], str]] = {
    "nested-formatting": nested_formatting,
    "formatting-paragraphs": lambda: "<b i><p>" * 3500 + "deep",
    "nested-lists": lambda: "<ul><li>" * 20_000 + "deep",
    "attributes": lambda: "<p " + " ".join(f"a{n}={n}" for n in range(40_000)) + ">many</p>",
    "nested-boxes": lambda: "<div>" * 50_000 + "deep",
    "nested-tables": lambda: "<table><tr><td>" * 5_000 + "deep",
    "links-never-closed": lambda: "<a href=x>y" * 10_000,
    "nested-json": lambda: f"<script type='application/ld+json'>{'[' * 200_000}</script>text",
    "one-line": lambda: "<p>" + "“( «'" * 200_000,
    "entities": lambda: "<p>" + "&amp;lt;" * 200_000,
}


def page(n: int) -> str:
    sentences = " ".join(f"On day {day} of week {n} the ferry brought {day * n + 7} travellers." for day in range(1, 8))
    paragraphs = "".join(f"<p>{sentences} So it was in harbour {k}.</p>" for k in range(3))
    return (
        f"<!doctype html><title>Ferry {n}</title><nav><a href=/>Home</a></nav><article><h1>Ferry {n}</h1>{paragraphs}"
    )


@pytest.fixture(scope="module")
def alone(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[dict]]:
    """A folder of twenty good pages, and their records."""
    folder = tmp_path_factory.mktemp("good")
    raw = folder / "raw"
    raw.mkdir()
    for n in range(20):
        (raw / f"good-{n:02}.html").write_text(page(n), encoding="utf-8")
    return raw, cleaned(raw, folder)[0]


def cleaned(raw: Path, folder: Path) -> tuple[list[dict], list[dict]]:
    """The records and the quarantine of a run with a small limit."""
    settings = Settings(
        jobs=2, duplicates="off", quarantine=folder / "lost.jsonl", limits=Limits(cpu_seconds=CPU_SECONDS)
    )
    run(str(raw), folder / "out.jsonl", settings)
    return tuple(
        [json.loads(line) for line in (folder / name).read_text(encoding="utf-8").splitlines()]
        for name in ("out.jsonl", "lost.jsonl")
    )


def test_good_pages_come_out_beside_hostile_ones(alone: tuple[Path, list[dict]], tmp_path: Path) -> None:
    raw, expected = alone
    both = tmp_path / "raw"
    both.mkdir()
    for good in raw.iterdir():
        (both / good.name).write_bytes(good.read_bytes())
    for n, (name, make) in enumerate(HOSTILE.items()):
        (both / f"good-{2 * n:02}-{name}.html").write_text(f"<!doctype html><body>{make()}", encoding="utf-8")
    records, lost = cleaned(both, tmp_path)
    good = {record["source"] for record in expected}
    assert len(good) == 20
    assert [record for record in records if record["source"] in good] == expected
    others = [record["source"] for record in records if record["source"] not in good]
    assert sorted(others + [row["source"] for row in lost]) == sorted(
        f"good-{2 * n:02}-{name}.html" for n, name in enumerate(HOSTILE)
    )
    assert {row["reason"] for row in lost} <= {"time-limit", "worker-killed", "memory-limit"}
    assert all(row["detail"] for row in lost)
