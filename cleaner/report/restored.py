"""Replaying a ledger: kept spans from the corpus and removals from the ledger give each repaired text back (law 2)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from cleaner.report.records import NotRecords, content_of, lines_of_file, object_of, records

_RELEVANT = (b'{"kind":"removal"', b'{"kind":"kept"')


class LedgerMismatch(NotRecords):
    """Corpus and ledger are not of one run, or one of them is damaged."""


def restored_lines(out: Path, ledger: Path) -> Iterator[bytes]:
    """{"id", "text"} of each record of OUT (of any format and shape), in its order, as lines.

    Both are read once, side by side: they are in the same order. Raises NotRecords, LedgerMismatch among them.
    """
    documents = _kept_documents(ledger)
    for record in records(out):
        identifier, headline, body = content_of(record, out)
        wanted, spans, removals = next(documents, (None, [], []))
        if identifier != wanted:
            there = "no more documents" if wanted is None else repr(wanted)
            raise LedgerMismatch(f"{out.name} has {identifier!r} where {ledger.name} has {there}")
        content = {"id": identifier, "headline": headline, "body": body}
        text = restored(content, spans, removals, ledger.name)
        yield orjson.dumps({"id": identifier, "text": text}, option=orjson.OPT_APPEND_NEWLINE)
    left = next(documents, None)
    if left is not None:
        raise LedgerMismatch(f"{out.name} ends where {ledger.name} has {left[0]!r}")


def _kept_documents(ledger: Path) -> Iterator[tuple[str, list[Any], list[dict[str, Any]]]]:
    """Id, kept spans and removals of each kept document. A document's removals stand before its `kept` row."""
    removals: list[dict[str, Any]] = []
    for line in lines_of_file(ledger):
        if not line.startswith(_RELEVANT):
            if not line.startswith(b'{"kind":'):
                raise LedgerMismatch(f"{ledger.name}: a line is no row of a ledger")
            continue
        row = object_of(line, ledger)
        if removals and removals[0]["id"] != row["id"]:
            removals = []
        if row["kind"] == "removal":
            removals.append(row)
        else:
            yield row["id"], row["spans"], removals
            removals = []


def restored(record: dict[str, Any], spans: list[Any], removals: list[dict[str, Any]], name: str) -> str:
    """The repaired text of one record. Raises LedgerMismatch unless spans and removals cover it exactly."""
    parts = [(r["start"], r["end"], r["text"]) for r in removals]
    body, position = record["body"], 0
    for start, end, role in spans:
        if role == "headline":
            text = record["headline"] or ""
        else:
            while body[position : position + 1] == "\n":
                position += 1
            text = body[position : position + end - start]
            position += end - start
        parts.append((start, end, text))
    parts.sort()
    expected = 0
    for start, end, text in parts:
        if start != expected or len(text) != end - start:
            raise LedgerMismatch(f"{name}: {record['id']!r} is not covered at {expected}")
        expected = end
    return "".join(text for _, _, text in parts)
