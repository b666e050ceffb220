"""What a worker process of the local engine does: tasks in, places of their results out.

Messages between the processes are small: a long row goes to a worker, and every result comes back, through the run's
spill folder.
"""

import os
import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple, TypeVar

from cleaner.corpus.identity import id_hash
from cleaner.corpus.profile import Observation
from cleaner.corpus.profile.chosen import Chosen
from cleaner.document import Prepared, Quarantined
from cleaner.engines import cache, steps
from cleaner.engines.confined import CpuLimit
from cleaner.engines.handed import pack_looks, remember_looks
from cleaner.engines.packing import Outcome, pack_observation, pack_outcome
from cleaner.engines.ready import Ready, Shelved, looks_of, pack_ready, unpack_ready
from cleaner.profile import SiteProfile
from cleaner.readers import Item, RowItem, TextItem
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Appender, Place, Reader, appender

CHUNK_ITEMS = 64
CHUNK_BYTES = 2_000_000
INLINE_BYTES = 2_000
"""Rows longer than this reach a worker through the spill: a message should fit a pipe's buffer of 64 KB."""

Task = TypeVar("Task")
Done = TypeVar("Done")


class ReadTask(NamedTuple):
    """An item; where `data` is somewhere, its bytes wait there and the item itself carries none. `row` is its place in
    the run, where that is known."""

    item: Item
    data: Place = NOWHERE
    row: int | None = None


class FinishTask(NamedTuple):
    """A prepared document in the spill, and its site's profile there (nowhere: none)."""

    prepared: Place
    profile: Place = NOWHERE


class Handed(NamedTuple):
    """A worker's answer for one document: where its value lies, where its second value (the sketch or the
    observation) lies, and the hash of the id it wants."""

    value: Place
    second: Place
    key: int


@dataclass(frozen=True, slots=True)
class Bench:
    """What a worker needs beside its tasks."""

    settings: Settings
    folder: Path


def chunked(
    items: Iterable[Item], spool: Callable[[bytes], Place], first: int | None = None
) -> Iterator[list[ReadTask]]:
    """Items in runs worth a message: few at first, so that all workers soon have some, then more.

    `first` is the row of the first item, where that is known.
    """
    chunk: list[ReadTask] = []
    weight, most = 0, 4
    for at, item in enumerate(items, first or 0):
        weight += item.weight
        chunk.append(_spooled(item, spool)._replace(row=None if first is None else at))
        if len(chunk) >= most or weight >= CHUNK_BYTES:
            yield chunk
            chunk, weight, most = [], 0, min(CHUNK_ITEMS, most * 2)
    if chunk:
        yield chunk


def _spooled(item: Item, spool: Callable[[bytes], Place]) -> ReadTask:
    if isinstance(item, RowItem | TextItem) and len(item.data) > INLINE_BYTES:
        return ReadTask(replace(item, data=b""), spool(item.data))
    return ReadTask(item)


def _whole(task: ReadTask, reader: Reader) -> Item:
    """The task's item with its bytes."""
    item = task.item
    if task.data == NOWHERE or not isinstance(item, RowItem | TextItem):
        return item
    return replace(item, data=reader[task.data])


def clean_chunk(bench: Bench, tasks: Sequence[ReadTask]) -> list[Handed]:
    """Read, prepare and finish each task's document."""
    reader = _reader(bench.folder)

    def work(task: ReadTask) -> cache.Finished:
        return cache.finished(cache.prepared(_whole(task, reader), bench.settings), bench.settings)

    return _handed(bench, list(_each(bench, tasks, work)))


def observe_chunk(bench: Bench, tasks: Sequence[ReadTask]) -> list[Handed]:
    """Read and prepare each task's document, and note what its site can learn from it."""
    sink, reader = appender(bench.folder, os.getpid()), _reader(bench.folder)
    chosen = _chosen(bench.folder, os.getpid())

    def work(task: ReadTask) -> Handed:
        ready, seen = cache.observed(_whole(task, reader), bench.settings, task.row, chosen)
        looks = b""
        if isinstance(ready, Prepared) and seen is not None and seen.text is not None:
            looks = pack_looks(ready, steps.toolkit(bench.settings).rulebook.packs)
        return hand_observed(ready, seen, sink, looks)

    handed = list(_each(bench, tasks, work))
    sink.flush()
    return handed


def finish_chunk(bench: Bench, tasks: Sequence[FinishTask]) -> list[Handed]:
    """Finish each task's prepared document with its site's profile."""
    reader = _reader(bench.folder)

    def work(task: FinishTask) -> cache.Finished:
        profile = None if task.profile == NOWHERE else _profile(bench.folder, task.profile)
        data = reader[task.prepared]
        ready = unpack_ready(data)
        if isinstance(ready, Prepared) and (looks := looks_of(data)):
            remember_looks(looks, ready.blocks, steps.toolkit(bench.settings).rulebook.packs)
        return cache.finished(ready, bench.settings, profile)

    return _handed(bench, list(_each(bench, tasks, work)))


def _each(bench: Bench, tasks: Iterable[Task], work: Callable[[Task], Done]) -> Iterator[Done]:
    """Every task's result, each within its own CPU limit."""
    for task in tasks:
        with CpuLimit(bench.settings.limits.cpu_seconds):
            yield work(task)


def _handed(bench: Bench, done: Sequence[cache.Finished]) -> list[Handed]:
    """Sketch what is finished, all together, and spill it."""
    sink = appender(bench.folder, os.getpid())
    with CpuLimit(bench.settings.limits.cpu_seconds):
        handed = [hand_outcome(outcome, sink) for outcome in cache.sketched(done, bench.settings)]
    sink.flush()
    return handed


@lru_cache(maxsize=4)
def _reader(folder: Path) -> Reader:
    """This process's reader (positions are given with every read, so a fork may share it)."""
    return Reader(folder)


@lru_cache(maxsize=1)
def _chosen(_folder: Path, _process: int) -> Chosen:
    """The documents of a run that this process has looked at for their sites."""
    return Chosen()


@lru_cache(maxsize=256)
def _profile(folder: Path, place: Place) -> SiteProfile:
    """A site's profile: documents of one site come in a row, and many have one."""
    profile = pickle.loads(_reader(folder)[place])
    if not isinstance(profile, SiteProfile):
        raise TypeError(f"{type(profile).__name__} where a profile should lie")
    return profile


def hand_outcome(outcome: Outcome, sink: Appender) -> Handed:
    """Spill an outcome; its sketch apart, because the corpus step reads those alone."""
    second = sink.add(outcome.sketch) if outcome.sketch else NOWHERE
    return Handed(sink.add(pack_outcome(outcome)), second, id_hash(outcome.wanted_id))


def hand_observed(ready: Ready, observation: Observation | None, sink: Appender, looks: bytes = b"") -> Handed:
    """Spill a prepared document, what is known of its lines, and its observation."""
    second = sink.add(pack_observation(observation)) if observation else NOWHERE
    wanted = ready.source.wanted_id if isinstance(ready, Prepared) else ready.wanted_id
    return Handed(sink.add(pack_ready(ready, looks)), second, id_hash(wanted))


def label_of(reader: Reader, place: Place) -> tuple[str, str]:
    """Wanted id and source of the prepared document at a place."""
    ready = unpack_ready(reader[place])
    if isinstance(ready, Quarantined):
        return ready.wanted_id, ready.source
    if isinstance(ready, Shelved):
        return ready.wanted_id, ready.name
    return ready.source.wanted_id, ready.source.name
