"""Rows between Python and Spark: batches of Arrow's, 64 bits as signed numbers, arrays of numbers as bytes."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any, Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Batches = Iterator[pa.RecordBatch]
Work = Callable[[Batches], Batches]
BATCH_BYTES: Final = 8_000_000
_NAMES: Final = {"int64": "long", "binary": "binary", "string": "string", "bool": "boolean", "double": "double"}


def ddl(schema: pa.Schema) -> str:
    """A schema as Spark writes it."""
    return ", ".join(f"{field.name} {_NAMES[str(field.type)]}" for field in schema)


def batch_of(table: list[tuple[Any, ...]], schema: pa.Schema) -> pa.RecordBatch:
    """Rows of a schema as one batch."""
    columns = list(zip(*table, strict=True)) or [()] * len(schema)
    return pa.RecordBatch.from_arrays(
        [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)], schema=schema
    )


def in_batches(rows: Iterable[tuple[Any, ...]], schema: pa.Schema) -> Batches:
    """Rows as batches of a bounded size."""
    table: list[tuple[Any, ...]] = []
    weight = 0
    for row in rows:
        table.append(row)
        weight += sum(len(each) for each in row if isinstance(each, bytes))
        if weight > BATCH_BYTES:
            yield batch_of(table, schema)
            table, weight = [], 0
    if table:
        yield batch_of(table, schema)


def batch(schema: pa.Schema, columns: Mapping[str, Any]) -> pa.RecordBatch:
    """Columns of numpy's (64-bit ones of either sign) or of Arrow's as one batch."""
    arrays = []
    for field in schema:
        column = columns[field.name]
        if isinstance(column, np.ndarray) and column.dtype == np.uint64:
            column = column.view(np.int64)
        arrays.append(column if isinstance(column, pa.Array) else pa.array(column, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def numbers(column: pa.Array) -> NDArray[np.int64]:
    """A column of whole numbers."""
    return np.asarray(column.to_numpy(zero_copy_only=False), np.int64)


def arrays(column: pa.Array, kind: str) -> tuple[NDArray[Any], NDArray[np.int64]]:
    """The arrays that a column of bytes holds, one after another, and how long each is."""
    parts = column.to_pylist()
    flat = np.frombuffer(b"".join(parts), kind)
    return flat, np.fromiter(map(len, parts), np.int64, len(parts)) // np.dtype(kind).itemsize


def packed(rows: NDArray[Any]) -> pa.Array:
    """The rows of a table as bytes each."""
    return pa.array([row.tobytes() for row in rows], pa.binary())


def signed(key: int) -> int:
    """64 bits as the signed number that has them."""
    return key - (1 << 64) if key >= 1 << 63 else key


def unsigned(key: int) -> int:
    """The inverse of `signed`."""
    return key % (1 << 64)
