"""Whether two outputs hold the same: bytes once decompressed, rows of Parquet, and both for every file of a folder."""

import hashlib
from itertools import zip_longest
from pathlib import Path

from cleaner.readers.entry import split_name
from cleaner.readers.streams import BadStream, opened

ANY_RATIO = 10**9


def same_content(one: Path, other: Path) -> bool:
    """Compare two files, each decompressed by its suffix, or two folders; what is missing or damaged differs."""
    if one.is_dir() or other.is_dir():
        return _same_files(one, other)
    if one.suffix == other.suffix == ".parquet":
        return _same_rows(one, other)
    try:
        return _digest(one) == _digest(other)
    except (FileNotFoundError, BadStream):
        return False


def _digest(path: Path) -> bytes:
    digest = hashlib.blake2b()
    with opened(path, split_name(path.name)[2], expansion=ANY_RATIO) as chunks:
        for chunk in chunks:
            digest.update(chunk)
    return digest.digest()


def _same_files(one: Path, other: Path) -> bool:
    if not (one.is_dir() and other.is_dir()):
        return False
    names, others = (sorted(path.name for path in folder.iterdir()) for folder in (one, other))
    return names == others and all(same_content(one / name, other / name) for name in names)


def _same_rows(one: Path, other: Path) -> bool:
    """Rows and not bytes: these tell the version of the library that wrote them."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    try:
        with pq.ParquetFile(one) as left, pq.ParquetFile(other) as right:
            if not left.schema_arrow.equals(right.schema_arrow, check_metadata=True):
                return False
            pairs = zip_longest(*(file.iter_batches(batch_size=1_000) for file in (left, right)))
            return all(a is not None and b is not None and a.equals(b) for a, b in pairs)
    except (OSError, pa.ArrowException):
        return False
