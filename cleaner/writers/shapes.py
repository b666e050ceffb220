"""The record in the shapes that other tools read: `--format record|dolma|datatrove|hf`."""

from collections.abc import Callable, Mapping
from typing import Any

import orjson

Shape = Callable[[Mapping[str, Any]], dict[str, Any]]

_DOLMA = ("id", "source", "body", "published")
_DATATROVE = ("id", "body")


def dolma(record: Mapping[str, Any]) -> dict[str, Any]:
    """AllenAI's Dolma: `id`, `text`, `source`, `created`; all else under `metadata`.

    `added`, the time of acquisition, is left out: an output must not depend on the clock.
    """
    return {
        "id": record["id"],
        "text": record["body"],
        "source": record["source"],
        "created": record["published"],
        "metadata": {key: value for key, value in record.items() if key not in _DOLMA},
    }


def datatrove(record: Mapping[str, Any]) -> dict[str, Any]:
    """Hugging Face's datatrove, as its own writers have it: `text`, `id`, and all else under `metadata`."""
    return {
        "text": record["body"],
        "id": record["id"],
        "metadata": {key: value for key, value in record.items() if key not in _DATATROVE},
    }


def hf(record: Mapping[str, Any]) -> dict[str, Any]:
    """Flat columns for the datasets library: `text` for `body`, and JSON in the columns whose keys differ by row.

    The library takes its columns from the first rows, so an object that has other keys later would stop it.
    """
    return {
        ("text" if key == "body" else key): orjson.dumps(value).decode() if isinstance(value, dict) else value
        for key, value in record.items()
    }


SHAPES: Mapping[str, Shape | None] = {"record": None, "dolma": dolma, "datatrove": datatrove, "hf": hf}
"""None: the record as it is."""
