"""Paragraphs that many documents share, counted on Spark: the same answer as `PassageCounter`, as aggregations."""

from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 - its name everywhere

from cleaner.corpus.duplicates.passages import REPORTED, Passage
from cleaner.engines.spark_rows import Batches, Work, arrays, batch, ddl, numbers, unsigned

_STANDING: Final = pa.schema([("key", pa.int64()), ("row", pa.int64()), ("place", pa.int64())])


@dataclass(frozen=True, slots=True)
class Repeated:
    """The paragraphs (`row`, `paragraphs`) of the documents that stay."""

    staying: DataFrame

    def told(self, most: int) -> tuple[Passage, ...]:
        """Those that stand in most documents, the earlier first where they are even."""
        order = (F.desc("documents"), F.asc("first.row"), F.asc("first.place"))
        rows = self._counted(REPORTED).orderBy(*order).limit(most).collect()
        return tuple(Passage(unsigned(r.key), r.documents, r.first.row, r.first.place) for r in rows)

    def repeats(self, at_least: int) -> dict[int, list[int]]:
        """Which paragraphs of each document repeat what stands earlier, where so many documents have them."""
        everywhere = self.staying.mapInArrow(_standing(once=False), ddl(_STANDING))
        found = everywhere.join(self._counted(at_least).select("key", "first"), "key")
        again = found.where((F.col("first.row") != F.col("row")) | (F.col("first.place") != F.col("place")))
        rows = again.groupBy("row").agg(F.sort_array(F.collect_list("place")).alias("places")).collect()
        return {r.row: list(r.places) for r in rows}

    def _counted(self, at_least: int) -> DataFrame:
        told = self.staying.mapInArrow(_standing(once=True), ddl(_STANDING))
        counted = told.groupBy("key").agg(
            F.count("*").alias("documents"), F.min(F.struct("row", "place")).alias("first")
        )
        return counted.where(F.col("documents") >= at_least)


def _standing(*, once: bool) -> Work:
    """Where each paragraph stands; `once`: of a document's own repetitions the first alone."""

    def work(batches: Batches) -> Batches:
        for each in batches:
            keys, counts = arrays(each.column("paragraphs"), "<u8")
            rows = np.repeat(numbers(each.column("row")), counts)
            places = np.arange(len(keys)) - np.repeat(np.cumsum(counts) - counts, counts)
            told = np.flatnonzero(keys)
            if once:
                order = told[np.lexsort((places[told], keys[told], rows[told]))]
                fresh = np.ones(len(order), bool)
                fresh[1:] = (keys[order[1:]] != keys[order[:-1]]) | (rows[order[1:]] != rows[order[:-1]])
                told = order[fresh]
            yield batch(_STANDING, {"key": keys[told], "row": rows[told], "place": places[told]})

    return work
