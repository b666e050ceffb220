"""Replaying a ledger: kept spans from the corpus and removals from the ledger give each repaired text back (law 2)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import orjson

from cleaner.readers.entry import split_name
from cleaner.readers.streams import BadStream, lines_of, opened

LONGEST_LINE = 1 << 32
ANY_RATIO = 10**9
_RELEVANT = (b'{"kind":"removal"', b'{"kind":"kept"')


class LedgerMismatch(ValueError):
    """Corpus and ledger are not of one run, or one of them is damaged."""


def rows_of(path: Path) -> Iterator[bytes]:
    """The lines of a JSONL file, compressed or not. Raises LedgerMismatch where it is damaged, OSError."""
    try:
        with opened(path, split_name(path.name)[2], expansion=ANY_RATIO) as chunks:
            for line in lines_of(chunks, limit=LONGEST_LINE):
                if line:
                    yield line
    except BadStream as error:
        raise LedgerMismatch(f"{path.name}: {error}") from error


def restored_lines(out: Path, ledger: Path) -> Iterator[bytes]:
    """{"id", "text"} of each record of OUT, in its order, as lines.

    Both files are read once, side by side: they are in the same order. Raises LedgerMismatch.
    """
    documents = _kept_documents(ledger)
    for line in rows_of(out):
        record = _object(line, out)
        identifier, spans, removals = next(documents, (None, [], []))
        if identifier != record.get("id"):
            raise LedgerMismatch(f"{out.name} has {record.get('id')!r} where {ledger.name} has {identifier!r}")
        text = restored(record, spans, removals, ledger.name)
        yield orjson.dumps({"id": identifier, "text": text}, option=orjson.OPT_APPEND_NEWLINE)


def _kept_documents(ledger: Path) -> Iterator[tuple[str, list[Any], list[dict[str, Any]]]]:
    """Id, kept spans and removals of each kept document. A document's removals stand before its `kept` row."""
    removals: list[dict[str, Any]] = []
    for line in rows_of(ledger):
        if not line.startswith(_RELEVANT):
            continue
        row = _object(line, ledger)
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


def _object(line: bytes, path: Path) -> dict[str, Any]:
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise LedgerMismatch(f"{path.name}: not JSON: {error}") from error
    if not isinstance(value, dict):
        raise LedgerMismatch(f"{path.name}: a line is no object")
    return value
