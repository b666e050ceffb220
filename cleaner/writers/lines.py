"""Documents as lines of JSON: the record, and the ledger's rows.

A worker renders them without the id, which only the whole corpus can settle; `with_id` puts it in. So the parent that
writes a million documents parses none of them.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson

from cleaner.document import Document, DuplicatePair

_OPEN = b'"duplicates":[]}}'
_MARK = b"\0"


@dataclass(frozen=True, slots=True)
class Rendered:
    """A cleaned document ready to be written: its record without the id, its ledger rows without theirs."""

    record: bytes
    ledger: tuple[bytes, ...]
    dropped: str | None
    language: str
    removed: Mapping[str, int]
    repairs: Mapping[str, int]
    flags: tuple[str, ...]
    length: int
    """Code points of the repaired text."""
    size: int
    """Code points of headline and body."""
    site: str | None
    published: str | None


def render(document: Document) -> Rendered:
    """The lines of a document. Raises TypeError for carried fields that are no JSON."""
    record = document.record()
    del record["id"]
    return Rendered(
        record=orjson.dumps(record),
        ledger=tuple(_ledger_rows(document)),
        dropped=document.dropped,
        language=document.language.code,
        removed=document.removed(),
        repairs=dict(document.repairs),
        flags=document.flags,
        length=len(document.text),
        size=len(document.headline or "") + len(document.body),
        site=document.site,
        published=document.published,
    )


def _ledger_rows(document: Document) -> Iterable[bytes]:
    for name, count in sorted(document.repairs.items()):
        yield _row("repair", name=name, count=count)
    for r in document.removals:
        yield _row("removal", stage=r.stage, rule=r.rule, start=r.start, end=r.end, text=r.text)
    if document.dropped:
        yield _row("dropped", reason=document.dropped)
    else:
        yield _row("kept", spans=[[k.start, k.end, k.role] for k in document.kept])


def _row(kind: str, **values: Any) -> bytes:
    return kind.encode() + _MARK + orjson.dumps(values)[1:]


def record_line(record: bytes, identifier: str, duplicates: list[str], duplicate_of: str | None = None) -> bytes:
    """The record's line with its id, the ids it stands for, and (with `mark`) the id it is a duplicate of."""
    if duplicates or duplicate_of is not None:
        tail = b'"duplicates":' + orjson.dumps(duplicates)
        if duplicate_of is not None:
            tail += b',"duplicate_of":' + orjson.dumps(duplicate_of)
        record = record.removesuffix(_OPEN) + tail + b"}}"
    return b'{"id":' + orjson.dumps(identifier) + b"," + record[1:] + b"\n"


def row_of(row: bytes) -> tuple[str, dict[str, Any]]:
    """Kind and values of a rendered ledger row."""
    kind, _, rest = row.partition(_MARK)
    return kind.decode(), orjson.loads(b"{" + rest)


def rows_of(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> tuple[bytes, ...]:
    """Ledger rows rendered again, from kinds and values."""
    return tuple(_row(kind, **values) for kind, values in rows)


def ledger_line(row: bytes, identifier: str) -> bytes:
    """A rendered ledger row with its id."""
    kind, _, rest = row.partition(_MARK)
    return b'{"kind":"' + kind + b'","id":' + orjson.dumps(identifier) + b"," + rest + b"\n"


def duplicate_line(pair: DuplicatePair) -> bytes:
    """The ledger row of a removed (or marked) duplicate."""
    row = {"kind": "duplicate", "id": pair.id, "of": pair.of, "jaccard": pair.jaccard, "containment": pair.containment}
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)


def quarantine_line(identifier: str, source: str, reason: str, detail: str) -> bytes:
    """The row of a quarantined document, in the ledger and in the quarantine file alike."""
    row = {"kind": "quarantined", "id": identifier, "source": source, "reason": reason, "detail": detail}
    return orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE)
