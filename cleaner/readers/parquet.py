"""Parquet in: row groups streamed a few rows at a time, each row a mapping as a line of JSONL would give it."""

import pickle
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack
from typing import IO, TYPE_CHECKING, Any

from cleaner.document import Quarantined
from cleaner.readers.entry import FileEntry
from cleaner.readers.item import FaultItem, Item, RowItem
from cleaner.readers.streams import RATIO_FREE, BadStream, opened
from cleaner.settings import Limits

if TYPE_CHECKING:
    import pyarrow as pa

MAGIC = b"PAR1"
ROWS = 32
"""Rows that are decoded at a time: a dictionary-encoded column may give each of them a whole document."""


def items(entry: FileEntry, limits: Limits) -> Iterator[Item]:
    """The rows of a file. Raises BadStream (`bad-parquet`, and as compressed files do) and OSError."""
    with ExitStack() as stack:
        if entry.compression:
            chunks = stack.enter_context(opened(entry.path, entry.compression, expansion=limits.expansion))
            file = stack.enter_context(_copied(chunks))
        else:
            file = stack.enter_context(entry.path.open("rb"))
        yield from _items_of(file, entry.name, entry.stem, limits)


def items_of_chunks(chunks: Iterator[bytes], name: str, stem: str, limits: Limits) -> Iterator[Item]:
    """The rows of a stream, decompressed. Raises as `items` does."""
    with _copied(chunks) as file:
        yield from _items_of(file, name, stem, limits)


def _copied(chunks: Iterator[bytes]) -> IO[bytes]:
    """A stream's copy among the system's temporary files: a Parquet file is read from its end."""
    copy: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 (who calls closes it)
    try:
        copy.writelines(chunks)
        copy.seek(0)
    except BaseException:
        copy.close()
        raise
    return copy


def _items_of(file: IO[bytes], name: str, stem: str, limits: Limits) -> Iterator[Item]:
    import pyarrow as pa

    number = 0
    try:
        for batch in _batches(file, limits):
            for row in _rows(batch):
                number += 1
                yield _item(row, f"{name}#{number}", stem, limits)
    except pa.ArrowException as error:
        raise BadStream("bad-parquet", _first_line(error)) from error
    except OSError as error:
        if error.errno is not None:
            raise
        raise BadStream("bad-parquet", _first_line(error)) from error


def _first_line(error: Exception) -> str:
    return str(error).split("\n", 1)[0][:200]


def _batches(file: IO[bytes], limits: Limits) -> Iterator["pa.RecordBatch"]:
    import pyarrow.parquet as pq

    with pq.ParquetFile(file, pre_buffer=False, buffer_size=1 << 20) as parquet:
        for group in range(parquet.num_row_groups):
            meta = parquet.metadata.row_group(group)
            columns = [meta.column(place) for place in range(meta.num_columns)]
            small = sum(column.total_compressed_size for column in columns)
            large = sum(column.total_uncompressed_size for column in columns)
            if large > RATIO_FREE and large > limits.expansion * small:
                raise BadStream("compression-bomb", f"more than {limits.expansion} bytes for each compressed one")
        yield from parquet.iter_batches(batch_size=ROWS, use_threads=False)


def _rows(batch: "pa.RecordBatch") -> Iterator[dict[str, Any] | Exception]:
    """The rows as mappings; an exception in the place of one that cannot be told in Python's values."""
    batch = _exact_enough(batch)
    try:
        yield from batch.to_pylist()
    except (ValueError, OverflowError):
        for place in range(batch.num_rows):
            try:
                yield batch.slice(place, 1).to_pylist()[0]
            except (ValueError, OverflowError) as error:
                yield error


def _exact_enough(batch: "pa.RecordBatch") -> "pa.RecordBatch":
    """Times in nanoseconds as microseconds, which is what Python's own values can tell."""
    import pyarrow as pa

    for place, field in enumerate(batch.schema):
        if pa.types.is_timestamp(field.type) and field.type.unit == "ns":
            coarse = batch.column(place).cast(pa.timestamp("us", field.type.tz), safe=False)
            batch = batch.set_column(place, field.name, coarse)
    return batch


def _item(row: dict[str, Any] | Exception, name: str, stem: str, limits: Limits) -> Item:
    if isinstance(row, Exception):
        return FaultItem(Quarantined(name, stem, "bad-row", _first_line(row)))
    packed = pickle.dumps(row, protocol=5)
    if len(packed) > limits.document_bytes:
        return FaultItem(Quarantined(name, stem, "too-large", f"a row of more than {limits.document_bytes:,} bytes"))
    return RowItem(name, stem, packed, packed=True)
