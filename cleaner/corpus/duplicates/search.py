"""The kept document of each removed one: candidates in rounds, decided by stars."""

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.features import Features
from cleaner.corpus.duplicates.groups import FULL, all_pairs, codes, first, grouped, second, star_pairs
from cleaner.corpus.duplicates.near import Limits, common, plausible
from cleaner.corpus.duplicates.samples import levels, likely_contained
from cleaner.corpus.duplicates.stars import Stars, in_order
from cleaner.corpus.duplicates.store import Sets

_ROUNDS: Final = 6
"""Rounds among the kept members of giant groups; each but the last removes what is near the group's first."""

_AT_HAND: Final = 64


class Measure:
    """How many shingles two documents share, exactly; the sets last used are kept at hand."""

    def __init__(self, sets: Sets) -> None:
        self._shingles: Callable[[int], NDArray[np.uint64]] = lru_cache(_AT_HAND)(sets.shingles)
        self._known: dict[tuple[int, int], int] = {}

    def common(self, one: int, other: int) -> int:
        """The size of the intersection."""
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = common(self._shingles(one), self._shingles(other))
        return self._known[pair]

    def same(self, one: int, other: int) -> bool:
        """Are the two sets identical?"""
        return np.array_equal(self._shingles(one), self._shingles(other))


@dataclass(frozen=True, slots=True)
class Search:
    """Documents in their order (`places`), of which the first `settled` have been decided on before (`home`)."""

    sizes: NDArray[np.int64]
    places: NDArray[np.int64]
    limits: Limits
    found: Features
    measure: Measure
    settled: int = 0
    home: dict[int, int] = field(default_factory=dict)
    absent: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    def run(self) -> dict[int, int]:
        """The kept document of every removed one, those settled before included."""
        twins = self._twins()
        alone = self.sizes > 0
        alone[list(twins)] = False
        alone[list(self.home)] = False
        alone[self.absent] = False
        home = self._rounds(alone)
        for twin, original in twins.items():
            home[twin] = home.get(original, original)
        return home

    def _twins(self) -> dict[int, int]:
        """New documents with the set of one earlier in the order: each with the first of its kind."""
        here = np.ones(len(self.sizes), bool)
        here[self.absent] = False
        kept = here[self.found.twins.rows]
        groups = grouped(self.found.twins.keys[kept], self.found.twins.rows[kept], self.places)
        twins = {}
        for start, size in zip(groups.starts.tolist(), groups.sizes.tolist(), strict=True):
            original, *others = groups.rows[start : start + size].tolist()
            for row in others:
                if row >= self.settled and self.measure.same(original, row):
                    twins[row] = original
        return twins

    def _rounds(self, alone: NDArray[np.bool_]) -> dict[int, int]:
        candidates = np.zeros(0, np.uint64)
        active = alone
        home = dict(self.home)
        for _ in range(_ROUNDS):
            fresh, giant = self._candidates(active)
            merged = np.union1d(candidates, fresh)
            if len(merged) == len(candidates):
                break
            candidates = merged
            home = self._decide(candidates)
            if not giant:
                break
            active = alone.copy()
            active[list(home)] = False
        return home

    def _decide(self, candidates: NDArray[np.uint64]) -> dict[int, int]:
        stars = Stars.going_on(self.limits, self.sizes, self.measure.common, self.home)
        for row, earlier in in_order(first(candidates), second(candidates), self.places):
            stars.place(row, earlier)
        return stars.home

    def _candidates(self, active: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], bool]:
        """Coded pairs of active documents that may be near, and whether a giant group was not seen through."""
        by_bands, many = self._by_bands(active)
        by_probes, more = self._by_probes(active)
        pairs = np.union1d(by_bands, by_probes)
        pairs = pairs[second(pairs) >= self.settled]
        possible = plausible(first(pairs), second(pairs), self.found.signatures, self.sizes, self.limits)
        return pairs[possible], many or more

    def _by_bands(self, active: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], bool]:
        found, giant = [np.zeros(0, np.uint64)], False
        for band in self.found.bands:
            kept = active[band.rows]
            groups = grouped(band.keys[kept], band.rows[kept], self.places)
            found += [_by_row(pairs.left, pairs.right) for pairs in (all_pairs(groups), star_pairs(groups))]
            giant |= bool(np.any(groups.sizes > FULL))
        return np.unique(np.concatenate(found)), giant

    def _by_probes(self, active: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], bool]:
        largest_first = np.empty(len(self.sizes), np.int64)
        largest_first[np.lexsort((self.places, -self.sizes))] = np.arange(len(self.sizes))
        kept = active[self.found.probes.rows]
        groups = grouped(self.found.probes.keys[kept], self.found.probes.rows[kept], largest_first)
        pairs, counts = all_pairs(groups), self.found.probe_counts
        likely = likely_contained(groups, pairs, self.sizes, counts, self.limits.least_contained)
        stars = star_pairs(groups)
        probing = (stars.keys & levels(self.sizes)[stars.right]) == 0
        found = np.concatenate((likely, codes(stars.left[probing], stars.right[probing])))
        return np.unique(_by_row(first(found), second(found))), bool(np.any(groups.sizes > FULL))


def _by_row(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.uint64]:
    return codes(np.minimum(left, right), np.maximum(left, right))
