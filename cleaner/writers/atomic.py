"""One atomic writer: a temporary file beside the target, fsync, rename; and the flock that keeps two runs apart."""

import contextlib
import fcntl
import glob
import gzip
import hashlib
import os
import secrets
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO, cast

import zstandard

STDOUT = Path("-")
SUFFIXES = (".jsonl", ".jsonl.gz", ".jsonl.zst")


class OutputLockedError(OSError):
    """Another run is writing the same OUT."""


class AtomicFile:
    """A file that takes its name only when it is complete.

    Everything goes to a temporary file beside the target; `commit` makes it durable and renames it, `discard` leaves
    the target as it was. A target that is no regular file (a device, a FIFO, `-`) cannot be renamed over and is
    written in place on commit's order alone. `owner` is the run that writes it, by whose name a later one finds what
    was left (see `clear`).
    """

    def __init__(self, path: Path, owner: str = "") -> None:
        self.in_place = path == STDOUT or (path.exists() and not path.is_file())
        # What /dev/stdout links to has no name in any folder; a link to a file is followed, so that it stays one.
        self.target = path if self.in_place else Path(os.path.realpath(path))
        self._temporary: Path | None = None
        if self.in_place:
            self._file: IO[bytes] = sys.stdout.buffer if path == STDOUT else self.target.open("wb")
        else:
            self._temporary = temporary_name(self.target, owner)
            self._file = self._temporary.open("xb")
        self.sink = _compressor(self._file, path.suffix)

    def write(self, data: bytes) -> None:
        """Append to the new file."""
        self.sink.write(data)

    def finish(self) -> None:
        """Complete the new file and make it durable, without its name yet. Raises OSError (a full disk, …)."""
        if self.sink is not self._file:
            self.sink.close()
        self._file.flush()
        if self._temporary:
            with contextlib.suppress(FileNotFoundError):
                shutil.copymode(self.target, self._temporary)
            os.fsync(self._file.fileno())
            self._file.close()

    def commit(self) -> None:
        """Rename the finished file over the target."""
        if self._temporary:
            self._temporary.replace(self.target)
            self._temporary = None
            sync_folder(self.target.parent)

    def discard(self) -> None:
        """Drop the new file; the target stays as it was."""
        if self._temporary:
            with contextlib.suppress(OSError):
                self._file.close()
            self._temporary.unlink(missing_ok=True)
            self._temporary = None


@contextlib.contextmanager
def replaced(path: Path, owner: str = "") -> Iterator[AtomicFile]:
    """A file that takes its name when the block is done, and is dropped where it raises."""
    file = AtomicFile(path, owner)
    try:
        yield file
        file.finish()
        file.commit()
    finally:
        file.discard()


def temporary_name(target: Path, owner: str) -> Path:
    """A new name beside a target for what is to replace it."""
    return target.with_name(f".{target.name}.tmp-{owner}-{secrets.token_hex(4)}")


def owner_of(out: Path) -> str:
    """The name, in temporary files, of whoever holds the lock of OUT: the same for every run that wants this lock, and
    another for every other."""
    place = out.absolute().parent.resolve() / out.name
    return hashlib.blake2b(os.fsencode(place), digest_size=4).hexdigest()


def clear(path: Path, owner: str) -> None:
    """Remove what killed runs of an owner left beside a target; to be called by who holds the lock, so none lives."""
    target = Path(os.path.realpath(path))
    for stale in target.parent.glob(f".{glob.escape(target.name)}.tmp-{owner}-*"):
        remove(stale)


def remove(stale: Path) -> None:
    """Remove a file or a whole folder, as far as that can be done."""
    if stale.is_dir():
        shutil.rmtree(stale, ignore_errors=True)
    else:
        stale.unlink(missing_ok=True)


def _compressor(file: IO[bytes], suffix: str) -> IO[bytes]:
    """A sink that compresses by suffix; no time and no name in the header, so that equal input gives equal bytes."""
    if suffix == ".gz":
        return cast(IO[bytes], gzip.GzipFile(filename="", mode="wb", compresslevel=6, fileobj=file, mtime=0))
    if suffix == ".zst":
        return zstandard.ZstdCompressor(level=3).stream_writer(file, closefd=False)
    return file


def sync_folder(folder: Path) -> None:
    """Make renames in a folder durable."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextlib.contextmanager
def locked(out: Path) -> Iterator[int]:
    """Hold the flock of OUT; yields its descriptor, which worker processes close.

    The kernel frees it with the process, however that ends. The lock file is removed at the end; a run that opened it
    in between sees that the name is gone and takes the next. Raises OutputLockedError.
    """
    path = out.with_name(f".{out.name}.lock")
    while True:
        descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o644)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
            if _is(descriptor, path):
                break
        except BlockingIOError:
            os.close(descriptor)
            raise OutputLockedError(f"another run is writing {out.name}") from None
        os.close(descriptor)
    try:
        yield descriptor
    finally:
        path.unlink(missing_ok=True)
        os.close(descriptor)


def _is(descriptor: int, path: Path) -> bool:
    """Whether the path still names the open file."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.stat())
    except FileNotFoundError:
        return False
