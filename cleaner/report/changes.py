"""What a new OUT changes in the old one, record by record: what `--check` names."""

from array import array
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import orjson

from cleaner.report.records import NotRecords, records

Kind = Literal["new", "gone", "changed", "reordered", "unreadable"]


@dataclass(frozen=True, slots=True)
class Change:
    """A record that is new, gone or changed (`fields` says where); or a change of the file as a whole (no id)."""

    kind: Kind
    id: str = ""
    source: str = ""
    fields: tuple[str, ...] = ()


def changes(old: Path, new: Path) -> Iterator[Change]:
    """The changes from an old OUT to a new one that differs from it, in the order of the new one, then what is gone.

    Of each old record only a hash of each field is held in memory.
    """
    try:
        before = {record.get("id"): (str(record.get("source") or ""), _hashes(record)) for record in records(old)}
    except (FileNotFoundError, NotRecords):
        before = {}
        if old.exists():
            yield Change("unreadable")
    found = False
    for record in records(new):
        identifier, source = record["id"], str(record.get("source"))
        known = before.pop(identifier, None)
        if known is None:
            found = True
            yield Change("new", identifier, source)
            continue
        fields = _differing(record, known[1])
        if fields:
            found = True
            yield Change("changed", identifier, source, fields)
    for identifier, (source, _) in before.items():
        found = True
        yield Change("gone", str(identifier), source)
    if not found:
        yield Change("reordered")


def _flat(record: dict[str, Any]) -> dict[str, Any]:
    """The fields of a record, those of `provenance` one by one."""
    provenance = record.get("provenance")
    flat = {key: value for key, value in record.items() if key != "provenance"}
    if isinstance(provenance, dict):
        flat |= {f"provenance.{key}": value for key, value in provenance.items()}
    return flat


def _hashes(record: dict[str, Any]) -> bytes:
    """Pairs of hashes, of a field's name and of its value (Python's own: they live as long as this process)."""
    return array("q", [h for key, value in _flat(record).items() for h in (hash(key), _hash(value))]).tobytes()


def _hash(value: Any) -> int:
    return hash(orjson.dumps(value, default=str))


def _differing(record: dict[str, Any], known: bytes) -> tuple[str, ...]:
    numbers = array("q")
    numbers.frombytes(known)
    old = dict(zip(numbers[::2], numbers[1::2], strict=True))
    flat = _flat(record)
    fields = [key for key, value in flat.items() if old.pop(hash(key), None) != _hash(value)]
    return tuple(fields) if fields or not old else ("a field that is no longer written",)
