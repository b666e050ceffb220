"""Who shares a key, as windows over the keys; and which pairs that makes: the rules of the local engine in relations.

Groups up to a size give all their pairs. A larger one gives for each member the pairs with the group's first and with
its two neighbours, so that a hot key costs as much as its length: one task sorts it, spilling, and nothing is squared.
"""

from collections.abc import Sequence
from typing import Final

from pyspark.sql import Column, DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812 - its name everywhere

from cleaner.corpus.duplicates.near import Limits
from cleaner.corpus.duplicates.samples import NOISE, PROBES

LARGEST_FIRST: Final = ("-size", "turn", "doc")
POLICY: Final = ("turn", "doc")


def met(shared: DataFrame, key: Sequence[str], order: Sequence[str], full: int) -> DataFrame:
    """Those rows whose key somebody else has too, with `before`: the documents before it in its group that a row is
    paired with; and `giant`: whether its group is larger than `full`.

    Keys that are nobody's `own` are left out.
    """
    window = Window.partitionBy(*key).orderBy(*map(F.expr, order))
    whole = window.rowsBetween(Window.unboundedPreceding, Window.unboundedFollowing)
    counted = (
        shared.withColumn("members", F.count("*").over(whole))
        .withColumn("asked", F.max("own").over(whole))
        .withColumn("at", F.row_number().over(window))
        .where("members > 1 and asked")
        .withColumn("giant", F.col("members") > full)
    )
    few = F.collect_list(F.when(~F.col("giant"), F.col("doc"))).over(window.rowsBetween(1 - full, -1))
    star = [F.first("doc").over(whole), F.lag("doc", 1).over(window), F.lag("doc", 2).over(window)]
    at = F.col("at")
    linked = F.when(at == 1, F.array().cast("array<long>")).when(at == 2, F.array(star[0]))
    linked = linked.when(at == 3, F.array(*star[:2])).otherwise(F.array(*star))
    return counted.withColumn("before", F.when(F.col("giant"), linked).otherwise(few)).drop("members", "asked", "at")


def pairs_of(meetings: DataFrame) -> DataFrame:
    """The pairs of those who met, `a` and `b` by their numbers, each once."""
    return by_number(meetings.select(F.explode("before").alias("other"), "doc")).distinct()


def suspected(meetings: DataFrame, limits: Limits) -> DataFrame:
    """The pairs that may be contained: of the smaller one's probes enough stand in the larger, or both are linked in a
    giant group, whose key counts neither way."""
    own = meetings.where("own")
    crowded = own.where("giant").groupBy("doc").agg(F.count("*").alias("crowded"))
    paired = own.select(F.explode("before").alias("other"), "doc", "size", "probes", "giant")
    counted = (
        paired.where("not giant")
        .groupBy("other", "doc")
        .agg(F.count("*").alias("found"), F.first("size").alias("size"), F.first("probes").alias("probes"))
        .join(crowded, "doc", "left")
    )
    asked = F.col("probes") - F.coalesce(F.col("crowded"), F.lit(0))
    likely = counted.where(F.col("found") >= asked - _missing(limits) * F.col("probes"))
    linked = paired.where("giant").select("other", "doc")
    return by_number(likely.select("other", "doc").unionByName(linked)).distinct()


def _missing(limits: Limits) -> Column:
    """The share of its probes that a contained document may lack: more where they are a sample of its shingles."""
    share = 1 - limits.least_contained
    return F.when(F.col("size") < 2 * PROBES, F.lit(share + 0.0)).otherwise(F.lit(share + NOISE))


def by_number(pairs: DataFrame) -> DataFrame:
    """Pairs of `other` and `doc` with the lower number as `a`."""
    return pairs.select(F.least("other", "doc").alias("a"), F.greatest("other", "doc").alias("b"))
