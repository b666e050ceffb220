"""WARC in: the captured pages and texts of a crawl, one document a record; all else is passed over with a reason.

Documents are `response` and `resource` records whose payload is HTML or plain text, and `conversion` records (the
texts of WET files). The decompressing is ours, so that the limits are the same as for every file; FastWARC splits
records and parses headers. It is careful about nothing that fails, so nothing is asked of it that could: payloads are
taken as stored, and workers undo their codings.
"""

import io
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

from cleaner.document import Quarantined
from cleaner.readers.entry import FileEntry
from cleaner.readers.item import FaultItem, Item, PassedOver, TextItem
from cleaner.readers.scan import HEAD, looks_binary
from cleaner.readers.streams import BadStream, opened
from cleaner.settings import Limits

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

HTML_TYPES = frozenset({"text/html", "application/xhtml+xml"})
TEXT_TYPES = frozenset({"text/plain", "text/markdown"})
UNSAID_TYPES = frozenset({"", "application/octet-stream", "unk", "unknown"})
"""What stands for a type where the server knows none: the content decides."""
DOCUMENTS = frozenset({"response", "resource", "conversion"})


MAGIC = b"WARC/"


class _Stream(io.RawIOBase):
    """Chunks as the file that FastWARC wants: it asks where it is, and never to go anywhere else."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._rest = memoryview(b"")
        self._at = 0

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def tell(self) -> int:
        return self._at

    def seek(self, offset: int, whence: int = 0) -> int:
        if (whence, offset) not in ((0, self._at), (1, 0)):
            raise io.UnsupportedOperation("seek")
        return self._at

    def read(self, size: int = -1) -> bytes:
        if not self._rest:
            self._rest = memoryview(next(self._chunks, b""))
        taken = bytes(self._rest if size < 0 else self._rest[:size])
        self._rest = self._rest[len(taken) :]
        self._at += len(taken)
        return taken


def items(entry: FileEntry, limits: Limits) -> Iterator[Item | PassedOver]:
    """The documents of a file. Raises BadStream (`bad-warc`, and as compressed files do) and OSError."""
    with opened(entry.path, entry.compression, expansion=limits.expansion) as chunks:
        yield from items_of_chunks(chunks, entry.name, entry.stem, limits)


def items_of_chunks(chunks: Iterator[bytes], name: str, stem: str, limits: Limits) -> Iterator[Item | PassedOver]:
    """The documents of a stream, decompressed. Raises as `items` does."""
    number = 0
    for record in _records(chunks):
        item = _item(record, f"{name}#{number + 1}", stem, limits)
        number += not isinstance(item, PassedOver)
        yield item


def _records(chunks: Iterator[bytes]) -> Iterator["WarcRecord"]:
    """The records, each to be read before the next is asked for."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    try:
        stream = ArchiveIterator(
            _Stream(chunks), record_types=WarcRecordType.any_type, parse_http=False, stream_detect=False
        )
        while (record := next(stream, None)) is not None:
            yield record
    except BadStream:
        raise
    except OSError as error:
        raise BadStream("bad-warc", str(error)[:200]) from error
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise BadStream("bad-warc", "FastWARC gave up on the record") from panic


def _item(record: "WarcRecord", name: str, stem: str, limits: Limits) -> Item | PassedOver:
    kind = str(record.record_type)
    headers = {key.lower(): value for key, value in record.headers.items()}
    if "content-length" not in headers:
        return FaultItem(Quarantined(name, stem, "bad-warc", "the record ends within its headers"))
    if kind not in DOCUMENTS:
        return PassedOver(f"warc-{kind}")
    http = _http(record) if kind == "response" else {"content-type": headers.get("content-type", "")}
    if not 200 <= int(http.get(":status", "200")) < 300:
        return PassedOver("http-status")
    declared = http.get("content-type", "").split(";", 1)[0].strip().lower()
    media = headers.get("warc-identified-payload-type", "").lower() if declared in UNSAID_TYPES else declared
    if media not in HTML_TYPES | TEXT_TYPES | UNSAID_TYPES:
        return PassedOver("content-type")
    wanted = _identifier(headers.get("warc-record-id", "")) or stem
    size = record.content_length
    data = record.reader.read(limits.document_bytes + 1)
    lost = _loss(headers, size, len(data), limits)
    if lost:
        return FaultItem(Quarantined(name, wanted, *lost))
    codings = _listed(http.get("transfer-encoding", "")) if kind == "response" else ()
    packed = (*_listed(http.get("content-encoding", "")), *codings)
    if not packed and media in UNSAID_TYPES and looks_binary(data[:HEAD]):
        return PassedOver("content-type")
    return TextItem(
        name,
        wanted,
        bytes(data),
        url=headers.get("warc-target-uri", "").strip("<> ") or None,
        html=True if media in HTML_TYPES else None,
        charset=_charset(http.get("content-type", "")),
        codings=packed,
    )


def _http(record: "WarcRecord") -> dict[str, str]:
    """The HTTP headers of a response, lower case, its status under `:status`; empty where it is no HTTP."""
    if not record.is_http:
        return {}
    try:
        record.parse_http(auto_decode="none")
    except (OSError, ValueError):
        return {}
    if record.http_headers is None:
        return {}
    found = {key.lower(): value for key, value in record.http_headers.items()}
    return {**found, ":status": str(record.http_headers.status_code or 200)}


def _loss(headers: Mapping[str, str], size: int, got: int, limits: Limits) -> tuple[str, str] | None:
    """Why a record is no whole document."""
    if got > limits.document_bytes:
        return "too-large", f"more than {limits.document_bytes:,} bytes"
    if "warc-truncated" in headers:
        return "truncated", f"the crawler cut the record short ({headers['warc-truncated'][:40]})"
    if got < size:
        return "truncated", f"the record has {got:,} of its {size:,} bytes"
    return None


def _identifier(record_id: str) -> str:
    """The record's id without its wrapping.

    >>> _identifier("<urn:uuid:62cc913c-ace1-468e-a4c3-3a684bec8727>")
    '62cc913c-ace1-468e-a4c3-3a684bec8727'
    """
    return record_id.strip("<> ").removeprefix("urn:").removeprefix("uuid:")


def _listed(header: str) -> tuple[str, ...]:
    return tuple(word.strip().lower() for word in header.split(",") if word.strip())


def _charset(content_type: str) -> str | None:
    """The charset of a Content-Type.

    >>> _charset('text/html; Charset="windows-1251"')
    'windows-1251'
    """
    for parameter in content_type.split(";")[1:]:
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            return value.strip("\"' ") or None
    return None
