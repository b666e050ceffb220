"""Near-duplicates on Spark: the search of the local engine (`cleaner.corpus.duplicates.search`) as relations.

Each document's probes are posted under their keys, windows over the keys find who shares them, and those pairs that
share enough are verified on signatures and then on sets; likewise the bands of those that are suspect. Rounds among the
members of giant groups, the limits, and the decision itself are the local engine's own, so that the answer is the same.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812 - its name everywhere

from cleaner.corpus.duplicates.bands import shape
from cleaner.corpus.duplicates.groups import FULL, full_for
from cleaner.corpus.duplicates.near import Limits
from cleaner.corpus.duplicates.samples import PROBES
from cleaner.corpus.duplicates.search import ROUNDS
from cleaner.engines import spark_sketches as sketches
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_marks import save
from cleaner.engines.spark_meetings import LARGEST_FIRST, POLICY, met, pairs_of, suspected
from cleaner.engines.spark_rows import Work, ddl
from cleaner.engines.spark_stars import BUNDLE, Decider, union
from cleaner.engines.spark_verify import measured, possible

TURNS: Final = {"longest": "-length", "first": "cast(0 as long)", "earliest": "published"}
"""For each policy a document's place in its order; equal ones are taken in the order of the input."""


@dataclass(frozen=True, slots=True)
class Indexed:
    """What an index adds to a search: its entries (documents like all others, numbered from 0), those documents of the
    run that are an entry themselves (`doc`), and the entries that went (`a`), each with the kept one (`b`)."""

    entries: DataFrame
    absent: DataFrame
    settled: DataFrame
    count: int


@dataclass(frozen=True, slots=True)
class Meetings:
    """Who shares probes, and who shares bands."""

    probes: DataFrame
    bands: DataFrame

    @property
    def crowded(self) -> bool:
        """Is there a giant group?"""
        return not (self.probes.where("giant").isEmpty() and self.bands.where("giant").isEmpty())


@dataclass(frozen=True, slots=True)
class Search:
    """A search among documents (`doc`, `turn`, `shingles`), step by step."""

    steps: Checkpoints
    limits: Limits
    documents: DataFrame
    indexed: Indexed | None = None
    bundle: int = BUNDLE

    def removed(self) -> DataFrame:
        """Every document that goes, `doc`, with the kept one, `of`; what they share, and their sizes."""
        here = self.documents
        if self.indexed:
            here = here.join(self.indexed.absent, "doc", "left_anti").unionByName(self.indexed.entries)
        described = self.steps.step("described", _python, here, sketches.described, sketches.DESCRIBED)
        twins = self.steps.step("twins", self._twins, described)
        gone = self._rounds(here, described)
        return self.steps.step("removed", self._with_twins, gone, twins)

    def _rounds(self, here: DataFrame, described: DataFrame) -> DataFrame | None:
        """Candidates and decisions in turn, until no giant group is left that was not seen through."""
        probes = self.steps.step("1-probes", self._posted, here, described)
        suspects = self.steps.step("1-suspects", suspected, probes, self.limits)
        crowd = self.steps.step("crowd", _crowd, probes)
        signed = self.steps.step("signed", self._signed, here)
        bands = self.steps.step("1-bands", self._banded, signed)
        first = now = Meetings(probes, bands)
        settled = self.indexed.settled if self.indexed else None
        decider = Decider(self.steps, self.limits, here, settled, self.bundle)
        examined: list[DataFrame] = []
        candidates: list[DataFrame] = []
        count, gone = 0, None
        for number in range(1, ROUNDS + 1):
            pairs = self.steps.step(f"{number}-pairs", self._fresh, suspects, now.bands, examined)
            ends = self.steps.ends(f"{number}-pairs")
            may = self.steps.step(f"{number}-possible", possible, pairs, signed, ends, self.limits)
            if not self.steps.rows(f"{number}-possible"):
                break
            examined.append(pairs)
            ends = self.steps.ends(f"{number}-possible")
            candidates.append(self.steps.step(f"{number}-measured", measured, may, signed, ends))
            count += self.steps.rows(f"{number}-measured")
            gone = decider.removed(str(number), union(candidates), count)
            if not now.crowded:
                break
            now = self._again(first, crowd, signed, gone.select(F.col("a").alias("doc")), number + 1)
            suspects = self.steps.step(f"{number + 1}-suspects", suspected, now.probes, self.limits)
        return gone

    def _again(self, first: Meetings, crowd: DataFrame, signed: DataFrame, gone: DataFrame, number: int) -> Meetings:
        """Who meets among those that are left.

        Only members of a group that was giant at first can make a pair that was not seen then: other groups had all
        their pairs, and what is left of them has some of these.
        """
        full = full_for(signed.join(gone, "doc", "left_anti").count())
        probes = first.probes.join(crowd, "doc", "left_semi").join(gone, "doc", "left_anti").drop("giant", "before")
        bands = first.bands.where("giant").join(gone, "doc", "left_anti").drop("giant", "before")
        return Meetings(
            self.steps.step(f"{number}-probes", met, probes, ("key",), LARGEST_FIRST, full),
            self.steps.step(f"{number}-bands", met, bands, ("band", "key"), POLICY, full),
        )

    @property
    def _known(self) -> int:
        return self.indexed.count if self.indexed else 0

    def _twins(self, described: DataFrame) -> DataFrame:
        """New documents with the set of one earlier in the order: each with the first of its kind."""
        window = Window.partitionBy("key").orderBy(*POLICY)
        first = described.withColumn("of", F.first("doc").over(window)).withColumn(
            "its", F.first("digest").over(window)
        )
        same = (F.col("doc") != F.col("of")) & (F.col("digest") == F.col("its")) & (F.col("doc") >= self._known)
        return first.where(same).select("doc", "of", "size")

    def _posted(self, here: DataFrame, described: DataFrame) -> DataFrame:
        """Who shares which probe."""
        settled = [("settled", "a")] if self.indexed else []
        out = self.steps.marked("out", ("twins", "doc"), *settled)
        total = described.agg(F.sum(F.least("size", F.lit(2 * PROBES)))).first()
        shift = sketches.shift_for((total[0] if total else 0) or 0)
        self.steps.step("filter", _filter, here, shift, out)
        words = sketches.words_of(self.steps.read("filter", sketches.FILTER.names), shift)
        filtered = save(out.with_name("filter.npy"), words)
        return met(
            _python(here, sketches.posting(shift, filtered, out), sketches.POSTED), ("key",), LARGEST_FIRST, FULL
        )

    def _signed(self, here: DataFrame) -> DataFrame:
        """Sets and signatures of those that shared probes made suspect."""
        wanted = self.steps.marked("wanted", ("1-suspects", "a"), ("1-suspects", "b"), ("crowd", "doc"))
        return _python(here, sketches.signing(wanted), sketches.SIGNED)

    def _banded(self, signed: DataFrame) -> DataFrame:
        """Who shares which band."""
        bands = _python(signed, sketches.banding(*shape(self.limits.threshold)), sketches.BANDED)
        return met(bands.withColumn("own", F.lit(True)), ("band", "key"), POLICY, FULL)

    def _fresh(self, suspects: DataFrame, bands: DataFrame, examined: Sequence[DataFrame]) -> DataFrame:
        """The pairs of a round that are not settled, and that no round before has seen."""
        pairs = suspects.unionByName(pairs_of(bands)).distinct().where(F.col("b") >= self._known)
        for before in examined:
            pairs = pairs.join(before, ["a", "b"], "left_anti")
        return pairs

    def _with_twins(self, gone: DataFrame | None, twins: DataFrame) -> DataFrame:
        """Those decided on, and of every set the others that have it: they go where the first of their kind goes."""
        alike = twins.selectExpr("doc", "of", "size as common", "size", "size as of_size")
        if gone is None:
            return alike
        removed = gone.selectExpr("a as doc", "b as of", "common", "size_a as size", "size_b as of_size")
        its = removed.selectExpr("doc as of", "of as home", "common as shared", "of_size as home_size")
        moved = alike.join(its, "of", "left").selectExpr(
            "doc",
            "coalesce(home, of) as of",
            "coalesce(shared, common) as common",
            "size",
            "coalesce(home_size, of_size) as of_size",
        )
        return removed.unionByName(moved)


def _crowd(probes: DataFrame) -> DataFrame:
    """The members of giant groups."""
    return probes.where("giant").select("doc").distinct()


def _filter(here: DataFrame, shift: int, out: Path) -> DataFrame:
    """The bit filter of all probes, by its words."""
    words = _python(here, sketches.filtering(shift, out), sketches.FILTER)
    return words.groupBy("word").agg(F.bit_or("bits").alias("bits"))


def _python(frame: DataFrame, work: Work, schema: pa.Schema) -> DataFrame:
    return frame.mapInArrow(work, ddl(schema))
