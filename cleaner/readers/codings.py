"""Undo what HTTP packs a page in: transfer and content codings, never to more bytes than are allowed."""

import io
import zlib
from collections.abc import Callable, Sequence

from cleaner.readers.streams import RATIO_FREE, BadStream
from cleaner.settings import Limits

KNOWN = frozenset({"chunked", "gzip", "x-gzip", "deflate", "br", "zstd"})
"""Codings that can be undone (RFC 9110, 9112; `compress` has died out)."""


def unpacked(data: bytes, codings: Sequence[str], limits: Limits) -> bytes:
    """The bytes without their codings, the last one first.

    A server that names a coding it did not use is believed by its bytes: browsers and crawlers store such pages.
    Raises BadStream (`bad-coding`, `compression-bomb`, `too-large`).
    """
    for coding in reversed(codings):
        if coding == "identity" or not data:
            continue
        if coding not in KNOWN:
            raise BadStream("bad-coding", f"the coding {coding!r} is not known")
        small = len(data)
        data = _UNPACKERS[coding](data, limits.document_bytes)
        if len(data) > limits.document_bytes:
            raise BadStream("too-large", f"more than {limits.document_bytes:,} bytes")
        if len(data) > RATIO_FREE and len(data) > limits.expansion * small:
            raise BadStream("compression-bomb", f"more than {limits.expansion} bytes for each compressed one")
    return data


def _inflated(data: bytes, limit: int) -> bytes:
    if data.startswith(b"\x1f\x8b"):
        return _through_zlib(data, 31, limit, "gzip")
    return data


def _deflated(data: bytes, limit: int) -> bytes:
    """`deflate` is zlib's format by the book and a bare stream in the wild."""
    try:
        return _through_zlib(data, 15, limit, "deflate")
    except BadStream:
        return _through_zlib(data, -15, limit, "deflate")


def _through_zlib(data: bytes, window: int, limit: int, name: str) -> bytes:
    parts, total = [], 0
    while data:
        inflater = zlib.decompressobj(window)
        try:
            part = inflater.decompress(data, limit + 1 - total)
        except zlib.error as error:
            raise BadStream("bad-coding", f"{name}: {error}") from error
        parts.append(part)
        total += len(part)
        if total > limit:
            break
        if not inflater.eof:
            raise BadStream("bad-coding", f"{name}: cut short")
        data = inflater.unused_data if inflater.unused_data.startswith(b"\x1f\x8b") and window == 31 else b""
    return b"".join(parts)


def _from_zstd(data: bytes, limit: int) -> bytes:
    import zstandard

    try:
        with zstandard.ZstdDecompressor(max_window_size=1 << 27).stream_reader(io.BytesIO(data)) as stream:
            return stream.read(limit + 1)
    except zstandard.ZstdError as error:
        raise BadStream("bad-coding", f"zstd: {error}") from error


def _from_brotli(data: bytes, limit: int) -> bytes:
    """Brotli by FastWARC's own reader, which whoever reads WARC files has."""
    from fastwarc.stream_io import BrotliReader

    try:
        return bytes(BrotliReader(io.BytesIO(data)).read(limit + 1))
    except OSError as error:
        raise BadStream("bad-coding", f"br: {error}") from error


def _unchunked(data: bytes, _limit: int) -> bytes:
    """The chunks of HTTP/1.1 put together; what has no chunk's size in front was never chunked, or was undone."""
    parts: list[bytes] = []
    at = 0
    while True:
        end = data.find(b"\n", at, at + 1_024)
        size = _chunk_size(data[at:end]) if end >= 0 else None
        if size is None:
            if not at:
                return data
            raise BadStream("bad-coding", "chunked: a chunk without its size")
        if not size:
            return b"".join(parts)
        at = end + 1 + size
        if at > len(data):
            raise BadStream("bad-coding", "chunked: cut short")
        parts.append(data[end + 1 : at])
        at += 2 if data.startswith(b"\r\n", at) else int(data.startswith(b"\n", at))


def _chunk_size(line: bytes) -> int | None:
    digits = line.split(b";", 1)[0].strip()
    if not 0 < len(digits) <= 8:
        return None
    try:
        return int(digits, 16) if digits.isalnum() else None
    except ValueError:
        return None


_UNPACKERS: dict[str, Callable[[bytes, int], bytes]] = {
    "chunked": _unchunked,
    "gzip": _inflated,
    "x-gzip": _inflated,
    "deflate": _deflated,
    "br": _from_brotli,
    "zstd": _from_zstd,
}
