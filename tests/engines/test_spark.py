"""The contract of engines, on Spark: the same bytes as the local engine, whatever happens to executors and drivers."""

import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="PySpark is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")
if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not on this machine", allow_module_level=True)

import pyarrow as pa
import pyspark
from spark_runs import SMALL, Told, clean, crowd, documents_of, families, files, kill_all, killing

from cleaner.corpus.duplicates import find_duplicates
from cleaner.corpus.duplicates.near import Limits
from cleaner.corpus.duplicates.texts import spill
from cleaner.engines import spark as engine
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_duplicates import Search
from cleaner.engines.spark_session import session
from cleaner.settings import Settings

CHECKOUT = Path(__file__).resolve().parents[2]
MASTERS = ("local[2]", "local-cluster[2,1,1024]")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=MASTERS)
def spark(request, tmp_path_factory):
    """One session a master for all tests of it: starting Spark takes longer than they do."""
    settings = Settings(spark_conf=(f"spark.master={request.param}", *SMALL))
    with session(settings, tmp_path_factory.mktemp("package")) as running:
        yield running
        left = Path(pyspark.__file__).parent / "work" / running.sparkContext.applicationId
    shutil.rmtree(left, ignore_errors=True)  # where Spark has the executors of `local-cluster` work


@pytest.fixture(scope="module", autouse=True)
def several_tasks():
    """Chunks of a few documents, so that a small corpus is several tasks."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(engine, "CHUNK_ITEMS", 20)
        yield


@pytest.fixture(scope="module")
def raws(fixtures, tmp_path_factory) -> dict[str, Path]:
    folder = tmp_path_factory.mktemp("raw")
    return {
        "mixed": fixtures / "raw",
        "crowd": crowd(folder / "crowd.jsonl", 1, 150),
        "more": crowd(folder / "more.jsonl", 2, 60),
    }


OPTIONS = {
    "mixed": {},
    "crowd": {"keep": "first", "site_evidence": "off", "repeated_paragraphs": 3, "threshold": 0.7},
}


@pytest.fixture(scope="module")
def wanted(raws, tmp_path_factory) -> dict[str, dict[str, bytes]]:
    folder = tmp_path_factory.mktemp("local")
    return {name: clean(raws[name], folder / name, **OPTIONS[name]) for name in OPTIONS}


def is_cluster(spark) -> bool:
    return spark.sparkContext.master.startswith("local-cluster")


@pytest.fixture
def in_whole(spark, request) -> None:
    """On executors of their own only with `--whole`: it is the same code, and takes minutes there."""
    if is_cluster(spark) and not request.config.getoption("--whole"):
        pytest.skip("on executors of their own with --whole")


def test_a_mixed_corpus_has_the_same_bytes(spark, raws, wanted, tmp_path):
    """On processes of their own one executor is killed while it cleans documents."""
    out = tmp_path / "out"

    def cleaning() -> bool:
        return any((out / ".out.jsonl.spark/steps/observed").glob("_temporary/0/_temporary/*"))

    with killing(lambda: is_cluster(spark) and cleaning()) as killed:
        assert clean(raws["mixed"], out, engine="spark") == wanted["mixed"]
    assert len(killed) == is_cluster(spark)


@pytest.mark.usefixtures("in_whole")
def test_a_crowd_has_the_same_bytes(spark, raws, wanted, tmp_path):
    """An appeal that everybody prints makes giant groups, which take rounds; on processes of their own one executor is
    killed when others are about to fetch what it has for them."""
    told = Told()
    tracker = spark.sparkContext.statusTracker()

    def shuffling() -> bool:
        jobs = (
            [tracker.getJobInfo(job) for job in tracker.getActiveJobsIds()] if "filter on Spark" in told.steps else []
        )
        return any(job and len(job.stageIds) > 1 for job in jobs)

    with killing(lambda: is_cluster(spark) and shuffling()) as killed:
        assert clean(raws["crowd"], tmp_path / "out", told, engine="spark", **OPTIONS["crowd"]) == wanted["crowd"]
    assert len(killed) == is_cluster(spark)
    assert "2-probes on Spark" in told.steps


@pytest.mark.usefixtures("in_whole")
def test_what_is_indexed_wins_and_the_index_learns_the_same(spark, raws, tmp_path):
    for folder, options in (("local", {}), ("spark", {"engine": "spark"})):
        index = {"index": tmp_path / folder / "index", "keep": "earliest"}
        clean(raws["crowd"], tmp_path / folder / "crowd", **index)
        clean(raws["more"], tmp_path / folder / "more", **index, **options)
    assert files(tmp_path / "spark") == files(tmp_path / "local")


def test_a_lost_driver_resumes(spark, raws, wanted, tmp_path):
    """The driver is killed behind a checkpoint; the rerun does not do again what was done."""
    if is_cluster(spark):
        pytest.skip("a driver is the same thing whatever its executors are")
    named = [word for name in ("ledger", "quarantine", "summary") for word in (f"--{name}", tmp_path / f"{name}.json")]
    conf = [word for each in (f"spark.master={MASTERS[0]}", *SMALL) for word in ("--spark-conf", each)]
    code = "import cleaner.engines.spark as s; s.CHUNK_ITEMS = 20; from cleaner.cli import main; main()"
    words = [sys.executable, "-c", code, raws["mixed"], tmp_path / "out.jsonl", *named, "--engine", "spark", *conf]
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYSPARK_")}
    killed = subprocess.Popen(words, env={**environment, "PYTHONPATH": str(CHECKOUT)}, stderr=subprocess.DEVNULL)
    step = tmp_path / ".out.jsonl.spark/steps/observed/_SUCCESS"
    deadline = time.monotonic() + 240
    while not step.exists() and killed.poll() is None and time.monotonic() < deadline:
        time.sleep(0.02)
    kill_all(killed.pid)
    killed.wait()
    assert step.exists()
    assert not (tmp_path / "out.jsonl").exists()
    told = Told()
    assert clean(raws["mixed"], tmp_path, told, engine="spark") == wanted["mixed"]
    assert "observed on Spark" not in told.steps
    assert sorted(os.listdir(tmp_path)) == sorted(wanted["mixed"])


def test_many_components_are_decided_apart_and_ask_for_what_they_lack(spark, tmp_path):
    """Edits of edits, kept in the order of the input: later ones that contain earlier ones make these give way, if they
    are near all that those stand for, which nobody has measured before."""
    if is_cluster(spark):
        pytest.skip("the runs above go the same way")
    (tmp_path / "sketches").mkdir()
    words = [f"word{number}" for number in range(300)]
    kept, its_end, most_of_it = words[:100], words[72:100], words[:75] + words[100:]
    texts = [*families(1, 100), *map(" ".join, (kept, its_end, most_of_it))]
    _, store = spill([(str(row), text) for row, text in enumerate(texts)], tmp_path / "sketches")
    told: list[str] = []
    steps = Checkpoints(spark, tmp_path, told.append)
    limits = {"threshold": 0.5, "containment": 0.7}
    Search(steps, Limits(**limits), documents_of(steps, store), bundle=20).removed()
    columns = ("doc", "of", "common", "size", "of_size")
    rows = [row for part in steps.read("removed", columns) for row in zip(*map(pa.Array.to_pylist, part), strict=True)]
    found = [(doc, of, common / (size + other - common)) for doc, of, common, size, other in sorted(rows)]
    assert found == [(each.row, each.of, each.jaccard) for each in find_duplicates(store, keep="first", **limits)]
    assert {"1-components-1", "1-asked-0"} <= set(told)


def test_executors_run_the_package_of_the_driver(spark):
    """Whatever is installed where they are: the archive comes first on their path."""
    if not is_cluster(spark):
        pytest.skip("threads of the driver run where it runs")

    def places(_numbers):
        import cleaner
        from cleaner.rulebook.load import builtin_folder

        return [(cleaner.__file__, str(builtin_folder()))]

    ((package, rules),) = spark.sparkContext.parallelize([0], 1).mapPartitions(places).collect()
    assert not Path(package).is_relative_to(CHECKOUT)
    assert Path(rules) == Path(package).parent / "_rules"


def test_without_java_the_run_says_so_before_it_reads(fixtures, tmp_path):
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "from cleaner.cli import main; main()",
            fixtures / "raw",
            "out.jsonl",
            "--engine",
            "spark",
        ],
        env={"PATH": "/nowhere", "PYTHONPATH": str(CHECKOUT)},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Java 17" in done.stderr
