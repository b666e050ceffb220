"""The five steps on one machine: a process pool for what concerns one document, this process for the rest."""

import os
import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cleaner.corpus.duplicates import Decision, SketchWriter, find_duplicates
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

    `close` are descriptors that workers must not hold (the lock of OUT).
    """

    settings: Settings
    folder: Path
    close: tuple[int, ...]
    progress: Progress

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
        self.progress("comparing", 0, None)
        decisions = {} if self.settings.duplicates == "off" else self._duplicates(columns, reader)
        return Corpus(columns.values, reader, id_steps, decisions)

    def _duplicates(self, columns: Columns, reader: Reader) -> dict[int, Decision]:
        """The decision on each document that goes, by row."""
        place = self.folder / "sketches"
        place.mkdir()
        writer = SketchWriter(place)
        rows: array[int] = array("Q")
        for row, where in enumerate(columns.seconds):
            if where != NOWHERE:
                s = worker.read_sketch(reader, where)
                writer.add(s.hashes, s.words, s.length, s.digest, s.published)
                rows.append(row)
        with writer.close() as store:
            found = find_duplicates(
                store,
                threshold=self.settings.threshold,
                containment=self.settings.containment,
                keep=self.settings.keep,
            )
        return {rows[d.row]: _in_corpus(d, rows) for d in found}


def _in_corpus(decision: Decision, rows: "array[int]") -> Decision:
    """The decision with rows of the run instead of rows of the sketch store."""
    of = None if decision.of is None else rows[decision.of]
    return Decision(rows[decision.row], of, decision.of_id, decision.jaccard, decision.containment)


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
