"""The five steps on one machine: a process pool for what concerns one document, this process for the rest."""

import os
import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import overload

from cleaner.corpus.duplicates import Decision, Index, SketchWriter, find_duplicates
from cleaner.corpus.identity import later_rows, settle_ids
from cleaner.corpus.profile import Observation, Profiles, build
from cleaner.document import Quarantined
from cleaner.engines import steps, worker
from cleaner.engines.output import Corpus
from cleaner.engines.pool import Pool
from cleaner.readers import Item
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Appender, Place, Places, Reader, as_column

Progress = Callable[[str, int, int | None], None]
"""Told of a step's name, the documents done in it, and how many there are (None: not known)."""


@dataclass(frozen=True, slots=True)
class Columns:
    """What stays in memory of each document between the steps: 48 bytes a document."""

    values: Places = field(default_factory=Places)
    seconds: Places = field(default_factory=Places)
    keys: "array[int]" = field(default_factory=lambda: array("Q"))

    def append(self, handed: worker.Handed) -> None:
        """Add the next document in input order."""
        self.values.append(handed.value)
        self.seconds.append(handed.second)
        self.keys.append(handed.key)

    def __len__(self) -> int:
        return len(self.keys)


@dataclass(frozen=True, slots=True)
class LocalEngine:
    """Runs the per-document steps in `jobs` processes over a spill folder.

    `close` are descriptors that workers must not hold (the lock of OUT); `index` is what earlier corpora left.
    """

    settings: Settings
    folder: Path
    close: tuple[int, ...]
    progress: Progress
    index: Index | None = None

    def run(self, items: Iterable[Item], total: int | None) -> Corpus:
        """All steps but the writing. Raises PoolError where worker processes cannot be kept."""
        jobs = self.settings.jobs or os.cpu_count() or 1
        bench = worker.Bench(self.settings, self.folder)
        own = Appender(self.folder)
        reader = Reader(self.folder)
        with Pool(jobs, self.settings.limits, self.close) as pool:
            if self.settings.site_evidence == "off":
                columns = self._read(pool, partial(worker.clean_chunk, bench), "cleaning", items, total, own)
            else:
                prepared = self._read(pool, partial(worker.observe_chunk, bench), "reading", items, total, own)
                columns = self._finish(pool, bench, prepared, own, reader)
        own.close()
        return self._decided(columns, reader)

    def _read(
        self,
        pool: Pool,
        function: Callable[..., list[worker.Handed]],
        name: str,
        items: Iterable[Item],
        total: int | None,
        own: Appender,
    ) -> Columns:
        """The first pass: every item read, and prepared or cleaned."""

        def spool(data: bytes) -> Place:
            place = own.add(data)
            own.flush()
            return place

        whole = function.func is worker.clean_chunk  # type: ignore[attr-defined]

        def lost(task: worker.ReadTask, reason: str, detail: str) -> worker.Handed:
            quarantined = steps.killed(task.item, reason, detail)
            return self._hand_lost(quarantined, own, whole=whole)

        columns = Columns()
        for results in pool.ordered(function, worker.chunked(items, spool), lost):
            for handed in results:
                columns.append(handed)
            self.progress(name, len(columns), total)
        return columns

    def _hand_lost(self, lost: Quarantined, own: Appender, *, whole: bool) -> worker.Handed:
        if whole:
            handed = worker.hand_outcome(steps.lost_outcome(lost), own)
        else:
            handed = worker.hand_observed(steps.Observed(lost, None), own)
        own.flush()
        return handed

    def _finish(
        self,
        pool: Pool,
        bench: worker.Bench,
        prepared: Columns,
        own: Appender,
        reader: Reader,
    ) -> Columns:
        """The second pass: every prepared document finished with its site's profile."""
        profiles = build(self._observations(prepared, reader))

        def lost(task: worker.FinishTask, reason: str, detail: str) -> worker.Handed:
            wanted, source = worker.label_of(reader, task.prepared)
            return self._hand_lost(Quarantined(source, wanted, reason, detail), own, whole=True)

        columns = Columns()
        chunks = _finish_tasks(prepared, profiles)
        for results in pool.ordered(partial(worker.finish_chunk, bench), chunks, lost):
            for handed in results:
                columns.append(handed)
            self.progress("cleaning", len(columns), len(prepared))
        return columns

    def _observations(self, prepared: Columns, reader: Reader) -> Iterator[tuple[int, Observation]]:
        for row, place in enumerate(prepared.seconds):
            if place != NOWHERE:
                yield row, pickle.loads(reader[place])

    def _decided(self, columns: Columns, reader: Reader) -> Corpus:
        """Ids and duplicates, which only all documents together decide."""
        keys = as_column(columns.keys)

        def late() -> Iterator[tuple[int, str, str]]:
            for row in later_rows(keys).tolist():
                outcome = worker.read_outcome(reader, columns.values[row])
                yield row, outcome.wanted_id, outcome.source

        id_steps = settle_ids(keys, late())
        corpus = Corpus(columns.values, reader, id_steps)
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
                s = worker.read_sketch(corpus.reader, where)
                writer.add(s.hashes, s.words, s.length, s.digest, s.published)
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
        decisions = {rows[d.row]: _in_corpus(d, rows) for d in found}
        index = self.index
        if index is None:
            store.close()
            return replace(corpus, decisions=decisions)
        return replace(corpus, decisions=decisions, commit=lambda: index.commit(store, ids, found.addition))


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


def _in_corpus(decision: Decision, rows: "array[int]") -> Decision:
    """The decision with rows of the run instead of rows of the sketch store."""
    of = None if decision.of is None else rows[decision.of]
    return replace(decision, row=rows[decision.row], of=of)


def _finish_tasks(prepared: Columns, profiles: Profiles) -> Iterator[list[worker.FinishTask]]:
    chunk: list[worker.FinishTask] = []
    most, weight = 4, 0
    for row, place in enumerate(prepared.values):
        chunk.append(worker.FinishTask(place, profiles.for_document(row)))
        weight += place.end - place.start
        if len(chunk) >= most or weight > worker.CHUNK_BYTES:
            yield chunk
            chunk, weight, most = [], 0, min(worker.CHUNK_ITEMS, most * 2)
    if chunk:
        yield chunk
