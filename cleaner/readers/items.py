"""From a Listing to a stream of small items that a worker turns into Sources: what is cheap in the parent (finding,
splitting into rows), and what is not (reading, parsing) in the worker."""

import re
from collections.abc import Iterator
from typing import IO

from cleaner.document import Quarantined, Source
from cleaner.extras import lacking
from cleaner.readers import parquet, warc
from cleaner.readers.codings import unpacked
from cleaner.readers.entry import Fault, FileEntry, Listing
from cleaner.readers.faults import fault_of
from cleaner.readers.item import FaultItem, FileItem, Item, PassedOver, RowItem, TextItem
from cleaner.readers.rows import BadRow, DateReader, parse_line, parse_packed, source_of, stated_id
from cleaner.readers.scan import NoInput
from cleaner.readers.streams import BadStream, lines_of, opened, read_whole, sniffed_compression
from cleaner.settings import Limits

STDIN = "stdin"
_OBJECT = re.compile(rb"(?:\xef\xbb\xbf)?\s*\{\s*[\"}]")
"""How a JSON object begins; prose that begins with a brace does not go on like that."""


def items_of(listing: Listing, limits: Limits) -> Iterator[Item | PassedOver]:
    """The documents of a listing, in order. Faults of a file that holds several stand where they were met."""
    for entry in listing.entries:
        if isinstance(entry, Fault):
            yield FaultItem(Quarantined(entry.name, entry.stem, entry.reason, entry.detail))
        elif entry.format == "document":
            yield FileItem(entry)
        else:
            yield from _several(entry, limits)


def _several(entry: FileEntry, limits: Limits) -> Iterator[Item | PassedOver]:
    """The documents of a file that may hold several."""
    read_items = {"jsonl": _rows, "parquet": parquet.items, "warc": warc.items}[entry.format]
    return _while_whole(read_items(entry, limits), entry.name, entry.stem)


def _while_whole(items: Iterator[Item | PassedOver], name: str, stem: str) -> Iterator[Item | PassedOver]:
    """The items of one file; where it breaks, one fault stands for the rest of it."""
    number = 0
    try:
        for item in items:
            number += not isinstance(item, PassedOver)
            yield item
    except (BadStream, OSError) as error:
        reason, detail = fault_of(error)
        yield FaultItem(Quarantined(f"{name}#{number + 1}", stem, reason, f"the rest of the file: {detail}"))


def _rows(entry: FileEntry, limits: Limits) -> Iterator[Item]:
    with opened(entry.path, entry.compression, expansion=limits.expansion) as chunks:
        yield from _numbered(lines_of(chunks, limit=limits.document_bytes), entry.name, entry.stem, limits)


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


def items_of_stdin(stream: IO[bytes], limits: Limits) -> Iterator[Item | PassedOver]:
    """The documents on standard input, told by how it begins: a Parquet file, a WARC file, rows of JSON where the first
    line is an object, else one document; each may be compressed.

    Raises NoInput where there is nothing, or where reading it needs an extra that is not installed.
    """
    head = stream.peek(4)[:4] if hasattr(stream, "peek") else b""
    with opened(stream, sniffed_compression(head), expansion=limits.expansion) as chunks:
        yield from _while_whole(_sniffed(chunks, limits), STDIN, STDIN)


def _sniffed(chunks: Iterator[bytes], limits: Limits) -> Iterator[Item | PassedOver]:
    first = next(chunks, b"")
    if not first.strip():
        raise NoInput("standard input is empty")
    everything = _again(first, chunks)
    for extra, module in (("parquet", parquet), ("warc", warc)):
        if first.startswith(module.MAGIC):
            if missing := lacking(extra, f"standard input holds {extra}; reading it"):
                raise NoInput(missing)
            yield from module.items_of_chunks(everything, STDIN, STDIN, limits)
            return
    if _OBJECT.match(first):
        yield from _numbered(lines_of(everything, limit=limits.document_bytes), STDIN, STDIN, limits)
    else:
        yield from _one(everything, limits)


def _one(chunks: Iterator[bytes], limits: Limits) -> Iterator[Item]:
    parts, total = [], 0
    for chunk in chunks:
        total += len(chunk)
        if total > limits.document_bytes:
            raise BadStream("too-large", f"more than {limits.document_bytes:,} bytes")
        parts.append(chunk)
    yield TextItem(f"{STDIN}#1", STDIN, b"".join(parts))


def _again(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    yield from rest


def read(item: Item, limits: Limits, read_date: DateReader) -> Source | Quarantined:
    """The Source of an item, or why there is none."""
    if isinstance(item, FaultItem):
        return item.lost
    if isinstance(item, RowItem):
        wanted = item.stem
        try:
            row = parse_packed(item.data) if item.packed else parse_line(item.data)
            wanted = stated_id(row) or wanted
            return source_of(row, item.name, item.stem, read_date)
        except BadRow as error:
            return Quarantined(item.name, wanted, error.reason, str(error))
    if isinstance(item, TextItem):
        return _whole(item, limits)
    entry = item.entry
    try:
        data = read_whole(entry.path, entry.compression, limit=limits.document_bytes, expansion=limits.expansion)
    except (BadStream, OSError) as error:
        return Quarantined(entry.name, entry.stem, *fault_of(error))
    return Source(entry.name, data, entry.stem, html=entry.html)


def _whole(item: TextItem, limits: Limits) -> Source | Quarantined:
    """The Source of a document that is in memory already, its codings undone."""
    try:
        data = unpacked(item.data, item.codings, limits)
    except BadStream as error:
        return Quarantined(item.name, item.stem, *fault_of(error))
    return Source(item.name, data, item.stem, url=item.url, html=item.html, declared_encoding=item.charset)
