"""From a Listing to a stream of small items that a worker turns into Sources: what is cheap in the parent (finding,
splitting into rows), and what is not (reading, parsing) in the worker."""

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from cleaner.document import Quarantined, Source
from cleaner.readers.entry import Fault, FileEntry, Listing
from cleaner.readers.rows import BadRow, DateReader, parse_line, source_of
from cleaner.readers.scan import NoInput
from cleaner.readers.streams import BadStream, lines_of, opened, read_whole, sniffed_compression
from cleaner.settings import Limits

STDIN = "stdin"


@dataclass(frozen=True, slots=True)
class FileItem:
    """A file that is one document; the worker reads it."""

    entry: FileEntry

    @property
    def weight(self) -> int:
        """Bytes, for cutting chunks of even work."""
        return self.entry.size


@dataclass(frozen=True, slots=True)
class RowItem:
    """One row of a file that holds several, not yet parsed."""

    name: str
    stem: str
    line: bytes
    html: bool | None = None

    @property
    def weight(self) -> int:
        """Bytes, for cutting chunks of even work."""
        return len(self.line)


@dataclass(frozen=True, slots=True)
class TextItem:
    """One whole document that is already in memory (standard input)."""

    name: str
    stem: str
    data: bytes

    @property
    def weight(self) -> int:
        """Bytes, for cutting chunks of even work."""
        return len(self.data)


@dataclass(frozen=True, slots=True)
class FaultItem:
    """A document that is lost before it is read, in its place in the order."""

    lost: Quarantined

    @property
    def weight(self) -> int:
        """Bytes, for cutting chunks of even work."""
        return 0


Item = FileItem | RowItem | TextItem | FaultItem


def items_of(listing: Listing, limits: Limits) -> Iterator[Item]:
    """The documents of a listing, in order. Faults of a file that holds several stand where they were met."""
    for entry in listing.entries:
        if isinstance(entry, Fault):
            yield FaultItem(Quarantined(entry.name, entry.stem, entry.reason, entry.detail))
        elif entry.format == "jsonl":
            yield from _rows(entry, limits)
        else:
            yield FileItem(entry)


def _rows(entry: FileEntry, limits: Limits) -> Iterator[Item]:
    number = 0
    try:
        with opened(entry.path, entry.compression, expansion=limits.expansion) as chunks:
            for item in _numbered(lines_of(chunks, limit=limits.document_bytes), entry.name, entry.stem, limits):
                number += 1
                yield item
    except (BadStream, OSError) as error:
        reason, detail = fault_of(error)
        yield FaultItem(
            Quarantined(f"{entry.name}#{number + 1}", entry.stem, reason, f"the rest of the file: {detail}")
        )


def _numbered(lines: Iterator[bytes | None], name: str, stem: str, limits: Limits) -> Iterator[Item]:
    number = 0
    for line in lines:
        if line is not None and not line.strip():
            continue
        number += 1
        if number == 1 and line is not None:
            line = line.removeprefix(b"\xef\xbb\xbf")
        place = f"{name}#{number}"
        if line is None:
            detail = f"a line of more than {limits.document_bytes:,} bytes"
            yield FaultItem(Quarantined(place, stem, "too-large", detail))
        else:
            yield RowItem(place, stem, line)


def items_of_stdin(stream: IO[bytes], limits: Limits) -> Iterator[Item]:
    """The documents on standard input: rows of JSON where the first line is an object, else one document; either may
    be compressed. Raises NoInput where there is nothing."""
    head = stream.peek(4)[:4] if hasattr(stream, "peek") else b""
    try:
        with opened(stream, sniffed_compression(head), expansion=limits.expansion) as chunks:
            yield from _sniffed(chunks, limits)
    except (BadStream, OSError) as error:
        reason, detail = fault_of(error)
        yield FaultItem(Quarantined(f"{STDIN}#1", STDIN, reason, detail))


def _sniffed(chunks: Iterator[bytes], limits: Limits) -> Iterator[Item]:
    first = next(chunks, b"")
    if not first.strip():
        raise NoInput("standard input is empty")
    if first.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"{"):
        yield from _numbered(lines_of(_again(first, chunks), limit=limits.document_bytes), STDIN, STDIN, limits)
        return
    parts, total = [first], len(first)
    for chunk in chunks:
        total += len(chunk)
        if total > limits.document_bytes:
            raise BadStream("too-large", f"more than {limits.document_bytes:,} bytes")
        parts.append(chunk)
    yield TextItem(f"{STDIN}#1", STDIN, b"".join(parts))


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def fault_of(error: BadStream | OSError) -> tuple[str, str]:
    """Reason and detail of a file that cannot be read, without a path of this machine in it."""
    if isinstance(error, BadStream):
        return error.reason, str(error)
    return ("vanished" if isinstance(error, FileNotFoundError) else "unreadable"), error.strerror or str(error)


def read(item: Item, limits: Limits, read_date: DateReader) -> Source | Quarantined:
    """The Source of an item, or why there is none."""
    if isinstance(item, FaultItem):
        return item.lost
    if isinstance(item, RowItem):
        try:
            return source_of(parse_line(item.line), item.name, item.stem, read_date)
        except BadRow as error:
            return Quarantined(item.name, item.stem, error.reason, str(error))
    if isinstance(item, TextItem):
        return Source(item.name, item.data, item.stem)
    entry = item.entry
    try:
        data = read_whole(entry.path, entry.compression, limit=limits.document_bytes, expansion=limits.expansion)
    except (BadStream, OSError) as error:
        return Quarantined(entry.name, entry.stem, *fault_of(error))
    return Source(entry.name, data, entry.stem, html=entry.html)


def standard_input() -> IO[bytes]:
    """The bytes of standard input."""
    return sys.stdin.buffer
