"""The two passes over documents, as every engine makes them where its workers are: read and prepare, then finish."""

import pickle
from array import array
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from cleaner.corpus.profile import Observation
from cleaner.document import Quarantined
from cleaner.engines import steps, worker
from cleaner.engines.packing import unpack_observation
from cleaner.engines.pool import Pool
from cleaner.profile import SiteProfile
from cleaner.readers import Item
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Appender, Place, Places, Reader

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


Tell = Callable[[int], None]
"""Told how many documents are done."""


@dataclass(frozen=True, slots=True)
class Passes:
    """The passes over a spill folder, in a pool; `own` is this process's file there."""

    settings: Settings
    folder: Path
    pool: Pool
    own: Appender
    reader: Reader

    @property
    def _bench(self) -> worker.Bench:
        return worker.Bench(self.settings, self.folder)

    def cleaned(self, items: Iterable[Item], tell: Tell) -> Columns:
        """Every item read, prepared and finished: outcomes and their sketches."""
        return self._read(partial(worker.clean_chunk, self._bench), items, tell, self._hand_outcome)

    def observed(self, items: Iterable[Item], tell: Tell, first: int | None = None) -> Columns:
        """Every item read and prepared: prepared documents, and what their sites can learn from them.

        `first` is the row of the first item in the run: where it is known, of giant sites only those documents are
        looked at that can count.
        """
        return self._read(partial(worker.observe_chunk, self._bench), items, tell, self._hand_observed, first)

    def finished(self, prepared: Iterable[Place], profile: Callable[[int], SiteProfile | None], tell: Tell) -> Columns:
        """Every prepared document finished, with the profile of its place in the order."""

        def lost(task: worker.FinishTask, reason: str, detail: str) -> worker.Handed:
            wanted, source = worker.label_of(self.reader, task.prepared)
            return self._hand_outcome(Quarantined(source, wanted, reason, detail))

        columns = Columns()
        chunks = _finish_tasks(prepared, self._placed(profile))
        for results in self.pool.ordered(partial(worker.finish_chunk, self._bench), chunks, lost):
            for handed in results:
                columns.append(handed)
            tell(len(columns))
        return columns

    def _placed(self, profile: Callable[[int], SiteProfile | None]) -> Callable[[int], Place]:
        """Where the profile of a row lies: each is spilled once, when the first row needs it."""
        places: dict[int, Place] = {}

        def placed(row: int) -> Place:
            own = profile(row)
            if own is None:
                return NOWHERE
            if id(own) not in places:
                places[id(own)] = self.own.add(pickle.dumps(own, protocol=5))
                self.own.flush()
            return places[id(own)]

        return placed

    def _read(
        self,
        function: Callable[..., list[worker.Handed]],
        items: Iterable[Item],
        tell: Tell,
        hand_lost: Callable[[Quarantined], worker.Handed],
        first: int | None = None,
    ) -> Columns:
        def spool(data: bytes) -> Place:
            place = self.own.add(data)
            self.own.flush()
            return place

        def lost(task: worker.ReadTask, reason: str, detail: str) -> worker.Handed:
            return hand_lost(steps.killed(task.item, reason, detail))

        columns = Columns()
        for results in self.pool.ordered(function, worker.chunked(items, spool, first), lost):
            for handed in results:
                columns.append(handed)
            tell(len(columns))
        return columns

    def _hand_outcome(self, lost: Quarantined) -> worker.Handed:
        handed = worker.hand_outcome(steps.lost_outcome(lost), self.own)
        self.own.flush()
        return handed

    def _hand_observed(self, lost: Quarantined) -> worker.Handed:
        handed = worker.hand_observed(lost, None, self.own)
        self.own.flush()
        return handed


def observations(prepared: Columns, reader: Reader) -> Iterator[tuple[int, Observation]]:
    """What each row's document tells about its site."""
    for row, place in enumerate(prepared.seconds):
        if place != NOWHERE:
            yield row, unpack_observation(reader[place])


def _finish_tasks(prepared: Iterable[Place], profile: Callable[[int], Place]) -> Iterator[list[worker.FinishTask]]:
    chunk: list[worker.FinishTask] = []
    most, weight = 4, 0
    for row, place in enumerate(prepared):
        chunk.append(worker.FinishTask(place, profile(row)))
        weight += place.end - place.start
        if len(chunk) >= most or weight > worker.CHUNK_BYTES:
            yield chunk
            chunk, weight, most = [], 0, min(worker.CHUNK_ITEMS, most * 2)
    if chunk:
        yield chunk
