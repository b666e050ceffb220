"""What all documents decide together, on Spark: duplicates and passages by relations, ids in the driver."""

from array import array
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 - its name everywhere

from cleaner.corpus.duplicates import Decision, Index, SketchStore, SketchWriter
from cleaner.corpus.duplicates.near import Limits
from cleaner.corpus.duplicates.store import ROW
from cleaner.engines.decide import TOLD, Ids, in_corpus, with_ids
from cleaner.engines.output import Corpus
from cleaner.engines.passes import Columns
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_duplicates import TURNS, Search
from cleaner.engines.spark_index import Against
from cleaner.engines.spark_passages import Repeated
from cleaner.engines.spark_rows import Batches, batch, unsigned
from cleaner.engines.worker import Handed
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Appender, Reader

_ROW: Final = pa.schema([("row", pa.int64())])
_REMOVED: Final = ("doc", "of", "common", "size", "of_size")
_SKETCH: Final = ("row", "shingles", "words", "length", "published", "digest")


@dataclass(frozen=True, slots=True)
class SparkDecider:
    """Decides on the outcomes that the step `finished` left; `folder` is the run's own, `index` what is indexed."""

    settings: Settings
    folder: Path
    steps: Checkpoints
    finished: DataFrame
    index: Index | None = None

    def decided(self, count: int) -> Corpus:
        """The corpus of so many documents with its ids, its duplicates and its repeated passages."""
        columns, reader = self._columns(count)
        corpus = with_ids(columns, reader)
        if self.settings.duplicates == "off":
            return corpus
        corpus = self._compared(corpus) if self.index is None else self._against(corpus, self.index)
        repeated, at_least = Repeated(self._staying(corpus)), self.settings.repeated_paragraphs
        repeats = repeated.repeats(at_least) if at_least else {}
        return replace(corpus, passages=repeated.told(TOLD), repeats=repeats)

    def _columns(self, count: int) -> tuple[Columns, Reader]:
        """The outcomes in the run's spill folder, in input order."""
        own = Appender(self.folder)
        columns = Columns()
        for row, value, key in self.steps.in_order("finished", ("row", "value", "key")):
            if row != len(columns):
                raise RuntimeError(f"Spark returned document {row} in the place of {len(columns)}")
            columns.append(Handed(own.add(value), NOWHERE, unsigned(key)))
        own.close()
        if len(columns) != count:
            raise RuntimeError(f"Spark returned {len(columns)} of {count} documents")
        return columns, Reader(self.folder)

    def _documents(self, entries: int) -> DataFrame:
        """What is compared, numbered behind so many entries of an index."""
        turn = F.expr(TURNS[self.settings.keep]).alias("turn")
        filled = self.finished.where("length(shingles) > 0")
        return filled.select((F.col("row") + entries).alias("doc"), turn, "shingles")

    def _compared(self, corpus: Corpus) -> Corpus:
        """The corpus with the decision on each document that goes."""
        limits = Limits(self.settings.threshold, self.settings.containment)
        Search(self.steps, limits, self._documents(0)).removed()
        decisions = {}
        for part in self.steps.read("removed", _REMOVED):
            for doc, of, common, size, other in zip(*(part.column(name).to_pylist() for name in _REMOVED), strict=True):
                decisions[doc] = Decision(doc, of, None, common / (size + other - common), common / size)
        return replace(corpus, decisions=dict(sorted(decisions.items())))

    def _against(self, corpus: Corpus, index: Index) -> Corpus:
        """The same against an index, which has to have the sketches of the run: the driver reads them."""
        store, rows = self._stored()
        ids = Ids(corpus, rows)
        found = Against(self.steps, self.settings, index, store, rows).decisions(self._documents, ids)
        decisions = {rows[each.row]: in_corpus(each, rows) for each in found}
        commit = partial(index.commit, store, ids, found.addition)
        return replace(corpus, decisions=decisions, commit=commit, held=(store,))

    def _stored(self) -> tuple[SketchStore, "array[int]"]:
        """The sketches of the run in a store, and the rows that they are of."""
        place = self.folder / "sketches"
        place.mkdir()
        writer = SketchWriter(place)
        rows: array[int] = array("Q")
        for row, shingles, words, length, published, digest in self.steps.in_order("finished", _SKETCH):
            if shingles is not None:
                entry = np.zeros(1, ROW)
                entry[0] = (len(shingles) // 8, words, length, published, np.frombuffer(digest, "<u8"))
                writer.extend(entry, np.frombuffer(shingles, "<u8"))
                rows.append(row)
        return writer.close(), rows

    def _staying(self, corpus: Corpus) -> DataFrame:
        """The paragraphs of the documents that stay."""
        staying = self.finished.where("paragraphs is not null").select("row", "paragraphs")
        if self.settings.duplicates == "mark":
            return staying
        return staying.join(self.steps.given("gone", _ROW, lambda: _gone(corpus)), "row", "left_anti")


def _gone(corpus: Corpus) -> Batches:
    yield batch(_ROW, {"row": np.fromiter(corpus.decisions, np.int64, len(corpus.decisions))})
