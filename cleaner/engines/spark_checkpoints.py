"""Steps on Spark that leave what they made in a folder: a run whose driver was lost goes on behind the last one."""

import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from pyspark.sql import DataFrame, SparkSession

from cleaner.engines.spark_marks import mark
from cleaner.engines.spark_rows import numbers

DONE = "_SUCCESS"
"""Spark's own mark that all of a folder's files are there."""


@dataclass(frozen=True, slots=True)
class Checkpoints:
    """Named steps below a folder that driver and executors see under one path."""

    spark: SparkSession
    folder: Path
    tell: Callable[[str], None]

    def step(self, name: str, make: Callable[..., DataFrame], *of: Any) -> DataFrame:
        """What a step makes of these, now or in a run before this one."""
        place = self.folder / name
        if not (place / DONE).exists():
            self.tell(name)
            frame = make(*of)
            self.spark.sparkContext.setJobDescription(name)  # how Spark's own pages and logs name it
            frame.write.mode("overwrite").parquet(place.absolute().as_uri())
        return self.spark.read.parquet(place.absolute().as_uri())

    def given(self, name: str, schema: pa.Schema, batches: Callable[[], Iterator[pa.RecordBatch]]) -> DataFrame:
        """What the driver itself has to say, written as a step."""
        place = self.folder / name
        if not (place / DONE).exists():
            shutil.rmtree(place, ignore_errors=True)
            place.mkdir(parents=True)
            with pq.ParquetWriter(place / "part-0.parquet", schema) as writer:
                for batch in batches():
                    writer.write_batch(batch)
            (place / DONE).touch()
        return self.spark.read.parquet(place.absolute().as_uri())

    def rows(self, name: str) -> int:
        """How many rows a step has, by what its files say."""
        return sum(pq.read_metadata(path).num_rows for path in self._files(name))

    def read(self, name: str, columns: Sequence[str]) -> Iterator[pa.RecordBatch]:
        """A step's rows in any order, read by the driver."""
        for path in self._files(name):
            with pq.ParquetFile(path) as file:
                yield from file.iter_batches(columns=list(columns), use_threads=False)

    def marked(self, name: str, *of: tuple[str, str]) -> Path:
        """The documents in these columns of steps as a file that tasks look them up in."""
        columns = (numbers(part.column(0)) for step, column in of for part in self.read(step, (column,)))
        return mark((self.folder / f"{name}.npy").absolute(), columns)

    def ends(self, name: str) -> Path:
        """The documents in the pairs of a step (`a` and `b`), as such a file."""
        return self.marked(name, (name, "a"), (name, "b"))

    def in_order(self, name: str, columns: Sequence[str]) -> Iterator[tuple[Any, ...]]:
        """Rows of a step by their number `row`, read from its files one by one: each file is of one chunk of rows, in
        any order of names."""
        first: list[tuple[int, Path]] = []
        for path in self._files(name):
            with pq.ParquetFile(path) as file:
                if file.metadata.num_rows:
                    first.append((next(file.iter_batches(batch_size=1, columns=["row"])).column(0)[0].as_py(), path))
        for _, path in sorted(first):
            with pq.ParquetFile(path) as file:
                for batch in file.iter_batches(batch_size=256, columns=list(columns), use_threads=False):
                    yield from zip(*(batch.column(name).to_pylist() for name in columns), strict=True)

    def _files(self, name: str) -> list[Path]:
        return sorted((self.folder / name).glob("*.parquet"))
