"""Candidates for containment: a sample of each document's shingles, looked up among the shingles of all the others.

MinHash bands only know of likeness. A story cut to half has J = 0.5 with the whole one, but nine tenths and more of
its own shingles are there. So each document is probed by those of its shingles whose lowest bits are zero, as many
bits as leave 16 to 32 of them (all of them, below 32); a larger document that has most of its probes is a
candidate. That finds likeness too, since of two sets with J >= t the smaller one has 2t / (1 + t) of its shingles in
the larger. Only where a probe stands in a great many documents do bands have to tell which of these are alike.
"""

from typing import Final, NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.groups import (
    Order,
    Pairs,
    Shared,
    SharedKeys,
    all_pairs,
    codes,
    grouped,
    run_starts,
    second,
    star_pairs,
)
from cleaner.corpus.duplicates.store import Chunk

PROBES: Final = 16
NOISE: Final = 0.4
"""By how much the share of found probes may fall short of the true containment: five deviations at 16 probes."""

_SLOTS: Final = 16
"""Bits of the filter for each probe: one foreign shingle in sixteen passes it, to be sorted out later."""


def levels(sizes: NDArray[np.int64]) -> NDArray[np.uint64]:
    """For each document the mask of the low bits that are zero in its probes."""
    doublings = np.frexp(np.maximum(sizes, 1) / PROBES)[1] - 1
    masks: NDArray[np.uint64] = (np.uint64(1) << np.maximum(doublings, 0).astype(np.uint64)) - np.uint64(1)
    return masks


def probes(chunk: Chunk) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
    """The probes of a chunk's documents, and how many each has."""
    chosen = (chunk.flat & np.repeat(levels(chunk.sizes), chunk.sizes)) == 0
    counts = np.zeros(len(chunk.sizes), np.int64)
    filled = np.flatnonzero(chunk.sizes)
    starts = (np.cumsum(chunk.sizes) - chunk.sizes)[filled]
    if len(filled):
        counts[filled] = np.add.reduceat(chosen, starts, dtype=np.int64)
    return chunk.flat[chosen], counts


_WAITING: Final = 1 << 21
"""Codes that are kept beside the counted ones before they are counted too."""


class ProbeFilter:
    """Which shingles may be someone's probe: a bit array over the upper bits of the hashes."""

    def __init__(self, sizes: NDArray[np.int64]) -> None:
        expected = float(np.sum(sizes / (levels(sizes) + np.uint64(1))))
        self._shift = np.uint64(64 - max(10, int(expected * _SLOTS).bit_length() - 1))
        self._bits = np.zeros(1 << (64 - int(self._shift) - 3), np.uint8)

    def add(self, shingles: NDArray[np.uint64]) -> None:
        """Let these shingles pass from now on."""
        slots = shingles >> self._shift
        np.bitwise_or.at(self._bits, slots >> np.uint64(3), np.uint8(1) << (slots & np.uint64(7)).astype(np.uint8))

    def passing(self, shingles: NDArray[np.uint64]) -> NDArray[np.intp]:
        """Where those stand that may be probes."""
        slots = shingles >> self._shift
        bits = self._bits.take((slots >> np.uint64(3)).astype(np.intp), mode="clip")
        return np.flatnonzero((bits >> (slots & np.uint64(7)).astype(np.uint8)) & np.uint8(1))


class Tally:
    """Counts how often each code occurs, in room for the different ones."""

    def __init__(self) -> None:
        self._codes: list[NDArray[np.uint64]] = [np.zeros(0, np.uint64)]
        self._times: list[NDArray[np.int64]] = [np.zeros(0, np.int64)]
        self._waiting = 0

    def add(self, codes: NDArray[np.uint64]) -> None:
        """Count these; the array is sorted in passing."""
        codes.sort()
        starts = run_starts(codes)
        self._codes.append(codes[starts])
        self._times.append(np.diff(starts, append=len(codes)))
        self._waiting += len(starts)
        if self._waiting > max(_WAITING, len(self._codes[0])):
            self.counted()

    def counted(self) -> tuple[NDArray[np.uint64], NDArray[np.int64]]:
        """The different codes so far, sorted, and how often each came."""
        everything = np.concatenate(self._codes)
        order = np.argsort(everything)
        everything = everything[order]
        starts = run_starts(everything)
        times = np.add.reduceat(np.concatenate(self._times)[order], starts) if len(starts) else starts
        self._codes, self._times, self._waiting = [everything[starts]], [times], 0
        return self._codes[0], times


class Suspicions(NamedTuple):
    """What shared probes say: coded pairs (larger, smaller) that may be contained, and who is in a giant group."""

    pairs: NDArray[np.uint64]
    crowd: NDArray[np.int64]


def suspicions(
    shared: SharedKeys,
    active: NDArray[np.bool_],
    largest_first: Order,
    sizes: NDArray[np.int64],
    counts: NDArray[np.int64],
    least: float,
    full: int,
) -> Suspicions:
    """Pairs of active documents of which the larger has most of the smaller one's probes; stars of giant groups.

    `counts` are all documents' numbers of probes, `least` the share of a document's shingles that must be in the
    other. A probe that stands in a giant group is not looked for in each member of it, so it counts neither way.
    """
    masks = levels(sizes)
    asked = counts.copy()
    crowded = np.zeros(len(sizes), bool)
    tally, stars = Tally(), [np.zeros(0, np.uint64)]
    for part in shared.parts():
        groups = grouped(_asked_for(part.among(active), masks), largest_first, full)
        giant = groups.in_giant
        crowded[groups.rows[giant]] = True
        boilerplate = groups.rows[giant & ((groups.keys & masks[groups.rows]) == 0)]
        np.subtract.at(asked, boilerplate, 1)
        tally.add(_probing(all_pairs(groups), masks))
        stars.append(np.unique(_probing(star_pairs(groups), masks)))
    pairs, total = tally.counted()
    smaller = second(pairs)
    missing = (1 - least) + np.where(masks[smaller] == 0, 0.0, NOISE)
    likely = pairs[total >= asked[smaller] - missing * counts[smaller]]
    return Suspicions(np.unique(np.concatenate([likely, *stars])), np.flatnonzero(crowded))


def _asked_for(shared: Shared, masks: NDArray[np.uint64]) -> Shared:
    """Those keys that are a probe of one who has them: the filter lets others pass, more or fewer by its size."""
    if not len(shared.keys):
        return shared
    starts = run_starts(shared.keys)
    asked = np.logical_or.reduceat((shared.keys & masks[shared.rows]) == 0, starts)
    these = np.repeat(asked, np.diff(starts, append=len(shared.keys)))
    return Shared(shared.keys[these], shared.rows[these])


def _probing(pairs: Pairs, masks: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Codes of the pairs whose key is a probe of the smaller one."""
    probing = (pairs.keys & masks[pairs.right]) == 0
    return codes(pairs.left[probing], pairs.right[probing])
