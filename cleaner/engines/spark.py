"""The five steps on Spark: the passes over documents on its executors, what needs all documents as relations.

Spark moves work and data and repeats what is lost with an executor; nothing of that is ours. No body is ever shuffled:
what meets are hashes, signatures and shingle sets. Each step leaves a checkpoint, so that a run whose driver was killed
goes on from the last step that was done. The driver settles the ids, keeps the index, and writes: OUT is one file in
input order, through which bodies pass once.
"""

import hashlib
import pickle
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from py4j.protocol import Py4JError
from pyspark.errors import PySparkException
from pyspark.sql import DataFrame

import cleaner
from cleaner.corpus.duplicates import Index
from cleaner.engines import spark_tasks
from cleaner.engines.output import Corpus
from cleaner.engines.passes import Progress
from cleaner.engines.pool import PoolError
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_decide import SparkDecider
from cleaner.engines.spark_rows import ddl
from cleaner.engines.spark_session import session
from cleaner.engines.spark_sites import homes
from cleaner.readers import FileItem, Item
from cleaner.settings import Settings

CHUNK_ITEMS = 1_000
CHUNK_BYTES = 32_000_000
"""A task of Spark's is a chunk of so many documents, or of so many bytes."""


class SparkFailedError(PoolError):
    """Spark gave up on a step: executors cannot be had, or cannot run the package."""


@dataclass(frozen=True, slots=True)
class SparkEngine:
    """Runs the steps on Spark.

    `staging` is a folder that driver and executors see under one path; what a lost run left there is gone on with
    where it is of the same input, options and version.
    """

    settings: Settings
    folder: Path
    staging: Path
    progress: Progress
    index: Index | None = None

    def run(self, items: Iterable[Item], total: int | None) -> Corpus:
        """All steps but the writing. Raises SparkFailedError where Spark gives up."""
        self.staging.mkdir(exist_ok=True)
        count, chunks, digest = self._staged(items, total)
        self._keep_only(digest)
        try:
            with session(self.settings, self.staging) as spark:
                steps = Checkpoints(spark, self._steps, lambda name: self.progress(f"{name} on Spark", 0, None))
                finished = self._finished(steps, chunks)
                decider = SparkDecider(self.settings, self.folder, steps, finished, self.index)
                corpus = decider.decided(count)
        except (PySparkException, Py4JError) as error:
            raise SparkFailedError(f"Spark gave up: {_told(str(error))}") from error
        return replace(corpus, commit=_both(corpus, self.staging))

    @property
    def _steps(self) -> Path:
        return self.staging / "steps"

    def _finished(self, steps: Checkpoints, chunks: int) -> DataFrame:
        """The per-document steps: what became of each document, and its sketch."""
        settings, folder = _on_executors(self.settings), (self.staging / "chunks").absolute()
        numbers = steps.spark.range(0, chunks, 1, max(1, chunks))
        if self.settings.site_evidence == "off":
            work = spark_tasks.cleaned(settings, folder)
            return steps.step("finished", numbers.mapInArrow, work, ddl(spark_tasks.FINISHED))
        work = spark_tasks.observed(settings, folder)
        observed = steps.step("observed", numbers.mapInArrow, work, ddl(spark_tasks.OBSERVED))
        return steps.step("finished", _with_profiles, steps, observed, settings)

    def _staged(self, items: Iterable[Item], total: int | None) -> tuple[int, int, str]:
        """Write the input as chunks; how many documents and chunks, and a digest of it all."""
        folder = self.staging / "chunks"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        digest = hashlib.blake2b(repr((cleaner.__version__, _what_counts(self.settings))).encode())
        if self.index is not None:
            digest.update(self.index.state())
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
            shutil.rmtree(self._steps, ignore_errors=True)
            note.write_text(digest)


def _with_profiles(steps: Checkpoints, observed: DataFrame, settings: Settings) -> DataFrame:
    known = steps.spark.sparkContext.broadcast(homes(steps, observed))
    ready = observed.select("row", "value", "site")
    return ready.mapInArrow(spark_tasks.finished(settings, known), ddl(spark_tasks.FINISHED))


def _told(trace: str) -> str:
    """The first and the last line of a trace that say something: what failed, and why."""
    lines = [line.strip() for line in trace.splitlines() if line.strip() and not line.startswith(("\t", " "))]
    return " … ".join(dict.fromkeys((*lines[:1], *lines[-1:]))) or "no reason given"


def _both(corpus: Corpus, staging: Path) -> Callable[[], None]:
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
    """The settings that results depend on."""
    return replace(
        settings,
        ledger=None,
        quarantine=None,
        summary=None,
        report=None,
        cache=None,
        jobs=0,
        quiet=False,
        verbose=False,
        spark_conf=(),
    )


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
