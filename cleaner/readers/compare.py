"""Whether two outputs hold the same bytes once decompressed."""

import hashlib
from pathlib import Path

from cleaner.readers.entry import split_name
from cleaner.readers.streams import BadStream, opened

ANY_RATIO = 10**9


def same_content(one: Path, other: Path) -> bool:
    """Compare two files, each decompressed by its suffix; a missing or damaged file differs from all."""
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
