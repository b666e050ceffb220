"""What an index adds to the search on Spark. An index is files of one machine, which the driver reads and writes."""

from array import array
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame

from cleaner.corpus.duplicates import Decisions, Index, SketchStore, find_duplicates
from cleaner.corpus.duplicates.search import Task
from cleaner.engines.decide import Ids
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_duplicates import Indexed, Search
from cleaner.engines.spark_rows import Batches, batch, numbers
from cleaner.engines.spark_verify import MEASURED
from cleaner.settings import Settings

_ENTRY: Final = pa.schema([("doc", pa.int64()), ("turn", pa.int64()), ("shingles", pa.binary())])
_ABSENT: Final = pa.schema([("doc", pa.int64())])
_BEFORE_ALL: Final = -(1 << 63)
"""The turn of every entry: what is indexed wins."""


@dataclass(frozen=True, slots=True)
class Against:
    """A search against an index: `rows` are those rows of the run whose sketches are in `store`, in order."""

    steps: Checkpoints
    settings: Settings
    index: Index
    store: SketchStore
    rows: "array[int]"

    def decisions(self, documents: Callable[[int], DataFrame], ids: Ids) -> Decisions:
        """Who goes; `documents` gives those of the run, numbered behind so many entries."""

        def searching(task: Task) -> dict[int, int]:
            indexed = self._indexed(task)
            search = Search(self.steps, task.limits, documents(task.settled), indexed)
            places = np.array(self.rows, np.int64)
            home = dict(task.home)
            search.removed()
            for part in self.steps.read("removed", ("doc", "of")):
                docs, kept = (_entries(part.column(name), task.settled, places) for name in ("doc", "of"))
                home.update(zip(docs, kept, strict=True))
            return {row: home.get(of, of) for row, of in home.items()}

        return find_duplicates(
            self.store,
            threshold=self.settings.threshold,
            containment=self.settings.containment,
            keep=self.settings.keep,
            index=self.index,
            ids=ids,
            searching=searching,
        )

    def _indexed(self, task: Task) -> Indexed:
        rows = np.array(self.rows, np.int64)
        absent = task.settled + rows[task.absent - task.settled]
        return Indexed(
            self.steps.given("entries", _ENTRY, self._entries),
            self.steps.given("absent", _ABSENT, lambda: iter([batch(_ABSENT, {"doc": absent})])),
            self.steps.given("settled", MEASURED, lambda: _settled(task)),
            task.settled,
        )

    def _entries(self) -> Batches:
        start = 0
        for store in self.index.stores:
            for chunk in store.chunks():
                docs = start + np.arange(chunk.first, chunk.first + len(chunk.sizes))
                sets = np.split(chunk.flat, np.cumsum(chunk.sizes)[:-1])
                shingles = [those.tobytes() for those in sets]
                filled = np.flatnonzero(chunk.sizes)
                columns = {"doc": docs[filled], "turn": np.full(len(filled), _BEFORE_ALL)}
                yield batch(_ENTRY, {**columns, "shingles": [shingles[at] for at in filled.tolist()]})
            start += len(store)


def _settled(task: Task) -> Iterator[pa.RecordBatch]:
    """The entries that went, each with the kept one, as measured pairs (what they share is asked for by nobody)."""
    pairs = np.array(sorted(task.home.items()), np.int64).reshape(-1, 2)
    a, b = pairs.T
    sizes = task.sets.sizes
    turns = np.full(len(a), _BEFORE_ALL)
    columns = {"a": a, "b": b, "common": np.zeros(len(a), np.int64), "size_a": sizes[a], "size_b": sizes[b]}
    yield batch(MEASURED, {**columns, "turn_a": turns, "turn_b": turns})


def _entries(docs: pa.Array, known: int, rows: NDArray[np.int64]) -> list[int]:
    """The numbers of documents among the entries and the documents of the store."""
    found = numbers(docs)
    entries: list[int] = np.where(found < known, found, known + np.searchsorted(rows, found - known)).tolist()
    return entries
