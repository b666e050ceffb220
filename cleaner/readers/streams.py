"""Compression and limits in one place: bytes of a file, decompressed, never more than is allowed."""

import gzip
import io
import os
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, cast

import zstandard

from cleaner.readers.entry import Compression

CHUNK = 1 << 16
ZSTD_WINDOW = 1 << 27
"""Largest zstd window accepted (128 MB, what `zstd --long=27` makes); the format allows terabytes."""
_ZSTD = b"\x28\xb5\x2f\xfd"
DICTIONARY = b"\x5d\x2a\x4d\x18"
"""What the frame begins with that holds the dictionary of a `.warc.zst` (iipc/warc-specifications, WARC-Zstandard)."""
_FRAME = struct.Struct("<4sI")
MOST_DICTIONARY = 1 << 25
"""Largest dictionary accepted (32 MB); those of crawls have some 100 KB to 1 MB."""
RATIO_FREE = 1 << 24
"""Decompressed bytes that any file may give before its ratio counts."""


class BadStream(ValueError):
    """A file that cannot be read as it claims: `reason` is a stable word, the message says what was met."""

    def __init__(self, reason: str, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


class _Counted:
    """A file that knows how many bytes were taken from it; whoever decompresses asks nothing of it but `read`."""

    def __init__(self, inner: IO[bytes]) -> None:
        self.inner = inner
        self.taken = 0
        self._ahead = b""

    def read(self, size: int = -1) -> bytes:
        if self._ahead and size:
            data, self._ahead = (self._ahead, b"") if size < 0 else (self._ahead[:size], self._ahead[size:])
            return data
        data = self.inner.read(size)
        self.taken += len(data)
        return data

    def ahead(self, size: int) -> bytes:
        """The next bytes, so many unless the file ends, to be read again."""
        while len(self._ahead) < size and (more := self.inner.read(size - len(self._ahead))):
            self.taken += len(more)
            self._ahead += more
        return self._ahead[:size]


@contextmanager
def opened(source: Path | IO[bytes], compression: Compression, *, expansion: int) -> Iterator[Iterator[bytes]]:
    """Chunks of the decompressed bytes. Raises BadStream for damage, and where a file gives more than `expansion`
    bytes for each of its own; OSError for what the system says."""
    handle = source.open("rb") if isinstance(source, Path) else source
    counted = _Counted(handle)
    try:
        yield _chunks(counted, compression, expansion)
    finally:
        if isinstance(source, Path):
            handle.close()


def _chunks(counted: _Counted, compression: Compression, expansion: int) -> Iterator[bytes]:
    total = 0
    stream: IO[bytes] | None = None
    while True:
        try:
            stream = stream or _decompressed(counted, compression)
            chunk = stream.read(CHUNK)
        except (gzip.BadGzipFile, EOFError, zlib.error, zstandard.ZstdError) as error:
            raise BadStream("bad-compression", f"{compression}: {error}") from error
        if not chunk:
            return
        total += len(chunk)
        if total > RATIO_FREE and total > expansion * counted.taken:
            raise BadStream("compression-bomb", f"more than {expansion} bytes for each compressed one")
        yield chunk


def _decompressed(counted: _Counted, compression: Compression) -> IO[bytes]:
    stream = cast(IO[bytes], counted)
    if compression == "gz":
        return cast(IO[bytes], gzip.GzipFile(fileobj=stream, mode="rb"))
    if compression == "zst":
        reader = zstandard.ZstdDecompressor(dict_data=_dictionary(counted), max_window_size=ZSTD_WINDOW)
        return reader.stream_reader(stream, read_across_frames=True)
    return stream


def _dictionary(counted: _Counted) -> zstandard.ZstdCompressionDict | None:
    """The dictionary in the first frame of a `.warc.zst`, as its specification has it: a skippable frame of a magic
    number of its own, the dictionary itself or that compressed. Raises BadStream and ZstdError."""
    head = counted.ahead(_FRAME.size)
    if not head.startswith(DICTIONARY):
        return None
    size = _FRAME.unpack(head)[1]
    if size > MOST_DICTIONARY:
        raise BadStream("bad-compression", f"zst: a dictionary of {size:,} bytes")
    data = counted.ahead(_FRAME.size + size)[_FRAME.size :]
    if len(data) < size:
        raise BadStream("bad-compression", "zst: the dictionary is cut short")
    if data.startswith(_ZSTD):
        packed = zstandard.ZstdDecompressor(max_window_size=ZSTD_WINDOW).stream_reader(io.BytesIO(data))
        data = packed.read(MOST_DICTIONARY + 1)
    if len(data) > MOST_DICTIONARY:
        raise BadStream("bad-compression", f"zst: a dictionary of more than {MOST_DICTIONARY:,} bytes")
    return zstandard.ZstdCompressionDict(data)


def read_whole(path: Path, compression: Compression, *, limit: int, expansion: int) -> bytes:
    """All bytes of one document. Raises BadStream (`too-large` above the limit) and OSError."""
    if not compression:
        return _within(_read(path, limit + 1), limit)
    parts, total = [], 0
    with opened(path, compression, expansion=expansion) as chunks:
        for chunk in chunks:
            parts.append(chunk)
            total += len(chunk)
            if total > limit:
                break
    return _within(b"".join(parts), limit)


def _read(path: Path, most: int) -> bytes:
    """Up to so many bytes of a file, in one read where nobody is writing to it."""
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        wanted = min(most, os.fstat(handle).st_size + 1)
        data = os.read(handle, wanted)
        while len(data) == wanted < most and (more := os.read(handle, min(most - wanted, 1 << 20))):
            data += more
            wanted = len(data)
        return data
    finally:
        os.close(handle)


def _within(data: bytes, limit: int) -> bytes:
    if len(data) > limit:
        raise BadStream("too-large", f"more than {limit:,} bytes")
    return data


def head_of(path: Path, compression: Compression, size: int) -> bytes:
    """The first bytes of a file, decompressed. Raises as `opened` does."""
    if not compression:
        with path.open("rb") as handle:
            return handle.read(size)
    with opened(path, compression, expansion=1_000) as chunks:
        return next(chunks, b"")[:size]


def sniffed_compression(head: bytes) -> Compression:
    """The compression that the first bytes tell."""
    if head.startswith(b"\x1f\x8b"):
        return "gz"
    return "zst" if head.startswith((_ZSTD, DICTIONARY)) else ""


def lines_of(chunks: Iterator[bytes], *, limit: int) -> Iterator[bytes | None]:
    """Lines of a stream, split at line feeds alone, without them; None in the place of a line above the limit."""
    pending: list[bytes] = []
    length = 0
    for chunk in chunks:
        start = 0
        while (stop := chunk.find(b"\n", start)) >= 0:
            piece = chunk[start:stop]
            yield b"".join((*pending, piece)) if length + len(piece) <= limit else None
            pending, length, start = [], 0, stop + 1
        rest = chunk[start:]
        length += len(rest)
        if length <= limit:
            pending.append(rest)
        else:
            pending = []
    if length:
        yield b"".join(pending) if length <= limit else None
