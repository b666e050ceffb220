"""OUT: one file of records in any format and shape, or a folder of them."""

import ctypes
import os
import re
import shutil
import sys
from pathlib import Path
from typing import IO, Protocol

import orjson

from cleaner.writers.atomic import SUFFIXES, AtomicFile, sync_folder, temporary_name
from cleaner.writers.columns import ParquetEncoder
from cleaner.writers.shapes import SHAPES

OUT_SUFFIXES = (*SUFFIXES, ".parquet")
_SHARD = re.compile(r"\d{5,}(\.jsonl|\.jsonl\.gz|\.jsonl\.zst|\.parquet)")


class Records(Protocol):
    """Where records go: complete and in place after `commit`, gone without a trace after `discard`."""

    def write(self, line: bytes) -> None:
        """Add a record's line."""

    def finish(self) -> None:
        """Complete what was written and make it durable, without its name yet. Raises OSError."""

    def commit(self) -> None:
        """Give it its name."""

    def discard(self) -> None:
        """Leave what was there before."""


def opened_records(out: Path, shape: str = "record", shard_bytes: int | None = None, owner: str = "") -> Records:
    """OUT, opened: its suffix is the format; with `shard_bytes` it is a folder of files of that format."""
    return RecordFile(out, shape, owner) if shard_bytes is None else ShardFolder(out, shape, shard_bytes, owner)


class _LineEncoder:
    """Record lines as lines of JSON in a shape."""

    def __init__(self, sink: IO[bytes], shape: str) -> None:
        self._sink = sink
        self._shape = SHAPES[shape]

    def write(self, line: bytes) -> None:
        if self._shape is not None:
            line = orjson.dumps(self._shape(orjson.loads(line)), option=orjson.OPT_APPEND_NEWLINE)
        self._sink.write(line)

    def close(self) -> None:
        pass


class RecordFile:
    """One file of records."""

    def __init__(self, path: Path, shape: str, owner: str = "") -> None:
        self._file = AtomicFile(path, owner)
        encoder = ParquetEncoder if path.suffix == ".parquet" else _LineEncoder
        self._encoder: ParquetEncoder | _LineEncoder = encoder(self._file.sink, shape)

    def write(self, line: bytes) -> None:
        """Add a record's line."""
        self._encoder.write(line)

    def finish(self) -> None:
        """Complete the file, without its name yet."""
        self._encoder.close()
        self._file.finish()

    def commit(self) -> None:
        """Rename it over the target."""
        self._file.commit()

    def discard(self) -> None:
        """Drop it."""
        self._file.discard()


class ShardFolder:
    """A folder of files of so many bytes of records each, made beside the target and renamed as a whole."""

    def __init__(self, out: Path, shape: str, shard_bytes: int, owner: str = "") -> None:
        self._target = Path(os.path.realpath(out))
        self._shape = shape
        self._most = shard_bytes
        self._suffix = next(suffix for suffix in reversed(OUT_SUFFIXES) if out.name.endswith(suffix))
        self._folder = temporary_name(self._target, owner)
        self._folder.mkdir()
        self._count = 0
        self._bytes = 0
        self._shard = self._next()

    def _next(self) -> RecordFile:
        path = self._folder / f"{self._count:05}{self._suffix}"
        self._count += 1
        self._bytes = 0
        return RecordFile(path, self._shape)

    def write(self, line: bytes) -> None:
        """Add a record's line; a record is never split, so a shard may be that much longer."""
        if self._bytes >= self._most:
            self._shard.finish()
            self._shard.commit()
            self._shard = self._next()
        self._shard.write(line)
        self._bytes += len(line)

    def finish(self) -> None:
        """Complete the last shard."""
        self._shard.finish()
        self._shard.commit()

    def commit(self) -> None:
        """Put the new folder in the place of the old one in one step, and remove the old one."""
        if self._target.exists():
            exchange(self._folder, self._target)
            shutil.rmtree(self._folder, ignore_errors=True)
        else:
            self._folder.rename(self._target)
        sync_folder(self._target.parent)

    def discard(self) -> None:
        """Drop the new folder."""
        self._shard.discard()
        shutil.rmtree(self._folder, ignore_errors=True)


def is_shards(folder: Path) -> bool:
    """Whether a folder holds shards and nothing else, so that a new run may replace it."""
    return all(_SHARD.fullmatch(path.name) for path in folder.iterdir())


def exchange(one: Path, other: Path) -> None:
    """Swap the names of two folders of one file system in one step.

    Raises OSError where the system cannot: two renames would leave a moment without either.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    names = os.fsencode(one), os.fsencode(other)
    if sys.platform == "darwin":
        failed = libc.renamex_np(*names, 2)
    else:
        failed = libc.renameat2(_HERE, names[0], _HERE, names[1], 2)
    if failed:
        code = ctypes.get_errno()
        raise OSError(code, f"cannot replace a folder in one step: {os.strerror(code)}", str(other))


_HERE = -100
"""AT_FDCWD; the flag 2 is RENAME_EXCHANGE on Linux and RENAME_SWAP on macOS."""
