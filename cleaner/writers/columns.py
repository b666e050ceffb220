"""Parquet out: records as rows of a schema that is written down, and that says its version in every file."""

from functools import cache
from typing import IO, TYPE_CHECKING, Any

import orjson

from cleaner.writers.shapes import SHAPES

if TYPE_CHECKING:
    import pyarrow as pa

VERSION = "1"
"""Of the schemas below; grows when a column changes its name or type (docs/formats.md)."""

GROUP_ROWS = 10_000
GROUP_BYTES = 32_000_000
"""A row group is written when it has this many rows, or this many bytes of JSON."""


@cache
def schema(shape: str) -> "pa.Schema":
    """The columns of a shape; `corpus-clean.schema` in the file's metadata names shape and version."""
    import pyarrow as pa

    text, texts = pa.string(), pa.list_(pa.string())
    head = [("id", text), ("source", text), ("url", text), ("site", text), ("headline", text)]
    told = [
        ("language", text),
        ("language_confidence", pa.float64()),
        ("published", text),
        ("modified", text),
        ("authors", texts),
        ("dateline", text),
        ("meta", text),
    ]
    counts = pa.map_(text, pa.int64())
    provenance = pa.struct(
        [
            ("encoding", text),
            ("repairs", counts),
            ("removed", counts),
            ("rules", text),
            ("flags", texts),
            ("extracted", text),
            ("languages", pa.map_(text, pa.float64())),
            ("duplicates", texts),
            ("duplicate_of", text),
        ]
    )
    columns = {
        "record": [*head, ("body", text), *told, ("provenance", provenance)],
        "dolma": [("id", text), ("text", text), ("source", text), ("created", text), ("metadata", text)],
        "datatrove": [("text", text), ("id", text), ("metadata", text)],
        "hf": [*head, ("text", text), *told, ("provenance", text)],
    }
    return pa.schema(columns[shape], metadata={"corpus-clean.schema": f"{shape}-{VERSION}"})


class ParquetEncoder:
    """Writes record lines as rows, a row group at a time, into an open file."""

    def __init__(self, sink: IO[bytes], shape: str) -> None:
        import pyarrow.parquet as pq

        self._shape = SHAPES[shape]
        self._schema = schema(shape)
        self._writer = pq.ParquetWriter(sink, self._schema, compression="zstd")
        self._rows: list[dict[str, Any]] = []
        self._bytes = 0

    def write(self, line: bytes) -> None:
        """Add a record."""
        self._rows.append(_row(orjson.loads(line), self._shape))
        self._bytes += len(line)
        if len(self._rows) >= GROUP_ROWS or self._bytes >= GROUP_BYTES:
            self._flush()

    def close(self) -> None:
        """Write what waits, and the file's footer."""
        if self._rows:
            self._flush()
        self._writer.close()

    def _flush(self) -> None:
        import pyarrow as pa

        self._writer.write_table(pa.Table.from_pylist(self._rows, schema=self._schema))
        self._rows, self._bytes = [], 0


def _row(record: dict[str, Any], shape: Any) -> dict[str, Any]:
    """A record with JSON in the columns whose keys are anybody's, and pairs for maps."""
    if shape is not None:
        shaped = shape(record)
        if isinstance(shaped.get("metadata"), dict):
            shaped["metadata"] = orjson.dumps(shaped["metadata"]).decode()
        return dict(shaped)
    provenance = record["provenance"]
    for key in ("repairs", "removed", "languages"):
        provenance[key] = list(provenance[key].items())
    provenance["extracted"] = orjson.dumps(provenance["extracted"]).decode()
    return {**record, "meta": orjson.dumps(record["meta"]).decode()}
