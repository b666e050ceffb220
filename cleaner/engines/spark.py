"""The five steps on Spark: the passes over documents on its executors, the decisions on the corpus in the driver.

Spark moves work and repeats it where an executor is lost; no body of a document is ever shuffled, because there is no
shuffle at all: chunks of documents go in, and what is left of each lies in files that the next step reads. Between the
steps stand checkpoints, so that a run whose driver was killed goes on from the last step that was done.

What all documents together decide is decided by the code of the local engine, in the driver, from what it needs of
each: an observation of a few hundred bytes, a hash of the id, a sketch. Bodies pass through the driver once, when OUT
is written: it is one file in input order.
"""

import hashlib
import os
import pickle
import shutil
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import cleaner
from cleaner.corpus.duplicates import Index
from cleaner.corpus.profile import Observation, build
from cleaner.engines.decide import Decider
from cleaner.engines.output import Corpus
from cleaner.engines.packing import unpack_observation
from cleaner.engines.passes import Columns, Progress
from cleaner.engines.pool import PoolError
from cleaner.profile import SiteProfile
from cleaner.readers import FileItem, Item
from cleaner.settings import Settings
from cleaner.writers.spill import NOWHERE, Appender, Place, Reader

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

CHUNK_ITEMS = 1_000
CHUNK_BYTES = 32_000_000
"""A task of Spark's is a chunk of so many documents, or of so many bytes."""

QUIET = {
    "spark.ui.enabled": "false",
    "spark.ui.showConsoleProgress": "false",
    "spark.log.level": "ERROR",
    "spark.driver.host": "127.0.0.1",
    "spark.driver.bindAddress": "127.0.0.1",
}
"""Where nobody says otherwise: no page, no noise, no port beyond this machine."""


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Runs the per-document steps on Spark.

    `staging` is a folder that driver and executors see under one path; what a lost run left there is gone on with
    where it is of the same input, options and version.
    """

    settings: Settings
    folder: Path
    staging: Path
    progress: Progress
    index: Index | None = None

    def run(self, items: Iterable[Item], total: int | None) -> Corpus:
        """All steps but the writing."""
        self.staging.mkdir(exist_ok=True)
        count, chunks, digest = self._staged(items, total)
        self._keep_only(digest)
        with session(self.settings) as spark:
            if self.settings.site_evidence == "off":
                done = self._step(spark, "cleaned", lambda: self._read(spark, chunks, whole=True))
            else:
                ready = self._step(spark, "observed", lambda: self._read(spark, chunks, whole=False))
                done = self._step(spark, "finished", lambda: self._finish(spark, ready))
        columns, reader = self._columns(done, count)
        corpus = Decider(self.settings, self.folder, self.progress, self.index).decided(columns, reader)
        return replace(corpus, commit=_both(corpus, self.staging))

    def _staged(self, items: Iterable[Item], total: int | None) -> tuple[int, int, str]:
        """Write the input as chunks; how many documents and chunks, and a digest of it all."""
        folder = self.staging / "chunks"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        digest = hashlib.blake2b(repr((cleaner.__version__, _what_counts(self.settings))).encode())
        count = chunks = 0
        for chunk in _chunked(items):
            data = pickle.dumps((count, chunk), protocol=5)
            (folder / str(chunks)).write_bytes(data)
            digest.update(data)
            for item in chunk:
                if isinstance(item, FileItem):
                    digest.update(_state(item.entry.path))
            count, chunks = count + len(chunk), chunks + 1
            self.progress("staging", count, total)
        return count, chunks, digest.hexdigest()

    def _keep_only(self, digest: str) -> None:
        """Drop checkpoints of another input, other options or another version."""
        note = self.staging / "digest"
        if not note.exists() or note.read_text() != digest:
            for step in ("observed", "finished", "cleaned"):
                shutil.rmtree(self.staging / step, ignore_errors=True)
            note.write_text(digest)

    def _step(self, spark: "SparkSession", name: str, make: Any) -> Path:
        """The checkpoint of a step, made unless it stands: Spark's own mark says that it is complete."""
        folder = self.staging / name
        if not (folder / "_SUCCESS").exists():
            self.progress(f"{name} on Spark {spark.version}", 0, None)
            _written(make(), folder)
        return folder

    def _read(self, spark: "SparkSession", chunks: int, *, whole: bool) -> "DataFrame":
        from cleaner.engines import spark_tasks

        function = spark_tasks.cleaned if whole else spark_tasks.observed
        work = function(_on_executors(self.settings), (self.staging / "chunks").absolute())
        return spark.range(0, chunks, 1, max(1, chunks)).mapInArrow(work, spark_tasks.COLUMNS)

    def _finish(self, spark: "SparkSession", ready: Path) -> "DataFrame":
        from cleaner.engines import spark_tasks

        profiles = build(_observations(ready))
        known = {row: profile for row in _rows_of(ready) if (profile := profiles.for_document(row))}
        share: dict[int, SiteProfile] = known
        work = spark_tasks.finished(_on_executors(self.settings), spark.sparkContext.broadcast(share))
        return spark.read.parquet(ready.absolute().as_uri()).mapInArrow(work, spark_tasks.COLUMNS)

    def _columns(self, done: Path, count: int) -> tuple[Columns, Reader]:
        """The outcomes in the run's spill folder, in input order."""
        from cleaner.engines.spark_tasks import unsigned
        from cleaner.engines.worker import Handed

        own = Appender(self.folder)
        columns = Columns()
        for batch in _batches(done, ["row", "value", "second", "key"]):
            for row, value, second, key in zip(*(column.to_pylist() for column in batch.columns), strict=True):
                if row != len(columns):
                    raise RuntimeError(f"Spark returned document {row} in the place of {len(columns)}")
                columns.append(Handed(own.add(value), _placed(own, second), unsigned(key)))
        own.close()
        if len(columns) != count:
            raise RuntimeError(f"Spark returned {len(columns)} of {count} documents")
        return columns, Reader(self.folder)


class SparkFailedError(PoolError):
    """Spark gave up on a step: executors cannot be had, or cannot run the package."""


def _written(frame: "DataFrame", folder: Path) -> None:
    """A step's rows in a folder, complete or without Spark's mark of success."""
    from py4j.protocol import Py4JError
    from pyspark.errors import PySparkException

    try:
        frame.write.mode("overwrite").parquet(folder.absolute().as_uri())
    except (PySparkException, Py4JError) as error:
        raise SparkFailedError(f"Spark gave up: {_told(str(error))}") from error


def _told(trace: str) -> str:
    """The first and the last line of a trace that say something: what failed, and why."""
    lines = [line.strip() for line in trace.splitlines() if line.strip() and not line.startswith(("\t", " "))]
    return " … ".join(dict.fromkeys((*lines[:1], *lines[-1:]))) or "no reason given"


def _placed(own: Appender, second: bytes | None) -> Place:
    return NOWHERE if second is None else own.add(second)


def _both(corpus: Corpus, staging: Path) -> Any:
    """What is to be done when OUT stands: tell the index, and let the checkpoints go."""

    def commit() -> None:
        corpus.commit()
        shutil.rmtree(staging, ignore_errors=True)

    return commit


def _on_executors(settings: Settings) -> Settings:
    """The settings with paths that mean the same in an executor's own working folder."""
    cache = settings.cache.absolute() if settings.cache else None
    return replace(settings, rules=tuple(path.absolute() for path in settings.rules), cache=cache)


def _what_counts(settings: Settings) -> Settings:
    """The settings that results of the per-document steps depend on."""
    return replace(settings, ledger=None, quarantine=None, summary=None, cache=None, jobs=0, quiet=False, verbose=False)


def _state(path: Path) -> bytes:
    try:
        status = path.stat()
    except OSError:
        return b"?"
    return f"{status.st_size} {status.st_mtime_ns} {status.st_ino};".encode()


def _chunked(items: Iterable[Item]) -> Iterator[list[Item]]:
    chunk: list[Item] = []
    weight = 0
    for item in items:
        chunk.append(_absolute(item))
        weight += item.weight
        if len(chunk) >= CHUNK_ITEMS or weight >= CHUNK_BYTES:
            yield chunk
            chunk, weight = [], 0
    if chunk:
        yield chunk


def _absolute(item: Item) -> Item:
    """The item with a path that means the same in an executor's own working folder."""
    if not isinstance(item, FileItem):
        return item
    return replace(item, entry=replace(item.entry, path=item.entry.path.absolute()))


def _batches(folder: Path, columns: list[str]) -> Iterator[Any]:
    """The rows of a checkpoint in input order, a few at a time: each file is of one chunk, in any order of names."""
    import pyarrow.parquet as pq

    first: list[tuple[int, Path]] = []
    for path in folder.glob("*.parquet"):
        with pq.ParquetFile(path) as file:
            if file.metadata.num_rows:
                first.append((next(file.iter_batches(batch_size=1, columns=["row"])).column(0)[0].as_py(), path))
    for _, path in sorted(first):
        with pq.ParquetFile(path) as file:
            yield from file.iter_batches(batch_size=256, columns=columns, use_threads=False)


def _observations(ready: Path) -> Iterator[tuple[int, Observation]]:
    for batch in _batches(ready, ["row", "second"]):
        for row, second in zip(*(column.to_pylist() for column in batch.columns), strict=True):
            if second is not None:
                yield row, unpack_observation(second)


def _rows_of(ready: Path) -> Iterator[int]:
    for batch in _batches(ready, ["row"]):
        yield from batch.column(0).to_pylist()


@contextmanager
def session(settings: Settings) -> "Iterator[SparkSession]":
    """The session of `spark-submit` where that started us, else one by `--spark-conf` and the environment's
    `SPARK_…` files, on this machine unless a master is named."""
    from pyspark.sql import SparkSession

    running = SparkSession.getActiveSession()
    submitted = "PYSPARK_GATEWAY_PORT" in os.environ
    given = dict(each.split("=", 1) for each in settings.spark_conf)
    builder = SparkSession.builder.appName("corpus-clean")
    if not submitted and running is None:
        local = {"spark.master": f"local[{settings.jobs or '*'}]", **QUIET, **_ours()}
        given = {**local, **given}
        os.environ.setdefault("SPARK_LOCAL_IP", "127.0.0.1")
    given["spark.sql.files.maxPartitionBytes"] = given["spark.sql.files.openCostInBytes"] = str(1 << 30)
    given["spark.sql.execution.arrow.maxRecordsPerBatch"] = "1000"
    for key, value in given.items():
        builder = builder.config(key, value)
    spark = builder.getOrCreate()
    try:
        yield spark
    finally:
        if not submitted and running is None:
            spark.stop()


def _ours() -> dict[str, str]:
    """Executors run the Python that runs this, and import the package from where it has it."""
    place = str(Path(cleaner.__file__).parent.parent)
    path = os.pathsep.join(filter(None, (place, os.environ.get("PYTHONPATH"))))
    return {"spark.pyspark.python": sys.executable, "spark.executorEnv.PYTHONPATH": path}
