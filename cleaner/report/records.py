"""Outputs read back: the records of a file of any format and shape, or of a folder of such files."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import orjson

from cleaner.readers.entry import split_name
from cleaner.readers.streams import BadStream, lines_of, opened

LONGEST_LINE = 1 << 32
ANY_RATIO = 10**9


class NotRecords(ValueError):
    """A file that is not what a run writes, or is damaged."""


def records(path: Path) -> Iterator[dict[str, Any]]:
    """The records as they stand there. Raises NotRecords and OSError."""
    if path.is_dir():
        for shard in sorted(path.iterdir()):
            yield from records(shard)
    elif path.suffix == ".parquet":
        yield from _rows(path)
    else:
        for line in lines_of_file(path):
            yield object_of(line, path)


def content_of(record: Mapping[str, Any], path: Path) -> tuple[str, str | None, str]:
    """Id, headline and body of a record in any of the shapes. Raises NotRecords."""
    body = record.get("body", record.get("text"))
    metadata = record.get("metadata")
    if isinstance(metadata, str):  # as Parquet has it
        metadata = object_of(metadata.encode(), path)
    headline = (metadata or record).get("headline")
    identifier = record.get("id")
    if not (isinstance(identifier, str) and isinstance(body, str) and isinstance(headline, str | None)):
        raise NotRecords(f"{path.name}: {str(identifier)[:80]!r} is no record with an id and a body")
    return identifier, headline, body


def lines_of_file(path: Path) -> Iterator[bytes]:
    """The lines of a JSONL file, compressed or not. Raises NotRecords where it is damaged, OSError."""
    try:
        with opened(path, split_name(path.name)[2], expansion=ANY_RATIO) as chunks:
            for line in lines_of(chunks, limit=LONGEST_LINE):
                if line:
                    yield line
    except BadStream as error:
        raise NotRecords(f"{path.name}: {error}") from error


def object_of(line: bytes, path: Path) -> dict[str, Any]:
    """The JSON object of a line. Raises NotRecords."""
    try:
        value = orjson.loads(line)
    except orjson.JSONDecodeError as error:
        raise NotRecords(f"{path.name}: not JSON: {error}") from error
    if not isinstance(value, dict):
        raise NotRecords(f"{path.name}: a line is no object")
    return value


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(path) as file:
            for batch in file.iter_batches(batch_size=1_000):
                yield from batch.to_pylist()
    except (pa.ArrowException, OSError) as error:
        if not path.exists():
            raise FileNotFoundError(str(path)) from error
        raise NotRecords(f"{path.name}: {error}") from error
