"""One row of JSONL or Parquet to a Source: which field is the document, what fills the record, what is carried."""

import json
import pickle
from collections.abc import Callable, Mapping
from datetime import date, time
from math import isfinite
from typing import Any

import orjson

from cleaner.document import Given, Source

DOCUMENT_FIELDS = ("html", "text", "body", "content", "raw")


class BadRow(ValueError):
    """A row that holds no document; `reason` is a stable word."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


DateReader = Callable[[str], str | None]
"""A stated date to ISO 8601, None where it cannot be read."""


def parse_line(line: bytes) -> dict[str, Any]:
    """The JSON object of a line. Raises BadRow (`bad-json`, `not-an-object`).

    orjson is strict; what it refuses and the standard library reads (a lone surrogate, NaN) is data people have.
    """
    try:
        row = orjson.loads(line)
    except orjson.JSONDecodeError as strict:
        try:
            row = json.loads(line)
        except (ValueError, RecursionError):
            raise BadRow("bad-json", str(strict)) from strict
    if not isinstance(row, dict):
        raise BadRow("not-an-object", f"a document is an object; this line is {_json_type(row)}")
    return row


def parse_packed(data: bytes) -> dict[str, Any]:
    """The mapping of a row that our own reader packed: values as JSON would have them, a document's bytes as bytes."""
    row: dict[str, Any] = pickle.loads(data)
    return {
        key: value if isinstance(value, bytes) and key in DOCUMENT_FIELDS else _as_json(value)
        for key, value in row.items()
    }


def _as_json(value: Any) -> Any:
    """A value of a column as JSON tells it: dates in ISO 8601, bytes as text, numbers that JSON lacks as text."""
    if isinstance(value, date | time):
        return value.isoformat()
    if isinstance(value, bytes):
        return value.decode("utf-8", "backslashreplace")
    if isinstance(value, dict):
        return {str(key): _as_json(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_as_json(item) for item in value]
    if isinstance(value, float) and not isfinite(value):
        return None
    return value if value is None or isinstance(value, str | int | float) else str(value)


def _json_type(value: object) -> str:
    return {list: "a list", str: "a string", bool: "a boolean", type(None): "null"}.get(type(value), "a number")


def source_of(row: Mapping[str, Any], name: str, stem: str, read_date: DateReader) -> Source:
    """The Source of a row.

    The document is the first of `html`, `text`, `body`, `content`, `raw` that is text (or, in a binary
    column, the text's bytes), an empty one only where no other holds a word. `headline`/`title`,
    `published`/`date`, `modified` and `authors`/`author` fill the record where they can be read as what they are;
    every other field, and one of these that cannot be read, is carried under `meta`. Raises BadRow (`no-text`).
    """
    rest = dict(row)
    fields = [f for f in DOCUMENT_FIELDS if isinstance(row.get(f), str | bytes)]
    if not fields:
        raise BadRow("no-text", f"none of {', '.join(DOCUMENT_FIELDS)} holds text")
    field = next((f for f in fields if row[f].strip()), fields[0])
    data = rest.pop(field)
    identifier = stated_id(row)
    if identifier or row.get("id") in (None, ""):
        rest.pop("id", None)
    given = Given(
        headline=_text(rest, "headline", "title"),
        published=_date(rest, read_date, "published", "date"),
        modified=_date(rest, read_date, "modified"),
        authors=_names(rest, "authors", "author"),
    )
    return Source(
        name=name,
        data=data,
        wanted_id=identifier or stem,
        url=_text(rest, "url"),
        site=_text(rest, "site"),
        html=True if field == "html" else None,
        given=given,
        meta=_clean_meta(rest),
    )


def stated_id(row: Mapping[str, Any]) -> str:
    """The id that a row states, as text; empty where it has none that could be one."""
    wanted = row.get("id")
    return _scrubbed(str(wanted)) if isinstance(wanted, str | int) and not isinstance(wanted, bool) else ""


def _text(rest: dict[str, Any], *names: str) -> str | None:
    """The first of the fields that is text, taken out of the rest; a null is taken out too."""
    for name in names:
        value = rest.get(name)
        if isinstance(value, str) and value.strip():
            del rest[name]
            return " ".join(_scrubbed(value).split())
        if name in rest and (value is None or value == ""):
            del rest[name]
    return None


def _date(rest: dict[str, Any], read_date: DateReader, *names: str) -> str | None:
    for name in names:
        value = rest.get(name)
        read = read_date(value) if isinstance(value, str) else None
        if read:
            del rest[name]
            return read
        if name in rest and (value is None or value == ""):
            del rest[name]
    return None


def _names(rest: dict[str, Any], *names: str) -> tuple[str, ...]:
    for name in names:
        value = rest.get(name)
        values = [value] if isinstance(value, str) else value
        if isinstance(values, list) and all(isinstance(v, str) for v in values):
            del rest[name]
            found = tuple(" ".join(_scrubbed(v).split()) for v in values if v.strip())
            if found:
                return found
        elif name in rest and value is None:
            del rest[name]
    return ()


def _scrubbed(text: str) -> str:
    """Without lone surrogates, which no output format can hold."""
    return text if text.isascii() else text.encode("utf-8", "replace").decode()


def _clean_meta(rest: dict[str, Any]) -> dict[str, Any]:
    """Carried fields as they came, but for strings that no writer could write."""
    try:
        orjson.dumps(rest)
    except TypeError:
        cleaned: dict[str, Any] = json.loads(json.dumps(rest, default=str).encode("utf-8", "replace"))
        within: dict[str, Any] = _within_64_bits(cleaned)
        return within
    return rest


def _within_64_bits(value: Any) -> Any:
    """Whole numbers beyond 64 bits as text (JSON writers and most readers lose their digits), surrogates replaced."""
    if isinstance(value, dict):
        return {_scrubbed(k): _within_64_bits(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_within_64_bits(v) for v in value]
    if isinstance(value, str):
        return _scrubbed(value)
    return str(value) if type(value) is int and not -(2**63) <= value < 2**64 else value
