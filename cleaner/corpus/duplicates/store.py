"""What documents are compared by, on disk: their shingle sets one after another, and one fixed row for each.

Sets are read with plain reads, sequentially or one by one, so that a corpus' shingles never count as memory.
"""

import os
import struct
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, NamedTuple, Protocol, Self

import numpy as np
from numpy.typing import NDArray

SETS: Final = "shingles.u64"
ROWS: Final = "rows.npy"
UNDATED: Final = np.iinfo(np.int64).max

ROW: Final = np.dtype(
    [("end", "<i8"), ("words", "<i8"), ("length", "<i8"), ("published", "<i8"), ("digest", "<u8", 2)],
)
"""One document: where its set ends, its words and code points, its date (microseconds), its body's digest."""

_PACKED: Final = struct.Struct("<4q16s")

CHUNK: Final = 1 << 16
"""Shingles that are read at a time: half a megabyte, to stay in a core's own cache."""


class Chunk(NamedTuple):
    """The sets of some consecutive documents, one after another."""

    first: int
    sizes: NDArray[np.int64]
    flat: NDArray[np.uint64]


class SketchWriter:
    """Writes documents' sketches in order into a directory of its own; `close` gives the store."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self._sets = (directory / SETS).open("wb", buffering=1 << 20)
        self._rows = bytearray()
        self._end = 0

    def add(self, shingles: NDArray[np.uint64], words: int, length: int, digest: bytes, when: int) -> None:
        """Append one document.

        `shingles` is its sorted set, `length` its body's code points, `digest` 16 bytes of a hash of the body, `when`
        the `moment` of its publication.
        """
        if len(digest) != 16:
            raise ValueError(f"a digest has 16 bytes, not {len(digest)}")
        self._sets.write(shingles.data)
        self._end += len(shingles)
        self._rows += _PACKED.pack(self._end, words, length, when, digest)

    def extend(self, rows: NDArray[np.void], shingles: NDArray[np.uint64]) -> None:
        """Append documents, given their sets one after another and a row each, its `end` among these sets."""
        self._sets.write(shingles.data)
        rows["end"] += self._end
        self._end += len(shingles)
        self._rows += rows.tobytes()

    def close(self) -> "SketchStore":
        """Finish the files and open them for reading."""
        self._sets.close()
        rows = np.frombuffer(self._rows, ROW)
        np.save(self.directory / ROWS, rows)
        return SketchStore(self.directory)


class Sets(Protocol):
    """The sketches of some documents, numbered from 0."""

    @property
    def sizes(self) -> NDArray[np.int64]:
        """How many shingles each document has."""

    def shingles(self, row: int) -> NDArray[np.uint64]:
        """The shingle set of one document."""

    def chunks(self) -> Iterator[Chunk]:
        """All sets, in order, in chunks of whole documents."""


class SketchStore:
    """Sketches of documents in a directory, opened for reading."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.rows: NDArray[np.void] = np.load(directory / ROWS)
        self.sizes: NDArray[np.int64] = np.diff(self.rows["end"], prepend=0)
        self._handle = os.open(directory / SETS, os.O_RDONLY)

    def __len__(self) -> int:
        return len(self.rows)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Let the files go."""
        if self._handle >= 0:
            os.close(self._handle)
            self._handle = -1

    def shingles(self, row: int) -> NDArray[np.uint64]:
        """The shingle set of one document."""
        size, end = int(self.sizes[row]), int(self.rows["end"][row])
        return self._read(end - size, end)

    def chunks(self) -> Iterator[Chunk]:
        """All sets, in order, in chunks of whole documents."""
        ends = self.rows["end"]
        first = 0
        while first < len(self):
            start = int(ends[first - 1]) if first else 0
            last = max(first + 1, int(np.searchsorted(ends, start + CHUNK, side="right")))
            yield Chunk(first, self.sizes[first:last], self._read(start, int(ends[last - 1])))
            first = last

    def _read(self, start: int, end: int) -> NDArray[np.uint64]:
        parts = []
        while start < end:
            part = os.pread(self._handle, min(8 * (end - start), 1 << 30), 8 * start)
            if not part:
                raise OSError(f"{self.directory / SETS} is shorter than its rows say")
            parts.append(part)
            start += len(part) // 8
        return np.frombuffer(b"".join(parts) if len(parts) != 1 else parts[0], "<u8")


class Joined:
    """Several stores, one after another, as one."""

    def __init__(self, stores: Sequence[SketchStore]) -> None:
        self._stores = tuple(stores)
        self._starts = np.cumsum([0, *map(len, self._stores)])
        self.sizes: NDArray[np.int64] = np.concatenate([np.zeros(0, np.int64), *(each.sizes for each in self._stores)])

    def shingles(self, row: int) -> NDArray[np.uint64]:
        """The shingle set of one document."""
        which = int(np.searchsorted(self._starts, row, side="right")) - 1
        return self._stores[which].shingles(row - int(self._starts[which]))

    def chunks(self) -> Iterator[Chunk]:
        """All sets, in order, in chunks of whole documents of one store."""
        for start, store in zip(self._starts.tolist(), self._stores, strict=False):
            for chunk in store.chunks():
                yield chunk._replace(first=start + chunk.first)


def moment(published: str | None) -> int:
    """A date as the record has it, in microseconds, for ordering; the latest possible where there is none.

    A date less exact than a time stands for its first moment, so that a day comes before the times in it.
    """
    if not published:
        return UNDATED
    text = published + "-01-01"[len(published) - 4 :] if len(published) in (4, 7) else published
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        return UNDATED
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return int(when.timestamp() * 1e6)
