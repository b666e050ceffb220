"""Byte strings on disk between the steps of a run, so that the corpus's text is never in memory at once.

Every process appends to a file of its own; a place names the file and the span. What a killed process wrote and told
nobody of is simply never read.
"""

import os
from array import array
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray


class Place(NamedTuple):
    """Where a value lies: its file (a number in the spill's folder), begin and end."""

    file: int
    start: int
    end: int


NOWHERE = Place(0, 0, 0)


class Appender:
    """The file that this process appends to."""

    def __init__(self, folder: Path) -> None:
        self.number = os.getpid()
        self._file = (folder / f"{self.number}.spill").open("ab")
        self._length = self._file.tell()

    def add(self, data: bytes) -> Place:
        """Append a value; it can be read by others after `flush`."""
        start = self._length
        self._file.write(data)
        self._length += len(data)
        return Place(self.number, start, self._length)

    def flush(self) -> None:
        """Give everything to the system."""
        self._file.flush()

    def close(self) -> None:
        """Close the file."""
        self._file.close()


@lru_cache(maxsize=4)
def appender(folder: Path, process: int) -> Appender:
    """The appender of a process (its number is part of the key: a fork must not share its parent's file)."""
    if process != os.getpid():
        raise ValueError(f"process {process} is not this one")
    return Appender(folder)


class Reader:
    """Reads values by their places, any number of times."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[int, int] = {}

    def __getitem__(self, place: Place) -> bytes:
        descriptor = self._open.get(place.file)
        if descriptor is None:
            descriptor = self._open[place.file] = os.open(self._folder / f"{place.file}.spill", os.O_RDONLY)
        return os.pread(descriptor, place.end - place.start, place.start)

    def close(self) -> None:
        """Close all files."""
        for descriptor in self._open.values():
            os.close(descriptor)
        self._open.clear()


class Places:
    """Places by row: 20 bytes a row."""

    def __init__(self) -> None:
        self._files, self._starts, self._ends = array("I"), array("Q"), array("Q")

    def append(self, place: Place) -> None:
        """Add the next row."""
        self._files.append(place.file)
        self._starts.append(place.start)
        self._ends.append(place.end)

    def __len__(self) -> int:
        return len(self._files)

    def __getitem__(self, row: int) -> Place:
        return Place(self._files[row], self._starts[row], self._ends[row])

    def __iter__(self) -> Iterator[Place]:
        return map(Place, self._files, self._starts, self._ends)


def as_column(values: "array[int]") -> NDArray[np.uint64]:
    """A growing array of 64-bit numbers as numpy's (a copy)."""
    return np.array(values, dtype=np.uint64)
