"""The kept document of each removed one: candidates in rounds, decided by stars."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.bands import shape
from cleaner.corpus.duplicates.features import Known, Signed, Survey, sign, survey
from cleaner.corpus.duplicates.groups import (
    FULL,
    Order,
    SharedKeys,
    all_pairs,
    codes,
    first,
    full_for,
    grouped,
    second,
    star_pairs,
)
from cleaner.corpus.duplicates.meetings import Ground
from cleaner.corpus.duplicates.near import Limits, common, plausible
from cleaner.corpus.duplicates.samples import Suspicions, suspicions
from cleaner.corpus.duplicates.stars import Stars, in_order
from cleaner.corpus.duplicates.store import Sets

ROUNDS: Final = 6
"""Rounds among the kept members of giant groups; each but the last removes what is near the group's first."""

_AT_HAND: Final = 64


class Measure:
    """How many shingles two documents share, exactly; the sets last used are kept at hand."""

    def __init__(self, sets: Sets) -> None:
        self._shingles: Callable[[int], NDArray[np.uint64]] = lru_cache(_AT_HAND)(sets.shingles)
        self._known: dict[int, int] = {}

    def common(self, one: int, other: int) -> int:
        """The size of the intersection."""
        pair = (one << 32 | other) if one < other else (other << 32 | one)
        if pair not in self._known:
            self._known[pair] = common(self._shingles(one), self._shingles(other))
        return self._known[pair]

    def same(self, one: int, other: int) -> bool:
        """Are the two sets identical?"""
        return np.array_equal(self._shingles(one), self._shingles(other))


@dataclass(frozen=True, slots=True)
class Task:
    """Documents and the order of the policy; the first of them may have been decided on before.

    `known` has those (an index), `home` what was decided on them; documents that are `absent` are passed over.
    """

    sets: Sets
    order: Order
    limits: Limits
    ground: Ground
    measure: Measure
    known: Known | None = None
    home: Mapping[int, int] = field(default_factory=dict)
    absent: NDArray[np.int64] = field(default_factory=lambda: np.zeros(0, np.int64))

    @property
    def settled(self) -> int:
        """How many documents have been decided on before."""
        return 0 if self.known is None else len(self.known)


def search(task: Task) -> dict[int, int]:
    """The kept document of every removed one, those settled before included."""
    found = survey(task.sets, task.ground)
    here = np.ones(len(task.sets.sizes), bool)
    here[task.absent] = False
    twins = _twins(task, found.twins, here)
    alone = here & (task.sets.sizes > 0)
    alone[list(twins)] = False
    alone[list(task.home)] = False
    home = _rounds(task, found, alone)
    for twin, original in twins.items():
        home[twin] = home.get(original, original)
    return home


def _twins(task: Task, shared: SharedKeys, here: NDArray[np.bool_]) -> dict[int, int]:
    """New documents with the set of one earlier in the order: each with the first of its kind."""
    twins = {}
    for part in shared.parts():
        groups = grouped(part.among(here), task.order)
        for start, size in zip(groups.starts.tolist(), groups.sizes.tolist(), strict=True):
            original, *others = groups.rows[start : start + size].tolist()
            for row in others:
                if row >= task.settled and task.measure.same(original, row):
                    twins[row] = original
    return twins


def _rounds(task: Task, found: Survey, alone: NDArray[np.bool_]) -> dict[int, int]:
    """Candidates and decisions in turn, until no giant group is left that was not seen through.

    Only those documents are signed that shared probes made suspect.
    """
    sizes = task.sets.sizes
    row_at = np.lexsort((task.order.places, -sizes))
    largest_first = Order(Order.of(row_at).row_at, row_at)
    full = FULL
    suspect = _suspicions(task, found, alone, largest_first, full)
    rows = np.unique(np.concatenate((first(suspect.pairs), second(suspect.pairs), suspect.crowd)))
    signed = sign(task.sets, rows, shape(task.limits.threshold), task.ground, task.known)
    candidates = np.zeros(0, np.uint64)
    active, home = alone, dict(task.home)
    for _ in range(ROUNDS):
        by_bands, giant = _by_bands(task, signed, active, full)
        merged = np.union1d(candidates, _possible(task, signed, np.union1d(by_bands, _by_row(suspect.pairs))))
        if len(merged) == len(candidates):
            break
        candidates = merged
        home = _decide(task, candidates)
        if not (giant or len(suspect.crowd)):
            break
        active = alone.copy()
        active[list(home)] = False
        full = full_for(int(np.count_nonzero(active[rows])))
        suspect = _suspicions(task, found, active, largest_first, full)
    return home


def _suspicions(task: Task, found: Survey, active: NDArray[np.bool_], largest_first: Order, full: int) -> Suspicions:
    least = task.limits.least_contained
    return suspicions(found.probes, active, largest_first, task.sets.sizes, found.probe_counts, least, full)


def _decide(task: Task, candidates: NDArray[np.uint64]) -> dict[int, int]:
    stars = Stars.going_on(task.limits, task.sets.sizes, task.measure.common, task.home)
    for row, earlier in in_order(first(candidates), second(candidates), task.order.places):
        stars.place(row, earlier)
    return stars.home


def _possible(task: Task, signed: Signed, pairs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Those of these coded pairs that are not settled, and that their signatures do not rule out."""
    pairs = pairs[second(pairs) >= task.settled]
    left, right = first(pairs), second(pairs)
    sizes = task.sets.sizes
    near = plausible(signed.table, signed.places[left], signed.places[right], sizes[left], sizes[right], task.limits)
    return pairs[near]


def _by_bands(task: Task, signed: Signed, active: NDArray[np.bool_], full: int) -> tuple[NDArray[np.uint64], bool]:
    """Coded pairs of active documents that share a band, and whether there was a giant group."""
    found, giant = [np.zeros(0, np.uint64)], False
    for part in (part for band in signed.bands for part in band.parts()):
        groups = grouped(part.among(active), task.order, full)
        found += [codes(pairs.left, pairs.right) for pairs in (all_pairs(groups), star_pairs(groups))]
        giant |= bool(groups.in_giant.any())
    return _by_row(np.concatenate(found)), giant


def _by_row(pairs: NDArray[np.uint64]) -> NDArray[np.uint64]:
    """Coded pairs with the lower row on the left, each once."""
    left, right = first(pairs), second(pairs)
    return np.unique(codes(np.minimum(left, right), np.maximum(left, right)))
