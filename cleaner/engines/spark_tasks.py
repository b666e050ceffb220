"""What an executor does with a chunk of documents: the passes of every engine, in a pool of one worker process.

The worker process is what gives a document its limits here as anywhere: one that runs away or kills its process is
quarantined with the reason that the local engine would give, and Spark sees a task that went well. What befalls a whole
executor is Spark's: it runs the task again, and the same chunk gives the same rows.
"""

import pickle
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from cleaner.engines import steps
from cleaner.engines.passes import Columns, Passes
from cleaner.engines.pool import Pool
from cleaner.profile import SiteProfile
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Appender, Place, Reader

COLUMNS = "row long, value binary, second binary, key long"
"""A document between the steps: its row in the run, the prepared document or the outcome, what it tells its site or
its sketch (null: nothing), and the hash of the id it wants, as signed (Spark has no other integers)."""

BATCH_BYTES = 8_000_000

Batches = Iterator[pa.RecordBatch]
Profiles = dict[int, SiteProfile]


def observed(settings: Settings, chunks: Path) -> Callable[[Batches], Batches]:
    """Numbers of chunks in, prepared documents out."""
    return _over_chunks(settings, chunks, lambda passes, items: passes.observed(items, _nobody))


def cleaned(settings: Settings, chunks: Path) -> Callable[[Batches], Batches]:
    """Numbers of chunks in, outcomes out."""
    return _over_chunks(settings, chunks, lambda passes, items: passes.cleaned(items, _nobody))


def finished(settings: Settings, profiles: Any) -> Callable[[Batches], Batches]:
    """Prepared documents in, outcomes out; `profiles` is the broadcast of the sites' profiles by row."""

    def work(batches: Batches) -> Batches:
        for batch in batches:
            rows = batch.column("row").to_pylist()
            known: Profiles = profiles.value
            with _passes(settings) as passes:
                places = [passes.own.add(value.as_py()) for value in batch.column("value")]
                passes.own.flush()
                own = [known.get(row) for row in rows]
                columns = passes.finished(places, own.__getitem__, _nobody)
                yield from _handed(columns, rows, passes.reader)

    return work


def _over_chunks(
    settings: Settings, chunks: Path, act: Callable[[Passes, list[Any]], Columns]
) -> Callable[[Batches], Batches]:
    def work(batches: Batches) -> Batches:
        for batch in batches:
            for number in batch.column(0).to_pylist():
                first, items = pickle.loads((chunks / str(number)).read_bytes())
                with _passes(settings) as passes:
                    columns = act(passes, items)
                    yield from _handed(columns, range(first, first + len(items)), passes.reader)

    return work


@contextmanager
def _passes(settings: Settings) -> Iterator[Passes]:
    """Passes in a folder of their own, with a worker process that finds the rules loaded."""
    steps.toolkit(settings)
    with tempfile.TemporaryDirectory(prefix="corpus-clean-") as name, Pool(1, settings.limits) as pool:
        folder = Path(name)
        yield Passes(settings, folder, pool, Appender(folder), Reader(folder))


def _handed(columns: Columns, rows: Any, reader: Reader) -> Batches:
    """What the passes left, as batches of a bounded size."""
    table: list[tuple[int, bytes, bytes | None, int]] = []
    weight = 0
    for at, row in enumerate(rows):
        value, second = reader[columns.values[at]], _at(reader, columns.seconds[at])
        table.append((row, value, second, signed(columns.keys[at])))
        weight += len(value) + len(second or b"")
        if weight > BATCH_BYTES:
            yield _batch(table)
            table, weight = [], 0
    if table:
        yield _batch(table)


def _at(reader: Reader, place: Place) -> bytes | None:
    return None if place == NOWHERE else reader[place]


def _batch(table: list[tuple[int, bytes, bytes | None, int]]) -> pa.RecordBatch:
    row, value, second, key = zip(*table, strict=True)
    return pa.RecordBatch.from_arrays(
        [
            pa.array(row, pa.int64()),
            pa.array(value, pa.binary()),
            pa.array(second, pa.binary()),
            pa.array(key, pa.int64()),
        ],
        names=["row", "value", "second", "key"],
    )


def signed(key: int) -> int:
    """64 bits as the signed number that has them."""
    return key - (1 << 64) if key >= 1 << 63 else key


def unsigned(key: int) -> int:
    """The inverse of `signed`."""
    return key % (1 << 64)


def _nobody(_done: int) -> None:
    """Progress of a chunk is nobody's concern."""
