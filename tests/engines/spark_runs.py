"""Runs of the engines for the tests of the one on Spark: corpora, sessions, and processes to be killed."""

import importlib.util
import os
import random
import signal
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import orjson
import pyarrow as pa
from pyspark.sql import DataFrame

from cleaner.corpus.duplicates import SketchStore
from cleaner.engines import run
from cleaner.engines.spark_checkpoints import Checkpoints
from cleaner.engines.spark_rows import batch
from cleaner.settings import Settings

_SPEC = importlib.util.spec_from_file_location("corpora", Path(__file__).parents[1] / "corpus" / "corpora.py")
_CORPORA = importlib.util.module_from_spec(_SPEC)
_SPEC.loader.exec_module(_CORPORA)
families = _CORPORA.families

SMALL = (
    "spark.sql.shuffle.partitions=2",
    "spark.sql.codegen.wholeStage=false",
    "spark.sql.codegen.factoryMode=NO_CODEGEN",
    "spark.driver.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
    "spark.executor.extraJavaOptions=-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",
)
"""Nothing here runs for long enough to be worth compiling well, or parting finely."""


class Told(run.Listener):
    """Keeps the names of the steps that a run tells of."""

    def __init__(self) -> None:
        self.steps: list[str] = []

    def progress(self, step: str, *_count: int | None) -> None:
        self.steps.append(step)


def clean(raw: Path, folder: Path, listener: run.Listener | None = None, **options: object) -> dict[str, bytes]:
    """A run in this process; all files that it leaves."""
    folder.mkdir(parents=True, exist_ok=True)
    companions = {name: folder / f"{name}.json" for name in ("ledger", "quarantine", "summary")}
    run.run(str(raw), folder / "out.jsonl", Settings(**companions, **options), listener)
    return files(folder)


def files(folder: Path) -> dict[str, bytes]:
    """Everything below a folder, locks of the runs aside."""
    found = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != "lock")
    return {str(path.relative_to(folder)): path.read_bytes() for path in found}


def crowd(path: Path, seed: int, count: int) -> Path:
    """Stories of a few outlets that share an appeal, so that it is in giant groups; with copies, cuts and additions."""
    dice = random.Random(seed)
    words = [f"{first}{second}" for first in "bdfgklmnprst" for second in ("a", "en", "ir", "os", "ut", "ay")]

    def text(length: int) -> list[str]:
        return dice.choices(words, k=length)

    appeal = " ".join(text(60))
    rows: list[dict[str, str]] = []
    while len(rows) < count:
        story = [" ".join(text(dice.randint(20, 60))) for _ in range(3)]
        for _ in range(dice.choice((1, 1, 2, 4))):
            paragraphs = story[: dice.randint(1, 3)] + ([" ".join(text(25))] if dice.random() < 0.3 else [])
            body = "\n\n".join([*paragraphs, appeal] if dice.random() < 0.7 else paragraphs)
            rows.append({"text": body, "url": f"https://www.outlet{dice.randint(0, 3)}.example/{len(rows)}"})
    dice.shuffle(rows)
    path.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in rows[:count]))
    return path


def documents_of(steps: Checkpoints, store: SketchStore) -> DataFrame:
    """The documents of a store as the search on Spark takes them, in the order of the input."""
    schema = pa.schema([("doc", pa.int64()), ("turn", pa.int64()), ("shingles", pa.binary())])
    rows = [row for row in range(len(store)) if store.sizes[row]]
    sets = [store.shingles(row).tobytes() for row in rows]
    columns = {"doc": pa.array(rows, pa.int64()), "turn": pa.array([0] * len(rows), pa.int64()), "shingles": sets}
    return steps.given("documents", schema, lambda: iter([batch(schema, columns)]))


@contextmanager
def killing(ready: Callable[[], bool]) -> Iterator[list[int]]:
    """Kill one executor of this process as soon as something is so; the list then holds its number."""
    killed: list[int] = []
    over = threading.Event()

    def watch() -> None:
        while not over.is_set() and not killed:
            if ready():
                killed.append(executors(os.getpid())[0])
                os.kill(killed[0], signal.SIGKILL)
            time.sleep(0.005)

    watcher = threading.Thread(target=watch)
    watcher.start()
    try:
        yield killed
    finally:
        over.set()
        watcher.join()


def executors(root: int) -> list[int]:
    """The processes of the executors below a process."""
    found = []
    for process in descendants(root):
        try:
            words = Path(f"/proc/{process}/cmdline").read_bytes()
        except OSError:
            continue
        if b"CoarseGrainedExecutorBackend" in words and b"bin/java" in words.split(b"\0", 1)[0]:
            found.append(process)
    return found


def descendants(root: int) -> list[int]:
    """The processes below one."""
    parents = {}
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = status.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        parents[int(status.parent.name)] = int(fields[1])
    found = [root]
    for each in found:
        found.extend(child for child, parent in parents.items() if parent == each)
    return found[1:]


def kill_all(root: int) -> None:
    """Kill a process and all below it, at once."""
    for process in (root, *descendants(root)):
        try:
            os.kill(process, signal.SIGKILL)
        except ProcessLookupError:
            continue
