"""Site evidence on Spark: of each site a bounded number of documents is chosen, and they alone come together.

The choice is the smallest keys of a site, so it can be made in any order and in parts. What is shuffled is a key and a
name for each document, and the observations of those that are chosen; the driver sees the finished profiles, and the
marks of at most `MOST_HOMELESS` documents without a site.
"""

import pickle
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
from pyspark.sql import DataFrame, Window
from pyspark.sql import functions as F  # noqa: N812 - its name everywhere

from cleaner.corpus.profile import MOST_HOMELESS, Observation, html, text
from cleaner.corpus.profile.groups import groups
from cleaner.engines.packing import unpack_observation
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_marks import picked
from cleaner.engines.spark_rows import Batches, batch_of, ddl
from cleaner.engines.spark_tasks import Homes
from cleaner.profile import SiteProfile

_MARKS = pa.schema([("row", pa.int64()), ("home", pa.string()), ("mark", pa.int64())])
_GROUPED = pa.schema([("row", pa.int64()), ("group", pa.string())])
_PROFILE = pa.schema([("home", pa.string()), ("profile", pa.binary())])


def homes(steps: Checkpoints, observed: DataFrame) -> Homes:
    """The profiles of all sites, and the sites or groups of documents that name none."""
    steps.step("chosen", _chosen, observed)
    evidence = steps.step("evidence", _evidence, observed, steps.marked("chosen", ("chosen", "row")))
    steps.step("marks", _marks, evidence)
    grouped = _grouped(steps)
    given = steps.given("groups", _GROUPED, lambda: iter([batch_of(sorted(grouped.items()), _GROUPED)]))
    steps.step("profiles", _profiles, evidence, given)
    profiles = {
        home: pickle.loads(profile)
        for part in steps.read("profiles", _PROFILE.names)
        for home, profile in zip(*(column.to_pylist() for column in part.columns), strict=True)
    }
    return Homes(profiles, grouped)


def _chosen(observed: DataFrame) -> DataFrame:
    """The rows whose observations are looked at."""
    seen = observed.where("page or sight").select("row", "site", "page", "chance")
    of_site = Window.partitionBy("site", "page").orderBy("chance", "row")
    most = F.when(F.col("page"), html.MOST_PAGES).otherwise(text.MOST)
    sited = seen.where("site is not null").withColumn("at", F.row_number().over(of_site)).where(F.col("at") <= most)
    homeless = seen.where("site is null and not page").orderBy("chance", "row").limit(MOST_HOMELESS)
    return sited.select("row").unionByName(homeless.select("row"))


def _evidence(observed: DataFrame, chosen: Path) -> DataFrame:
    """Their observations, with the site that they are of (null: none)."""
    seen = observed.where("page or sight").select("row", F.col("site").alias("home"), "page", "observation")
    return picked(seen, "row", chosen)


def _marks(evidence: DataFrame) -> DataFrame:
    """The marks of documents without a site, and of each site those that such a document has too."""
    told = evidence.where("not page").select("row", "home", "observation").mapInArrow(_told_marks, ddl(_MARKS))
    homeless = told.where("home is null")
    sited = told.where("home is not null").select(F.lit(-1).cast("long").alias("row"), "home", "mark").distinct()
    return homeless.unionByName(sited.join(homeless.select("mark").distinct(), "mark", "left_semi"))


def _told_marks(batches: Batches) -> Batches:
    for batch in batches:
        table = [
            (row, home, mark) for row, home, seen in _unpacked(batch) for mark in (seen.text.marks if seen.text else ())
        ]
        yield batch_of(table, _MARKS)


def _grouped(steps: Checkpoints) -> dict[int, str]:
    """The site or group of each document without a site, by the marks that it shares."""
    own: dict[int, set[int]] = defaultdict(set)
    known: dict[str, set[int]] = defaultdict(set)
    for part in steps.read("marks", _MARKS.names):
        for row, home, mark in zip(*(column.to_pylist() for column in part.columns), strict=True):
            if home is None:
                own[row].add(mark)
            else:
                known[home].add(mark)
    return groups(
        [(row, frozenset(marks)) for row, marks in own.items()],
        {home: frozenset(marks) for home, marks in known.items()},
    )


def _profiles(evidence: DataFrame, grouped: DataFrame) -> DataFrame:
    whole = evidence.join(F.broadcast(grouped), "row", "left")
    whole = whole.select("row", F.coalesce("home", "group").alias("home"), "observation").where("home is not null")
    return whole.groupBy("home").applyInArrow(_profile, ddl(_PROFILE))


def _profile(table: pa.Table) -> pa.Table:
    """The profile of one site from its observations, in any order; no row where they tell nothing."""
    pages, texts, name = [], [], ""
    for row, home, seen in _unpacked(table):
        name = home or ""
        if seen.html is not None:
            pages.append((row, seen.html))
        if seen.text is not None:
            texts.append((row, seen.text))
    profile = SiteProfile(text.build(texts), html.build(pages))
    found = [] if profile == SiteProfile() else [(name, pickle.dumps(profile, protocol=5))]
    return pa.Table.from_batches([batch_of(found, _PROFILE)])


def _unpacked(table: pa.Table | pa.RecordBatch) -> Iterator[tuple[int, str | None, Observation]]:
    columns = (table.column(name).to_pylist() for name in ("row", "home", "observation"))
    for row, home, data in zip(*columns, strict=True):
        yield row, home, unpack_observation(data)
