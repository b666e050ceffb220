"""Pairs of documents that share a key, found by sorting; groups of any size cost no more than their length."""

from collections.abc import Iterator
from typing import Final, NamedTuple, Protocol

import numpy as np
from numpy.typing import NDArray

FULL: Final = 48
"""Groups up to this size give all their pairs. A larger one gives, for each member, the pair with the group's first
and those with two neighbours: a giant bucket (a page of boilerplate, thousands of copies of one story) costs as
much as its length, and what that leaves unresolved meets again in the next round among those still kept."""

_STEPS: Final = (1, 2)
_BUDGET: Final = 1 << 18
PART: Final = 1 << 19
"""Rows that are looked at together."""


def full_for(rows: int) -> int:
    """The size up to which groups give all their pairs when so many rows are left: more, when they are few."""
    return max(FULL, _BUDGET // max(rows, 1))


class Pairs(NamedTuple):
    """Pairs of rows, the one that comes first in its group's order on the left, with the key that they share."""

    left: NDArray[np.int64]
    right: NDArray[np.int64]
    keys: NDArray[np.uint64]


class Groups(NamedTuple):
    """Rows that share a key with another row, by key and then by the given order, and where each group begins."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.int64]
    starts: NDArray[np.int64]
    sizes: NDArray[np.int64]
    full: int = FULL

    @property
    def in_giant(self) -> NDArray[np.bool_]:
        """Which rows stand in a giant group."""
        return np.repeat(self.sizes > self.full, self.sizes)


def codes(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.uint64]:
    """Pairs of rows as single numbers, so that they can be sorted and made unique."""
    return left.astype(np.uint64) << np.uint64(32) | right.astype(np.uint64)


def first(code: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The left rows of coded pairs."""
    return (code >> np.uint64(32)).astype(np.int64)


def second(code: NDArray[np.uint64]) -> NDArray[np.int64]:
    """The right rows of coded pairs."""
    return (code & np.uint64(0xFFFFFFFF)).astype(np.int64)


class SharedKeys(Protocol):
    """Keys that several documents have, wherever they lie."""

    def parts(self) -> "Iterator[Shared]":
        """Them all, in sorted parts of whole groups that fit into memory."""


class Order(NamedTuple):
    """An order of all rows: the place of each row, and the row at each place."""

    places: NDArray[np.int64]
    row_at: NDArray[np.int64]

    @classmethod
    def of(cls, places: NDArray[np.int64]) -> "Order":
        """The order in which each row has this place (a permutation)."""
        row_at = np.empty(len(places), np.int64)
        row_at[places] = np.arange(len(places))
        return cls(places, row_at)


class Shared(NamedTuple):
    """Keys that two and more documents have, sorted, and the documents that have them."""

    keys: NDArray[np.uint64]
    rows: NDArray[np.int64]

    def among(self, active: NDArray[np.bool_]) -> "Shared":
        """Those keys that two and more of these documents have."""
        here = active[self.rows]
        keys, rows = self.keys[here], self.rows[here]
        several = meeting(keys)
        return Shared(keys[several], rows[several])

    def parts(self) -> "Iterator[Shared]":
        """The same in parts, for what needs much room for each row."""
        start = 0
        while start < len(self.keys):
            end = min(start + PART, len(self.keys))
            end = int(np.searchsorted(self.keys, self.keys[end - 1], side="right"))
            yield Shared(self.keys[start:end], self.rows[start:end])
            start = end


def run_starts(ordered: NDArray[np.uint64]) -> NDArray[np.int64]:
    """Where each run of equal values begins."""
    begins = np.ones(len(ordered), bool)
    np.not_equal(ordered[1:], ordered[:-1], out=begins[1:])
    return np.flatnonzero(begins)


def meeting(ordered: NDArray[np.uint64]) -> NDArray[np.bool_]:
    """Which of these sorted keys occur more than once."""
    several = np.zeros(len(ordered), bool)
    same = ordered[1:] == ordered[:-1]
    several[1:] = same
    several[:-1] |= same
    return several


def grouped(shared: Shared, order: Order, full: int = FULL) -> Groups:
    """The groups of two and more rows with one key, each in this order; giant ones are those above `full`."""
    keys = shared.keys
    starts = run_starts(keys)
    sizes = np.diff(starts, append=len(keys))
    ordered = codes(np.repeat(np.arange(len(starts)), sizes), order.places[shared.rows])
    ordered.sort()
    return Groups(keys, order.row_at[second(ordered)], starts, sizes, full)


def all_pairs(groups: Groups) -> Pairs:
    """All pairs within the groups that are not giant."""
    left, right = [], []
    for size in np.unique(groups.sizes[groups.sizes <= groups.full]).tolist():
        starts = groups.starts[groups.sizes == size]
        one, other = np.triu_indices(size, 1)
        left.append((starts[:, None] + one).ravel())
        right.append((starts[:, None] + other).ravel())
    return _pairs(groups, left, right)


def star_pairs(groups: Groups) -> Pairs:
    """Within each giant group: its first with every other, and every member with its two neighbours."""
    left, right = [], []
    giant = groups.sizes > groups.full
    for start, size in zip(groups.starts[giant].tolist(), groups.sizes[giant].tolist(), strict=True):
        others = np.arange(start + 1, start + size)
        left.append(np.full(size - 1, start))
        right.append(others)
        for step in _STEPS:
            left.append(others[:-step])
            right.append(others[step:])
    return _pairs(groups, left, right)


def _pairs(groups: Groups, left: list[NDArray[np.int64]], right: list[NDArray[np.int64]]) -> Pairs:
    empty = np.zeros(0, np.int64)
    lefts, rights = np.concatenate([empty, *left]), np.concatenate([empty, *right])
    return Pairs(groups.rows[lefts], groups.rows[rights], groups.keys[lefts])
