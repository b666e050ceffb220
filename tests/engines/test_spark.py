"""The contract of engines, on Spark: the same bytes as the local engine, whatever happens to executors and drivers."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

pytest.importorskip("pyspark", reason="PySpark is not installed")
pytest.importorskip("pyarrow", reason="pyarrow is not installed")
if not os.environ.get("JAVA_HOME") and shutil.which("java") is None:
    pytest.skip("Spark needs Java, which is not on this machine", allow_module_level=True)

CHECKOUT = Path(__file__).resolve().parents[2]
COMPANIONS = ("ledger", "quarantine", "summary")
CHUNKS = "import cleaner.engines.spark as s; s.CHUNK_ITEMS = 8; from cleaner.cli import main; main()"
"""Chunks of eight documents, so that a small corpus is several tasks."""

pytestmark = pytest.mark.slow


def start(raw: Path, folder: Path, *options: str) -> subprocess.Popen[bytes]:
    folder.mkdir(parents=True, exist_ok=True)
    named = [str(word) for name in COMPANIONS for word in (f"--{name}", folder / f"{name}.json")]
    return subprocess.Popen(
        [sys.executable, "-c", CHUNKS, str(raw), str(folder / "out.jsonl"), *named, "--quiet", *options],
        env={**os.environ, "PYTHONPATH": str(CHECKOUT)},
        stderr=subprocess.PIPE,
    )


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}


def finished(run: subprocess.Popen[bytes]) -> None:
    _, told = run.communicate(timeout=600)
    assert run.returncode == 0, told.decode()[-3000:]


@pytest.fixture(scope="module")
def raw(fixtures: Path) -> Path:
    return fixtures / "raw"


@pytest.fixture(scope="module")
def wanted(raw, tmp_path_factory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("local")
    finished(start(raw, folder))
    return files(folder)


def test_threads_of_one_machine_give_the_same_bytes(raw, wanted, tmp_path):
    """The driver is killed once on the way, behind the first checkpoint, and the rerun goes on from there."""
    spark = ("--engine", "spark", "--spark-conf", "spark.master=local[2]")
    killed = start(raw, tmp_path, *spark)
    step = tmp_path / ".out.jsonl.spark" / "observed" / "_SUCCESS"
    assert waited(step.exists, killed)
    kill_with_children(killed)
    assert not (tmp_path / "out.jsonl").exists()
    made = step.stat().st_mtime_ns
    again = start(raw, tmp_path, *spark)
    waited(lambda: (tmp_path / ".out.jsonl.spark" / "finished").exists(), again)
    assert not step.exists() or step.stat().st_mtime_ns == made
    finished(again)
    assert files(tmp_path) == wanted
    assert sorted(os.listdir(tmp_path)) == sorted(wanted)


def test_a_killed_executor_changes_no_byte(raw, wanted, tmp_path):
    """Executors as processes of their own; one of them is killed while it cleans documents."""
    run = start(raw, tmp_path, "--engine", "spark", "--spark-conf", "spark.master=local-cluster[2,1,1024]")
    assert waited(lambda: len(executors(run)) == 2 and working(tmp_path), run)
    os.kill(executors(run)[0], signal.SIGKILL)
    finished(run)
    assert files(tmp_path) == wanted


def waited(condition, run: subprocess.Popen[bytes]) -> bool:
    """Whether a condition held before the run was over."""
    deadline = time.monotonic() + 400
    while run.poll() is None and time.monotonic() < deadline:
        if condition():
            return True
        time.sleep(0.02)
    return False


def working(folder: Path) -> bool:
    """Whether tasks have begun to write what they cleaned."""
    return any((folder / ".out.jsonl.spark").glob("observed/_temporary/0/_temporary/*"))


def descendants(process: int) -> list[int]:
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    found = [process]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found[1:]


def executors(run: subprocess.Popen[bytes]) -> list[int]:
    """The processes of a run's executors."""
    found = []
    for process in descendants(run.pid):
        try:
            words = Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in words and words.startswith((b"/", b"java")) and b"bin/java" in words:
            found.append(process)
    return found


def kill_with_children(run: subprocess.Popen[bytes]) -> None:
    for process in (run.pid, *descendants(run.pid)):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
    run.wait()
    run.stderr.close()


def test_without_java_the_run_says_so_before_it_reads(raw, tmp_path):
    done = subprocess.run(
        [sys.executable, "-c", "from cleaner.cli import main; main()", str(raw), "out.jsonl", "--engine", "spark"],
        env={"PATH": "/nowhere", "PYTHONPATH": str(CHECKOUT)},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert done.returncode == 2
    assert b"Java 17" in done.stderr
