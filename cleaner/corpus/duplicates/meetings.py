"""Which keys do several documents share? In memory; `scale` has the same beyond it."""

from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.groups import Shared, SharedKeys, meeting

_AT_ONCE: Final = 1 << 20
"""Keys that are sorted at a time: some 30 MB."""


class Meetings(Protocol):
    """Takes keys with the documents that have them, and gives those keys that several have."""

    def add(self, keys: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        """Note that each of these documents has the key beside it."""

    def shared(self) -> SharedKeys:
        """The keys that occur more than once; nothing can be added after it."""


class Ground(Protocol):
    """Where a search works: in memory, or on disk within a limit."""

    def meetings(self) -> Meetings:
        """A new, empty collection of keys."""

    def table(self, rows: int, columns: int) -> NDArray[np.uint32]:
        """A new table for signatures."""


class MemoryMeetings:
    """Sorts in memory; large collections a part of the key space at a time, so that sorting needs little room."""

    def __init__(self) -> None:
        self._blocks: list[tuple[NDArray[np.uint64], NDArray[np.uint32]]] = []

    def add(self, keys: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        """Note that each of these documents has the key beside it."""
        self._blocks.append((keys, rows.astype(np.uint32)))

    def shared(self) -> Shared:
        """The keys that occur more than once."""
        total = sum(len(keys) for keys, _ in self._blocks)
        bits = max(0, (total // _AT_ONCE).bit_length())
        parts = [self._part(number, bits) for number in range(1 << bits)]
        self._blocks = []
        return Shared(np.concatenate([keys for keys, _ in parts]), np.concatenate([rows for _, rows in parts]))

    def _part(self, number: int, bits: int) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        blocks = [(np.zeros(0, np.uint64), np.zeros(0, np.uint32)), *self._blocks]
        if bits:
            chosen = [np.flatnonzero(keys >> np.uint64(64 - bits) == np.uint64(number)) for keys, _ in blocks]
            blocks = [(keys[these], rows[these]) for (keys, rows), these in zip(blocks, chosen, strict=True)]
        keys = np.concatenate([keys for keys, _ in blocks])
        order = np.argsort(keys)
        keys = keys[order]
        several = meeting(keys)
        return keys[several], np.concatenate([rows for _, rows in blocks])[order[several]].astype(np.int64)


class Memory:
    """Everything in memory: about 2 kB a document."""

    def meetings(self) -> Meetings:
        """A new, empty collection of keys."""
        return MemoryMeetings()

    def table(self, rows: int, columns: int) -> NDArray[np.uint32]:
        """A new table for signatures."""
        return np.empty((rows, columns), np.uint32)
