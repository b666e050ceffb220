"""Pairs held against each other: by joins of signatures, then of shingle sets, and never of bodies."""

from pathlib import Path

import numpy as np
import pyarrow as pa
from pyspark.sql import DataFrame
from pyspark.sql import functions as F  # noqa: N812 - its name everywhere

from cleaner.corpus.duplicates.near import Limits, common, plausible
from cleaner.engines.spark_marks import picked
from cleaner.engines.spark_rows import Batches, Work, arrays, batch, ddl, numbers
from cleaner.engines.spark_sketches import SETS, SIGNATURES
from cleaner.stages.sketch import PERMUTATIONS

PAIR = pa.schema([("a", pa.int64()), ("b", pa.int64())])

MEASURED = pa.schema(
    [
        ("a", pa.int64()),
        ("b", pa.int64()),
        ("common", pa.int64()),
        ("size_a", pa.int64()),
        ("size_b", pa.int64()),
        ("turn_a", pa.int64()),
        ("turn_b", pa.int64()),
    ]
)
"""A pair, how many shingles its documents share, how many each has, and their turns."""


def possible(pairs: DataFrame, signed: DataFrame, ends: Path, limits: Limits) -> DataFrame:
    """Those pairs that their signatures do not rule out; `ends` are the documents in them."""
    both = _both(pairs, picked(signed.select("doc", "size", "signature"), "doc", ends), ("size", "signature"))
    return both.mapInArrow(_ruling_out(limits), ddl(PAIR))


def measured(pairs: DataFrame, sets: DataFrame, ends: Path) -> DataFrame:
    """Pairs with what they share, counted on the sets themselves; `ends` are the documents in them."""
    both = _both(pairs, picked(sets.select("doc", "turn", "shingles"), "doc", ends), ("turn", "shingles"))
    return both.mapInArrow(_counting, ddl(MEASURED))


def _both(pairs: DataFrame, documents: DataFrame, columns: tuple[str, ...]) -> DataFrame:
    """Pairs with these columns of either document, as `…_a` and `…_b`."""
    for side in ("a", "b"):
        named = [F.col("doc").alias(side), *(F.col(name).alias(f"{name}_{side}") for name in columns)]
        pairs = pairs.join(documents.select(*named), side)
    return pairs


def _ruling_out(limits: Limits) -> Work:
    def work(batches: Batches) -> Batches:
        for each in batches:
            tables = [arrays(each.column(f"signature_{side}"), SIGNATURES)[0] for side in "ab"]
            sizes = [numbers(each.column(f"size_{side}")) for side in "ab"]
            left = np.arange(len(sizes[0]))
            table = np.concatenate(tables).reshape(-1, PERMUTATIONS)
            may = plausible(table, left, left + len(left), sizes[0], sizes[1], limits)
            yield batch(PAIR, {side: numbers(each.column(side))[may] for side in "ab"})

    return work


def _counting(batches: Batches) -> Batches:
    for each in batches:
        sets = [[np.frombuffer(data, SETS) for data in each.column(f"shingles_{side}").to_pylist()] for side in "ab"]
        shared = [common(one, other) for one, other in zip(*sets, strict=True)]
        sizes = {
            f"size_{side}": np.array(list(map(len, those)), np.int64) for side, those in zip("ab", sets, strict=True)
        }
        heads = {name: numbers(each.column(name)) for name in ("a", "b", "turn_a", "turn_b")}
        yield batch(MEASURED, {**heads, **sizes, "common": np.array(shared, np.int64)})
