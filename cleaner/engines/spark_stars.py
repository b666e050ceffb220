"""Which documents go and which stay for them, decided apart for each set of documents that nearness connects.

What becomes of a document depends on the documents before it that it is near, on those near them, and so on: on its
component, and on nothing else. Components are found by joins; many small ones are decided in one task, by the very
class that the local engine uses. A document that makes another give way is held against all that this one stands for:
such pairs need not be among the candidates, so the tasks ask for them, they are measured, and the tasks run again.
"""

import itertools
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import reduce
from typing import Final

import numpy as np
import pyarrow as pa
from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812 - its name everywhere

from cleaner.corpus.duplicates.near import Limits
from cleaner.corpus.duplicates.stars import Stars, in_order
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_rows import batch, ddl, numbers
from cleaner.engines.spark_verify import MEASURED, measured

BUNDLE: Final = 200_000
"""Near pairs that a task decides on, about; fewer in all are one task's, without looking for components."""

EDGE, ASKED, SETTLED = range(3)
"""Kinds of measured pairs: near ones; others, among them those that were asked for; a follower and its kept document in
an index."""

REMOVED, WANTED = range(2)
"""Kinds of answers: a document that goes (`a`) for a kept one (`b`); a pair that has to be measured first."""

_ANSWER = pa.schema([("kind", pa.int64()), *((field.name, field.type) for field in MEASURED)])


@dataclass(slots=True)
class Asked:
    """The pairs measured so far because somebody asked for them."""

    tables: list[DataFrame] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Decider:
    """Decides on near pairs; `sets` has every document's set, `settled` the pairs (follower and kept) of an index."""

    steps: Checkpoints
    limits: Limits
    sets: DataFrame
    settled: DataFrame | None = None
    bundle: int = BUNDLE
    asked: Asked = field(default_factory=Asked)

    def removed(self, name: str, candidates: DataFrame, count: int) -> DataFrame:
        """The documents that go (`a`), each with the kept one (`b`), what they share, and their sizes: decided on these
        measured pairs, so many."""
        homes = self._components(name, candidates.where(_near(self.limits)), count // self.bundle + 1)
        for again in itertools.count():
            answers = self.steps.step(f"{name}-stars-{again}", self._stars, candidates, homes)
            wanted = answers.where(F.col("kind") == WANTED).select("a", "b").distinct()
            if wanted.isEmpty():
                return answers.where(F.col("kind") == REMOVED).drop("kind")
            ends = self.steps.ends(f"{name}-stars-{again}")
            found = self.steps.step(f"{name}-asked-{again}", measured, wanted, self.sets, ends)
            self.asked.tables.append(found)
        raise AssertionError

    def _stars(self, candidates: DataFrame, homes: DataFrame | None) -> DataFrame:
        tables = [candidates.withColumn("kind", F.when(_near(self.limits), EDGE).otherwise(ASKED))]
        tables += [table.withColumn("kind", F.lit(ASKED)) for table in self.asked.tables]
        if self.settled is not None:
            met = candidates.select(F.col("a").alias("b")).distinct()
            concerned = self.settled.join(met, "b", "left_semi")
            tables.append(concerned.withColumn("kind", F.lit(SETTLED)))
        whole = union(tables)
        if homes is None:
            whole = whole.withColumn("bundle", F.lit(0))
        else:
            whole = whole.join(homes.withColumnRenamed("doc", "b"), "b")
        return whole.groupBy("bundle").applyInArrow(_deciding(self.limits), ddl(_ANSWER))

    def _components(self, name: str, near: DataFrame, bundles: int) -> DataFrame | None:
        """The bundle of each document in a near pair; None where one bundle has room for all."""
        if bundles == 1:
            return None
        edges = near.selectExpr("b as doc", "a as of")
        before = None
        for turn in itertools.count():
            edges = self.steps.step(f"{name}-components-{turn}", _joined, edges)
            now = edges.agg(F.count("*"), F.sum(F.xxhash64("doc", "of").cast("decimal(38,0)"))).first()
            if now == before:
                break
            before = now
        roots = edges.select(F.col("of").alias("doc"), "of").distinct()
        bundle = F.pmod(F.xxhash64("of"), F.lit(bundles)).alias("bundle")
        return edges.unionByName(roots).select("doc", bundle)


def union(tables: Sequence[DataFrame]) -> DataFrame:
    """The rows of some tables, their columns by name."""
    return reduce(DataFrame.unionByName, tables)


def _joined(edges: DataFrame) -> DataFrame:
    """One turn towards stars of whole components (Kiveris et al., 2014)."""
    return _linked(_gathered(edges))


def _gathered(edges: DataFrame) -> DataFrame:
    """Every document's larger neighbours linked with the least of its neighbourhood (large-star)."""
    turned = edges.selectExpr("of as doc", "doc as of")
    both = edges.unionByName(turned)
    least = F.least(F.min("of").over(Window.partitionBy("doc")), F.col("doc"))
    return (
        both.withColumn("least", least).where("of > doc").select(F.col("of").alias("doc"), F.col("least").alias("of"))
    )


def _linked(edges: DataFrame) -> DataFrame:
    """Every document and its smaller neighbours linked with the least of them (small-star)."""
    least = F.min("of").over(Window.partitionBy("doc"))
    starred = edges.distinct().withColumn("least", least)
    own = starred.selectExpr("doc", "least as of")
    others = starred.where("of > least").selectExpr("of as doc", "least as of")
    return own.unionByName(others).distinct()


def _near(limits: Limits) -> Column:
    """As `Limits` has it, on measured pairs."""
    shared, one, other = F.col("common"), F.col("size_a"), F.col("size_b")
    alike = shared / (one + other - shared) >= F.lit(limits.threshold)
    return (shared > 0) & (alike | (shared / F.least(one, other) >= F.lit(limits.containment)))


def _deciding(limits: Limits) -> Callable[[pa.Table], pa.Table]:
    """The decisions on the documents of a bundle, or the pairs that have to be measured before."""

    def work(table: pa.Table) -> pa.Table:
        columns = {name: numbers(table.column(name)) for name in (*MEASURED.names, "kind")}
        kinds = columns["kind"]
        docs, places = np.unique(np.concatenate((columns["a"], columns["b"])), return_inverse=True)
        left, right = np.split(places, 2)
        sizes, turns = np.zeros(len(docs), np.int64), np.zeros(len(docs), np.int64)
        for side, these in (("a", left), ("b", right)):
            sizes[these], turns[these] = columns[f"size_{side}"], columns[f"turn_{side}"]
        order = np.empty(len(docs), np.int64)
        order[np.lexsort((docs, turns))] = np.arange(len(docs))
        known = kinds != SETTLED
        pairs = zip(left[known].tolist(), right[known].tolist(), columns["common"][known].tolist(), strict=True)
        counted: dict[tuple[int, int], int] = {(min(a, b), max(a, b)): shared for a, b, shared in pairs}
        wanted: dict[tuple[int, int], None] = {}

        def common(one: int, other: int) -> int:
            pair = min(one, other), max(one, other)
            if pair not in counted:
                wanted[pair] = None
                return int(min(sizes[one], sizes[other]))  # as if contained: what depends on it is asked for too
            return counted[pair]

        settled = kinds == SETTLED
        home = dict(zip(left[settled].tolist(), right[settled].tolist(), strict=True))
        stars = Stars.going_on(limits, sizes, common, home)
        edges = kinds == EDGE
        for row, earlier in in_order(left[edges], right[edges], order):
            stars.place(row, earlier)
        if wanted:
            answers = [(WANTED, *pair, 0) for pair in wanted]
        else:
            gone = ((row, of) for row, of in stars.home.items() if home.get(row) != of)
            answers = [(REMOVED, row, of, common(row, of)) for row, of in gone]
        found = np.array(answers, np.int64).reshape(-1, 4)
        kind, a, b, shared = found.T
        told = {"kind": kind, "a": docs[a], "b": docs[b], "common": shared}
        told |= {"size_a": sizes[a], "size_b": sizes[b], "turn_a": turns[a], "turn_b": turns[b]}
        return pa.Table.from_batches([batch(_ANSWER, told)])

    return work
