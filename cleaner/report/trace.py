"""A rendered document read back: its record, its repaired text, and the spans that went, for people to look at."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import orjson

from cleaner.report.restored import restored
from cleaner.writers.lines import Rendered, row_of

LAYOUT = "layout"
"""The rule of white space between blocks: no loss, so it is not shown."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A span that a rule took."""

    start: int
    end: int
    rule: str


@dataclass(frozen=True, slots=True)
class Trace:
    """One document as the ledger accounts for it; `text` is None for a dropped one, whose kept spans nobody keeps."""

    record: dict[str, Any]
    text: str | None
    taken: tuple[Taken, ...]
    repairs: dict[str, int]


def trace(rendered: Rendered) -> Trace:
    """Read a rendered document. Raises LedgerMismatch where its record and rows do not fit (a bug of ours)."""
    record = orjson.loads(b'{"id":"",' + rendered.record[1:])
    rows = list(_rows(rendered))
    removals = [row for kind, row in rows if kind == "removal"]
    spans = next((row["spans"] for kind, row in rows if kind == "kept"), None)
    text = None if spans is None else restored(record, spans, removals, record["source"])
    taken = tuple(Taken(r["start"], r["end"], r["rule"]) for r in removals if r["rule"] != LAYOUT)
    return Trace(record, text, taken, dict(rendered.repairs))


def _rows(rendered: Rendered) -> Iterator[tuple[str, dict[str, Any]]]:
    for line in rendered.ledger:
        yield row_of(line)
