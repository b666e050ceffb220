"""The duplicates of a store, alone or against an index."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import overload

import numpy as np
from numpy.typing import NDArray

from cleaner.corpus.duplicates.groups import Order
from cleaner.corpus.duplicates.index import Addition, Index
from cleaner.corpus.duplicates.keep import ranks
from cleaner.corpus.duplicates.meetings import Ground
from cleaner.corpus.duplicates.near import Limits
from cleaner.corpus.duplicates.scale import ground
from cleaner.corpus.duplicates.search import Measure, Task, search
from cleaner.corpus.duplicates.store import Joined, SketchStore

Searching = Callable[[Task], dict[int, int]]
"""Tells the kept document of every removed one, those settled before included."""


@dataclass(frozen=True, slots=True)
class Decision:
    """A removed document (its row) and the kept one that it is near, with both measures.

    `of` is the row of the kept document; where that is an indexed one that is not in this run, `of` is None and
    `of_id` its id. `containment` is the share of the removed document's shingles that the kept one has.
    """

    row: int
    of: int | None
    of_id: str | None
    jaccard: float
    containment: float

    def of_name(self, ids: Sequence[str]) -> str:
        """The id of the kept document, given the ids of the store's documents."""
        return ids[self.of] if self.of is not None else self.of_id or ""


@dataclass(frozen=True, slots=True)
class Decisions(Sequence[Decision]):
    """One decision for each removed document, by row; and what an index has to learn of the run."""

    removed: tuple[Decision, ...]
    addition: Addition | None = None

    def __len__(self) -> int:
        return len(self.removed)

    @overload
    def __getitem__(self, at: int) -> Decision: ...

    @overload
    def __getitem__(self, at: slice) -> tuple[Decision, ...]: ...

    def __getitem__(self, at: int | slice) -> Decision | tuple[Decision, ...]:
        return self.removed[at]

    def __iter__(self) -> Iterator[Decision]:
        return iter(self.removed)


def find_duplicates(
    store: SketchStore,
    *,
    threshold: float = 0.8,
    containment: float = 0.9,
    keep: str = "longest",
    memory_limit: int | None = None,
    index: Index | None = None,
    ids: Sequence[str] | None = None,
    searching: Searching = search,
) -> Decisions:
    """The documents of a store that go, each with the kept one that it is near.

    `memory_limit` (bytes) lets sorting and signatures go to disk; it needs DuckDB. With `index`, what is indexed
    wins; `ids` are then the documents' ids, and `index.commit(store, ids, decisions.addition)` is to be called when
    the run's output stands. `searching` says who goes for whom (an engine may have its own way to the same answer).
    Raises ValueError where the threshold or the containment is not in (0, 1], `keep` is no policy, or ids are
    missing; MissingExtraError where DuckDB is.
    """
    limits = Limits(threshold, containment)
    places = ranks(store.rows, keep)
    if index is not None:
        if ids is None or len(ids) != len(store):
            raise ValueError("with an index every document needs its id")
        with ground(store.directory, memory_limit) as place:
            return _against(index, store, ids, limits, places, place, searching)
    if np.count_nonzero(store.sizes) < 2:
        return Decisions(())
    measure = Measure(store)
    with ground(store.directory, memory_limit) as place:
        home = searching(Task(store, Order.of(places), limits, place, measure))
    return Decisions(tuple(_decision(store.sizes, measure, row, home[row]) for row in sorted(home)))


def _decision(sizes: NDArray[np.int64], measure: Measure, row: int, of: int) -> Decision:
    shared, size, other = measure.common(row, of), int(sizes[row]), int(sizes[of])
    return Decision(row, of, None, shared / (size + other - shared), shared / size)


def _against(
    index: Index,
    store: SketchStore,
    ids: Sequence[str],
    limits: Limits,
    places: NDArray[np.int64],
    place: Ground,
    searching: Searching,
) -> Decisions:
    """Decide on what the index does not know yet; what it knows keeps the decision it had."""
    known = len(index)
    same = index.find(store, ids)
    fresh = np.flatnonzero(same < 0)
    sets = Joined([*index.stores, store])
    measure = Measure(sets)
    home = index.homes()
    if len(fresh) and np.count_nonzero(sets.sizes) > 1:
        order = Order.of(np.concatenate((np.arange(known), known + places)))
        absent = known + np.flatnonzero(same >= 0)
        home = searching(Task(sets, order, limits, place, measure, index, home, absent))
    here = {int(entry): row for row, entry in enumerate(same.tolist()) if entry >= 0}
    removed = []
    for row, entry in enumerate(same.tolist()):
        at, of = (known + row, home.get(known + row, -1)) if entry < 0 else (entry, index.first_home(entry))
        if of >= 0:
            found_one = _decision(sets.sizes, measure, at, of)
            of_row = of - known if of >= known else here.get(of)
            of_id = None if of_row is not None else index.id(of)
            removed.append(Decision(row, of_row, of_id, found_one.jaccard, found_one.containment))
    return Decisions(tuple(removed), Addition.of(index, fresh, known, home))
