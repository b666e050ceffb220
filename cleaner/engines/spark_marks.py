"""Sets of documents, and tables of numbers, that every task looks things up in: files that are mapped and not copied.

Whether a document is in a set is a bit by its number: 125 MB for a thousand million documents, once a machine whatever
its number of tasks. So documents are left out and picked where they lie, and their sketches need not be joined for it.
"""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from pyspark.sql import DataFrame

from cleaner.engines.spark_rows import Batches, numbers


def mark(path: Path, columns: Iterable[NDArray[np.int64]]) -> Path:
    """Write the set of the documents in these columns; its path."""
    bits = np.zeros(1 << 10, np.uint8)
    for docs in columns:
        places = docs >> 3
        missing = int(places.max(initial=0)) + 1 - len(bits)
        if missing > 0:
            bits = np.concatenate((bits, np.zeros(max(missing, len(bits)), np.uint8)))
        np.bitwise_or.at(bits, places, np.uint8(1) << (docs & 7).astype(np.uint8))
    return save(path, bits)


def save(path: Path, table: NDArray[Any]) -> Path:
    """Write a table where every task can see it; its path."""
    np.save(path, table)
    return path


def mapped(path: Path) -> NDArray[Any]:
    """A table that was saved; a machine has it once, however many look at it."""
    table: NDArray[Any] = np.load(path, mmap_mode="r")
    return table


def among(bits: NDArray[np.uint8], docs: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Which of these documents are in a set."""
    places = np.minimum(docs >> 3, len(bits) - 1)
    found: NDArray[np.bool_] = (bits[places] >> (docs & 7).astype(np.uint8)) & 1 != 0
    return found & (docs >> 3 < len(bits))


def picked(frame: DataFrame, column: str, marks: Path) -> DataFrame:
    """The rows whose number in this column is in a set: what a join with few rows would find, but nothing moves."""

    def work(batches: Batches) -> Batches:
        bits = mapped(marks)
        for each in batches:
            yield each.filter(pa.array(among(bits, numbers(each.column(column)))))

    return frame.mapInArrow(work, frame.schema)
