"""Find the duplicates of a store: candidates by bands and by probes, decisions by stars, all of it deterministic."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.bands import band_keys, shape
from cleaner.corpus.duplicates.features import Features, Postings, features, postings
from cleaner.corpus.duplicates.groups import FULL, all_pairs, codes, first, second, shared, star_pairs
from cleaner.corpus.duplicates.keep import ranks
from cleaner.corpus.duplicates.near import Limits, common, plausible
from cleaner.corpus.duplicates.samples import levels, likely_contained
from cleaner.corpus.duplicates.stars import Stars, in_order
from cleaner.corpus.duplicates.store import SketchStore

_ROUNDS: Final = 6
_SHELF: Final = 64


@dataclass(frozen=True, slots=True)
class Decision:
    """A removed document (its row) and the kept one that it is near, with both measures.

    `of` is the row of the kept document, and None where that is an indexed one; `of_id` is the indexed one's id.
    `containment` is the share of the removed document's shingles that the kept one has.
    """

    row: int
    of: int | None
    of_id: str | None
    jaccard: float
    containment: float


def find_duplicates(
    store: SketchStore, *, threshold: float = 0.8, containment: float = 0.9, keep: str = "longest"
) -> list[Decision]:
    """The documents of a store that go, by row, each with the kept one that it is near.

    Raises ValueError where the threshold or the containment is not in (0, 1], or `keep` is no policy.
    """
    limits = Limits(threshold, containment)
    places = ranks(store.rows, keep)
    if np.count_nonzero(store.sizes) < 2:
        return []
    found = features(store.chunks())
    twins = _twins(store, found, places)
    alone = np.ones(len(store), bool)
    alone[list(twins)] = False
    alone &= store.sizes > 0
    home = _Search(store, found, limits, places, alone).run()
    measure = _Measure(store)
    for twin, original in twins.items():
        home[twin] = home.get(original, original)
    return [measure.decision(row, home[row]) for row in sorted(home)]


def _twins(store: SketchStore, found: Features, places: NDArray[np.int64]) -> dict[int, int]:
    """Documents whose sets are those of one earlier in the order: each with the first of its kind."""
    filled = np.flatnonzero(store.sizes > 0)
    groups = shared(found.set_keys[filled], filled, places)
    twins = {}
    for start, size in zip(groups.starts.tolist(), groups.sizes.tolist(), strict=True):
        rows = groups.rows[start : start + size].tolist()
        original = store.shingles(rows[0])
        for row in rows[1:]:
            if np.array_equal(original, store.shingles(row)):
                twins[row] = rows[0]
    return twins


class _Measure:
    """Exact measures of pairs, with the sets last used at hand."""

    def __init__(self, store: SketchStore) -> None:
        self._sizes = store.sizes
        self._shingles: Callable[[int], NDArray[np.uint64]] = lru_cache(_SHELF)(store.shingles)
        self._known: dict[tuple[int, int], int] = {}

    def common(self, one: int, other: int) -> int:
        pair = (one, other) if one < other else (other, one)
        if pair not in self._known:
            self._known[pair] = common(self._shingles(one), self._shingles(other))
        return self._known[pair]

    def decision(self, row: int, of: int) -> Decision:
        shared = self.common(row, of)
        size, other = int(self._sizes[row]), int(self._sizes[of])
        return Decision(row, of, None, shared / (size + other - shared), shared / size)


@dataclass(frozen=True, slots=True)
class _Search:
    """Candidates and decisions among the documents that are `alone` (no twins, not empty)."""

    store: SketchStore
    found: Features
    limits: Limits
    places: NDArray[np.int64]
    alone: NDArray[np.bool_]

    def run(self) -> dict[int, int]:
        """The kept document of each removed one."""
        measure = _Measure(self.store)
        posted = self._postings()
        active = self.alone.copy()
        candidates = np.zeros(0, np.uint64)
        home: dict[int, int] = {}
        for _ in range(_ROUNDS):
            fresh, giant = self._candidates(posted, active)
            merged = np.union1d(candidates, fresh)
            if len(merged) == len(candidates):
                break
            candidates = merged
            stars = Stars(self.limits, self.store.sizes, measure.common)
            for row, earlier in in_order(first(candidates), second(candidates), self.places):
                stars.place(row, earlier)
            home = stars.home
            if not giant:
                break
            active = self.alone.copy()
            active[list(home)] = False
        return home

    def _postings(self) -> Postings:
        posted = postings(self.store.chunks(), self.found.probes)
        groups = shared(posted.keys, posted.rows, self.places)
        return Postings(groups.keys, groups.rows)

    def _candidates(self, posted: Postings, active: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], bool]:
        """Coded pairs of active documents that may be near, and whether a giant group was not seen through."""
        found, giant = [], False
        for some, too_many in (self._by_bands(active), self._by_probes(posted, active)):
            found.append(some)
            giant |= too_many
        pairs = np.unique(np.concatenate(found))
        left, right = first(pairs), second(pairs)
        return pairs[plausible(left, right, self.found.signatures, self.store.sizes, self.limits)], giant

    def _by_bands(self, active: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], bool]:
        rows = np.flatnonzero(active)
        found, giant = [np.zeros(0, np.uint64)], False
        for keys in band_keys(self.found.signatures[rows], *shape(self.limits.threshold)):
            groups = shared(keys, rows, self.places)
            found += [_by_row(pairs.left, pairs.right) for pairs in (all_pairs(groups), star_pairs(groups))]
            giant |= bool(np.any(groups.sizes > FULL))
        return np.unique(np.concatenate(found)), giant

    def _by_probes(self, posted: Postings, active: NDArray[np.bool_]) -> tuple[NDArray[np.uint64], bool]:
        sizes = self.store.sizes
        by_size = np.empty(len(sizes), np.int64)
        by_size[np.lexsort((self.places, -sizes))] = np.arange(len(sizes))
        these = active[posted.rows]
        groups = shared(posted.keys[these], posted.rows[these], by_size)
        likely = likely_contained(
            groups, all_pairs(groups), sizes, self.found.probe_counts, self.limits.least_contained
        )
        stars = star_pairs(groups)
        probing = (stars.keys & levels(sizes)[stars.right]) == 0
        found = np.concatenate((likely, codes(stars.left[probing], stars.right[probing])))
        return np.unique(_by_row(first(found), second(found))), bool(np.any(groups.sizes > FULL))


def _by_row(left: NDArray[np.int64], right: NDArray[np.int64]) -> NDArray[np.uint64]:
    return codes(np.minimum(left, right), np.maximum(left, right))


def each_decision(decisions: list[Decision], ids: list[str]) -> Iterator[tuple[str, str, Decision]]:
    """Decisions with the ids of both documents."""
    for decision in decisions:
        of = ids[decision.of] if decision.of is not None else decision.of_id
        yield ids[decision.row], of or "", decision
