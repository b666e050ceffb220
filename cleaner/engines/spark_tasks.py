"""What an executor does with a chunk of documents: the passes of every engine, in a pool of one worker process.

The worker process is what gives a document its limits here as anywhere: one that runs away or kills its process is
quarantined with the reason that the local engine would give, and Spark sees a task that went well. What befalls a whole
executor is Spark's: it runs the task again, and the same chunk gives the same rows.
"""

import pickle
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from cleaner.corpus.profile import Observation
from cleaner.corpus.profile.chosen import chance
from cleaner.engines import steps
from cleaner.engines.packing import unpack_observation, unpack_sketch
from cleaner.engines.passes import Columns, Passes
from cleaner.engines.pool import Pool
from cleaner.engines.spark_rows import Batches, Work, in_batches, signed
from cleaner.profile import SiteProfile
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Appender, Reader

OBSERVED = pa.schema(
    [
        ("row", pa.int64()),
        ("value", pa.binary()),
        ("observation", pa.binary()),
        ("site", pa.string()),
        ("page", pa.bool_()),
        ("sight", pa.bool_()),
        ("chance", pa.int64()),
    ]
)
"""A document on its way to its site's profile: its row in the run, the prepared document, what it tells about its site,
and by what it is chosen where a site has very many."""

FINISHED = pa.schema(
    [
        ("row", pa.int64()),
        ("value", pa.binary()),
        ("key", pa.int64()),
        ("shingles", pa.binary()),
        ("words", pa.int64()),
        ("length", pa.int64()),
        ("published", pa.int64()),
        ("digest", pa.binary()),
        ("paragraphs", pa.binary()),
    ]
)
"""What became of a document: its outcome, the hash of the id it wants (signed: Spark has no other integers), and its
sketch (null where it has none), which is all that the other documents are compared with."""


@dataclass(frozen=True, slots=True)
class Homes:
    """The profile of each site or group that has one, and the groups of rows without a site."""

    profiles: dict[str, SiteProfile]
    grouped: dict[int, str]

    def of(self, row: int, site: str | None) -> SiteProfile | None:
        """The profile of a row's site, or of its group."""
        home = site if site is not None else self.grouped.get(row)
        return None if home is None else self.profiles.get(home)


def observed(settings: Settings, chunks: Path) -> Work:
    """Numbers of chunks in, prepared documents out."""
    return _over_chunks(settings, chunks, _observe, _observed_rows)


def cleaned(settings: Settings, chunks: Path) -> Work:
    """Numbers of chunks in, outcomes out."""
    return _over_chunks(settings, chunks, _clean, _finished_rows)


def finished(settings: Settings, homes: Any) -> Work:
    """Prepared documents in, outcomes out; `homes` is the broadcast of the sites' profiles."""

    def work(batches: Batches) -> Batches:
        for batch in batches:
            rows = batch.column("row").to_pylist()
            known: Homes = homes.value
            own = list(map(known.of, rows, batch.column("site").to_pylist()))
            with _passes(settings) as passes:
                places = [passes.own.add(value.as_py()) for value in batch.column("value")]
                passes.own.flush()
                columns = passes.finished(places, own.__getitem__, _nobody)
                yield from in_batches(_finished_rows(columns, rows, passes.reader), FINISHED)

    return work


Rows = Iterator[tuple[Any, ...]]


def _over_chunks(
    settings: Settings,
    chunks: Path,
    act: Callable[[Passes, list[Any], int], Columns],
    told: Callable[[Columns, Iterable[int], Reader], Rows],
) -> Work:
    schema = OBSERVED if told is _observed_rows else FINISHED

    def work(batches: Batches) -> Batches:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                first, items = pickle.loads((chunks / str(number)).read_bytes())
                with _passes(settings) as passes:
                    columns = act(passes, items, first)
                    rows = range(first, first + len(items))
                    yield from in_batches(told(columns, rows, passes.reader), schema)

    return work


@contextmanager
def _passes(settings: Settings) -> Iterator[Passes]:
    """Passes in a folder of their own, with a worker process that finds the rules loaded."""
    steps.toolkit(settings)
    with tempfile.TemporaryDirectory(prefix="corpus-clean-") as name, Pool(1, settings.limits) as pool:
        folder = Path(name)
        yield Passes(settings, folder, pool, Appender(folder), Reader(folder))


def _observed_rows(columns: Columns, rows: Iterable[int], reader: Reader) -> Rows:
    for at, row in enumerate(rows):
        place = columns.seconds[at]
        data = None if place == NOWHERE else reader[place]
        seen = Observation(None) if data is None else unpack_observation(data)
        page, sight = seen.html is not None, seen.text is not None
        yield row, reader[columns.values[at]], data, seen.site, page, sight, chance(row)[0]


def _finished_rows(columns: Columns, rows: Iterable[int], reader: Reader) -> Rows:
    for at, row in enumerate(rows):
        head = row, reader[columns.values[at]], signed(columns.keys[at])
        if columns.seconds[at] == NOWHERE:
            yield (*head, None, None, None, None, None, None)
        else:
            s = unpack_sketch(reader[columns.seconds[at]])
            hashes, paragraphs = s.hashes.tobytes(), s.paragraphs.tobytes()
            yield (*head, hashes, s.words, s.length, s.moment, s.digest, paragraphs)


def _observe(passes: Passes, items: list[Any], first: int) -> Columns:
    return passes.observed(items, _nobody, first)


def _clean(passes: Passes, items: list[Any], _first: int) -> Columns:
    return passes.cleaned(items, _nobody)


def _nobody(_done: int) -> None:
    """Progress of a chunk is nobody's concern."""
