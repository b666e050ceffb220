"""Which keys do several documents share? In memory; `scale` has the same beyond it."""

from typing import Final, Protocol

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.groups import Shared, SharedKeys, meeting

_AT_ONCE: Final = 1 << 20
"""Keys that are put into parts at a time."""

_BITS: Final = 6
"""Upper bits of a key that say which part it belongs to."""

_Block = tuple[NDArray[np.uint64], NDArray[np.uint32]]


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
        self._fresh: list[_Block] = []
        self._waiting = 0
        self._parted: list[tuple[_Block, NDArray[np.intp]]] = []

    def add(self, keys: NDArray[np.uint64], rows: NDArray[np.int64]) -> None:
        """Note that each of these documents has the key beside it."""
        self._fresh.append((keys, rows.astype(np.uint32)))
        self._waiting += len(keys)
        if self._waiting >= _AT_ONCE:
            self._part()

    def shared(self) -> Shared:
        """The keys that occur more than once."""
        if not self._parted:
            return _meeting(self._fresh)
        self._part()
        found = []
        for number in range(1 << _BITS):
            slices = [(slice(*bounds[number : number + 2]), block) for block, bounds in self._parted]
            found.append(_meeting([(keys[these], rows[these]) for these, (keys, rows) in slices]))
        self._parted = []
        return Shared(np.concatenate([part.keys for part in found]), np.concatenate([part.rows for part in found]))

    def _part(self) -> None:
        """Put what was added by the upper bits of its keys (a radix sort of single bytes)."""
        keys, rows = _joined(self._fresh)
        part = (keys >> np.uint64(64 - _BITS)).astype(np.uint8)
        order = np.argsort(part, kind="stable")
        bounds = np.searchsorted(part[order], np.arange((1 << _BITS) + 1, dtype=np.int64))
        self._parted.append(((keys[order], rows[order]), bounds))
        self._fresh, self._waiting = [], 0


def _joined(blocks: list[_Block]) -> _Block:
    empty = np.zeros(0, np.uint64), np.zeros(0, np.uint32)
    return np.concatenate([keys for keys, _ in (empty, *blocks)]), np.concatenate(
        [rows for _, rows in (empty, *blocks)]
    )


def _meeting(blocks: list[_Block]) -> Shared:
    keys, rows = _joined(blocks)
    order = np.argsort(keys)
    keys = keys[order]
    several = meeting(keys)
    return Shared(keys[several], rows[order[several]].astype(np.int64))


class Memory:
    """Everything in memory: about 2 kB a document."""

    def meetings(self) -> Meetings:
        """A new, empty collection of keys."""
        return MemoryMeetings()

    def table(self, rows: int, columns: int) -> NDArray[np.uint32]:
        """A new table for signatures."""
        return np.empty((rows, columns), np.uint32)
