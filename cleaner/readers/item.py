"""What travels from the parent, which finds and splits, to the workers, which read and parse: small items."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cleaner.document import Quarantined
from cleaner.readers.entry import Compression, FileEntry, Format


@dataclass(frozen=True, slots=True)
class FileItem:
    """A file that is one document; the worker reads it."""

    entry: FileEntry

    @property
    def weight(self) -> int:
        """Bytes, for cutting chunks of even work."""
        return self.entry.size

    def __reduce__(self) -> tuple[Any, ...]:
        """As plain values: a path and two dataclasses cost ten times as much to send."""
        e = self.entry
        return _file_item, (os.fspath(e.path), e.name, e.stem, e.format, e.compression, e.html, e.size)


def _file_item(
    path: str, name: str, stem: str, format: Format, compression: Compression, html: bool | None, size: int
) -> FileItem:
    return FileItem(FileEntry(Path(path), name, stem, format, compression, html, size))


@dataclass(frozen=True, slots=True)
class RowItem:
    """One row of a file that holds several: a line of JSON, or (`packed`) a pickled mapping, not yet parsed."""

    name: str
    stem: str
    data: bytes
    packed: bool = False

    @property
    def weight(self) -> int:
        """Bytes, for cutting chunks of even work."""
        return len(self.data)

    def __reduce__(self) -> tuple[Any, ...]:
        """As plain values, as above."""
        return RowItem, (self.name, self.stem, self.data, self.packed)


@dataclass(frozen=True, slots=True)
class TextItem:
    """One whole document that is already in memory: standard input, or a record of a WARC file.

    `stem` is the id that it wants; `html` and `charset` are what a transport header said, `codings` how its bytes are
    packed (names as HTTP has them, to be undone from the last to the first).
    """

    name: str
    stem: str
    data: bytes
    url: str | None = None
    html: bool | None = None
    charset: str | None = None
    codings: tuple[str, ...] = ()

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


@dataclass(frozen=True, slots=True)
class PassedOver:
    """Something between the documents of a file that is none of them; counted by its reason, never read."""

    reason: str
