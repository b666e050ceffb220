"""Records on disk between the passes of a run, so that the corpus's text is never in memory at once."""

from array import array
from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray


class Spill:
    """Byte strings appended in order and read again by row: one flat file, and eight bytes a row in memory."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file = path.open("w+b")
        self._ends = array("Q")
        self._length = 0

    def __len__(self) -> int:
        return len(self._ends)

    def append(self, data: bytes) -> None:
        """Add a row."""
        self._file.write(data)
        self._length += len(data)
        self._ends.append(self._length)

    def flush(self) -> None:
        """Make all rows readable for other processes."""
        self._file.flush()

    def span(self, row: int) -> tuple[int, int]:
        """Begin and end of a row in the file."""
        return (self._ends[row - 1] if row else 0), self._ends[row]

    def __getitem__(self, row: int) -> bytes:
        start, end = self.span(row)
        self._file.flush()
        self._file.seek(start)
        data = self._file.read(end - start)
        self._file.seek(0, 2)
        return data

    def rows(self) -> Iterator[bytes]:
        """All rows in order, through a handle of its own."""
        self._file.flush()
        position = 0
        with self.path.open("rb") as handle:
            for end in self._ends:
                yield handle.read(end - position)
                position = end

    def close(self) -> None:
        """Close the file; whoever made its folder removes it."""
        self._file.close()


class Numbers:
    """A growing column of 64-bit numbers."""

    def __init__(self) -> None:
        self._values = array("Q")

    def append(self, value: int) -> None:
        """Add a value."""
        self._values.append(value)

    def column(self) -> NDArray[np.uint64]:
        """All values as an array (a view; do not append while it lives)."""
        return np.frombuffer(self._values, dtype=np.uint64) if len(self._values) else np.zeros(0, np.uint64)
