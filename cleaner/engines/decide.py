"""What only all documents together decide: ids that are unique, and near-duplicates. The same for every engine."""

from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import overload

from cleaner.corpus.duplicates import Decision, Index, SketchWriter, find_duplicates
from cleaner.corpus.duplicates.passages import Passage, PassageCounter
from cleaner.corpus.identity import later_rows, settle_ids
from cleaner.engines.output import Corpus
from cleaner.engines.packing import unpack_outcome, unpack_sketch
from cleaner.engines.passes import Columns, Progress
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Reader, as_column

TOLD = 20
"""Repeated passages that the summary names."""


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides on the outcomes of a run; sketches go to a folder, `index` is what earlier corpora left."""

    settings: Settings
    folder: Path
    progress: Progress
    index: Index | None = None

    def decided(self, columns: Columns, reader: Reader) -> Corpus:
        """Ids and duplicates, which only all documents together decide."""
        corpus = with_ids(columns, reader)
        if self.settings.duplicates == "off":
            return corpus
        self.progress("comparing", 0, None)
        return self._compared(corpus, columns)

    def _compared(self, corpus: Corpus, columns: Columns) -> Corpus:
        """The corpus with the decision on each document that goes, and what the index has to learn once OUT stands."""
        place = self.folder / "sketches"
        place.mkdir()
        writer = SketchWriter(place)
        rows: array[int] = array("Q")
        for row, where in enumerate(columns.seconds):
            if where != NOWHERE:
                s = unpack_sketch(corpus.reader[where])
                writer.add(s.hashes, s.words, s.length, s.digest, s.moment)
                rows.append(row)
        store = writer.close()
        ids = Ids(corpus, rows)
        found = find_duplicates(
            store,
            threshold=self.settings.threshold,
            containment=self.settings.containment,
            keep=self.settings.keep,
            memory_limit=self.settings.memory_limit_bytes(),
            index=self.index,
            ids=None if self.index is None else ids,
        )
        decisions = {rows[d.row]: in_corpus(d, rows) for d in found}
        passages, repeats = self._passages(columns, corpus.reader, rows, decisions)
        corpus = replace(corpus, decisions=decisions, passages=passages, repeats=repeats)
        index = self.index
        if index is None:
            store.close()
            return corpus
        return replace(corpus, commit=partial(index.commit, store, ids, found.addition), held=(store,))

    def _passages(
        self, columns: Columns, reader: Reader, rows: "array[int]", decisions: Mapping[int, Decision]
    ) -> tuple[tuple[Passage, ...], dict[int, list[int]]]:
        """The paragraphs that stand in many of the documents that stay, the most frequent first; and, where they are
        to go, the numbers of each document's paragraphs that repeat what stands earlier."""
        mark = self.settings.duplicates == "mark"
        stay = array("Q", (row for row in rows if mark or row not in decisions))
        counter = PassageCounter()
        for row in stay:
            counter.add(row, unpack_sketch(reader[columns.seconds[row]]).paragraphs)
        told = tuple(counter.repeated().most_frequent(TOLD))
        repeats: dict[int, list[int]] = {}
        if self.settings.repeated_paragraphs:
            unwanted = counter.repeated(self.settings.repeated_paragraphs)
            for row in stay:
                numbers = unwanted.repeats(row, unpack_sketch(reader[columns.seconds[row]]).paragraphs)
                if numbers:
                    repeats[row] = numbers
        return told, repeats


def with_ids(columns: Columns, reader: Reader) -> Corpus:
    """The outcomes of a run with the ids that they get."""
    keys = as_column(columns.keys)

    def late() -> Iterator[tuple[int, str, str]]:
        for row in later_rows(keys).tolist():
            outcome = unpack_outcome(reader[columns.values[row]])
            yield row, outcome.wanted_id, outcome.source

    return Corpus(columns.values, reader, settle_ids(keys, late()))


class Ids(Sequence[str]):
    """The ids of the documents that are compared, read when they are asked for."""

    def __init__(self, corpus: Corpus, rows: "array[int]") -> None:
        self._corpus = corpus
        self._rows = rows

    def __len__(self) -> int:
        return len(self._rows)

    @overload
    def __getitem__(self, at: int) -> str: ...

    @overload
    def __getitem__(self, at: slice) -> list[str]: ...

    def __getitem__(self, at: int | slice) -> str | list[str]:
        if isinstance(at, slice):
            return [self._corpus.id_of(row) for row in self._rows[at]]
        return self._corpus.id_of(self._rows[at])


def in_corpus(decision: Decision, rows: "array[int]") -> Decision:
    """The decision with rows of the run instead of rows of the sketch store."""
    of = None if decision.of is None else rows[decision.of]
    return replace(decision, row=rows[decision.row], of=of)
