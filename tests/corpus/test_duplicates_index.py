"""An index is another way to say "one run over all of it"; it is the old one or the new one, whatever is killed."""

import json
import os
import signal
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from corpora import families, measures, story

from cleaner.corpus.duplicates import (
    Decisions,
    Index,
    IndexBusyError,
    IndexMismatchError,
    SketchStore,
    SketchWriter,
    digest,
    find_duplicates,
)
from cleaner.corpus.duplicates.store import UNDATED
from cleaner.stages.sketch import lean_minhash, shingle_hashes

Docs = list[tuple[str, str]]


def store_of(docs: Docs, directory: Path) -> SketchStore:
    directory.mkdir(parents=True)
    writer = SketchWriter(directory)
    for _, body in docs:
        writer.add(shingle_hashes(body), len(body.split()), len(body), digest(body), UNDATED)
    return writer.close()


@dataclass
class Runs:
    """Runs of some corpora, each in a folder of its own."""

    place: Path
    count: int = 0

    def store(self, docs: Docs) -> SketchStore:
        self.count += 1
        return store_of(docs, self.place / str(self.count))

    def alone(self, docs: Docs, keep: str = "first") -> Decisions:
        return find_duplicates(self.store(docs), keep=keep)

    def against(self, docs: Docs, keep: str = "first", commit: bool = True) -> Decisions:
        ids = [name for name, _ in docs]
        with Index(self.place / "index", threshold=0.8, containment=0.9, write=True) as index:
            store = self.store(docs)
            found = find_duplicates(store, keep=keep, index=index, ids=ids)
            if commit:
                index.commit(store, ids, found.addition)
        return found


@pytest.fixture
def runs(tmp_path: Path) -> Runs:
    return Runs(tmp_path)


def named(prefix: str, texts: list[str]) -> Docs:
    return [(f"{prefix}{at}", text) for at, text in enumerate(texts)]


def kept(docs: Docs, found: Decisions) -> list[str]:
    gone = {decision.row for decision in found}
    return [name for at, (name, _) in enumerate(docs) if at not in gone]


def snapshot(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("seed", range(12))
def test_two_corpora_one_after_the_other_keep_what_one_run_over_both_keeps(runs: Runs, seed: int) -> None:
    texts = families(seed, 240)
    first, second = named("a", texts[:120]), named("b", texts[120:])
    together = [name for name in kept(first + second, runs.alone(first + second)) if name.startswith("b")]
    runs.against(first)
    assert kept(second, runs.against(second)) == together


@pytest.mark.parametrize("keep", ["first", "longest"])
def test_three_corpora_and_every_removal_names_a_document_that_was_kept(runs: Runs, keep: str) -> None:
    texts = families(99, 300)
    corpora = [named("a", texts[:100]), named("b", texts[100:200]), named("c", texts[200:])]
    bodies = {name: text for docs in corpora for name, text in docs}
    written: set[str] = set()
    for docs in corpora:
        found = runs.against(docs, keep)
        written |= set(kept(docs, found))
        for decision in found:
            of = decision.of_name([name for name, _ in docs])
            assert of in written
            jaccard, share = measures(docs[decision.row][1], bodies[of])
            assert (decision.jaccard, decision.containment) == (jaccard, share)
            assert jaccard >= 0.8 or share >= 0.9
    with Index(runs.place / "index") as index:
        assert index.verify() == []
        assert index.stats().documents == 300
        assert index.stats().segments == 3


@pytest.mark.parametrize("keep", ["first", "longest", "earliest"])
def test_the_same_corpus_again_changes_nothing(runs: Runs, keep: str) -> None:
    texts = families(5, 200)
    first, second = named("a", texts[:100]), named("b", texts[100:])
    decisions = [runs.against(first, keep), runs.against(second, keep)]
    before = snapshot(runs.place / "index")
    assert [runs.against(first, keep).removed, runs.against(second, keep).removed] == [
        each.removed for each in decisions
    ]
    assert snapshot(runs.place / "index") == before


def test_what_is_indexed_wins_over_a_longer_copy(runs: Runs) -> None:
    base = story("base")
    runs.against([("old", base)], "longest")
    found = runs.against([("new", base + " " + story("tail", 10))], "longest")
    assert [(decision.row, decision.of, decision.of_id) for decision in found] == [(0, None, "old")]


def test_a_document_is_not_its_own_duplicate_but_another_of_its_name_may_be_one(runs: Runs) -> None:
    base = story("base")
    runs.against([("same", base)])
    assert list(runs.against([("same", base)])) == []
    (decision,) = runs.against([("same", base + " " + story("tail", 3))])
    assert decision.of_id == "same"


def test_a_larger_document_stays_beside_the_indexed_one_that_it_contains(runs: Runs) -> None:
    whole = story("whole")
    half = " ".join(whole.split()[:100])
    runs.against([("half", half)])
    assert list(runs.against([("whole", whole)])) == []
    (decision,) = runs.against([("another", half)])
    assert decision.of_id == "whole"
    assert list(runs.against([("half", half)])) == []
    with Index(runs.place / "index") as index:
        assert index.stats().contained_since == 1


def test_without_a_commit_the_index_stays_as_it_was(runs: Runs) -> None:
    runs.against(named("a", families(1, 40)))
    before = snapshot(runs.place / "index")
    runs.against(named("b", families(2, 40)), commit=False)
    assert snapshot(runs.place / "index") == before


@pytest.mark.parametrize(
    ("options", "message"),
    [({"threshold": 0.8, "containment": 0.9}, "open for reading only"), ({"write": True}, "needs its thresholds")],
)
def test_a_commit_needs_the_lock_and_the_thresholds(runs: Runs, options: dict[str, float], message: str) -> None:
    store = runs.store([("a", story("a"))])
    with Index(runs.place / "new", **options) as index:  # type: ignore[arg-type]
        found = find_duplicates(store, index=index, ids=["a"])
        with pytest.raises(ValueError, match=message):
            index.commit(store, ["a"], found.addition)


def test_an_index_that_is_not_there_is_empty_and_reading_it_makes_nothing(tmp_path: Path) -> None:
    with Index(tmp_path / "none", threshold=0.8, containment=0.9) as index:
        assert len(index) == 0
        assert index.verify() == []
    assert not (tmp_path / "none").exists()


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"version": 7}, "has version 7 and this is version 1"),
        ({"format": "other"}, "is not an index"),
        ({"threshold": 0.7}, r"made with --threshold 0.7, not 0.8"),
        ({"containment": 0.95}, r"made with --containment 0.95, not 0.9"),
    ],
)
def test_an_index_of_another_kind_is_refused(runs: Runs, change: dict[str, object], message: str) -> None:
    runs.against([("a", story("a"))])
    manifest = runs.place / "index" / "index.json"
    manifest.write_text(json.dumps(json.loads(manifest.read_text()) | change))
    with pytest.raises(IndexMismatchError, match=message):
        runs.against([("b", story("b"))])


def test_a_folder_of_other_things_is_refused(tmp_path: Path) -> None:
    (tmp_path / "thesis.doc").write_text("mine")
    with pytest.raises(IndexMismatchError, match=r"it holds thesis\.doc"):
        Index(tmp_path, threshold=0.8, containment=0.9)


def test_a_damaged_index_is_told(runs: Runs) -> None:
    runs.against(named("a", families(1, 40)))
    part = runs.place / "index" / "segment-000001"
    ids = part / "ids.utf8"
    ids.write_bytes(ids.read_bytes().replace(b"a1", b"b1"))
    with Index(runs.place / "index") as index:
        assert index.verify() == ["segment-000001/ids.utf8 is not what was written"]
    (part / "rows.npy").unlink()
    with pytest.raises(IndexMismatchError, match="segment-000001 is damaged"):
        Index(runs.place / "index")


def test_one_run_at_a_time(runs: Runs) -> None:
    with Index(runs.place / "index", threshold=0.8, containment=0.9, write=True):
        with pytest.raises(IndexBusyError, match="in use by another run"):
            Index(runs.place / "index", threshold=0.8, containment=0.9, write=True)
        with Index(runs.place / "index") as reader:
            assert len(reader) == 0


KILLED = """
import os, signal, sys
from pathlib import Path
sys.path.insert(0, sys.argv[3])
import test_duplicates_index as t
from corpora import families
import cleaner.corpus.duplicates.{module} as module
calls = 0
real = module.{name}
def dying(*arguments, **options):
    global calls
    if calls == {after}:
        os.kill(os.getpid(), signal.SIGKILL)
    calls += 1
    return real(*arguments, **options)
module.{name} = dying
t.Runs(Path(sys.argv[1]), int(sys.argv[2])).against(t.named("b", families(2, 60)))
"""


@pytest.mark.parametrize(
    ("module", "name", "after"),
    [
        ("segment", "synchronise", 0),
        ("segment", "synchronise", 1),
        ("segment", "digests", 0),
        ("index", "replace_manifest", 0),
    ],
)
def test_a_killed_append_leaves_the_old_index_and_the_rerun_completes_it(
    runs: Runs, module: str, name: str, after: int
) -> None:
    first, second = named("a", families(1, 60)), named("b", families(2, 60))
    runs.against(first)
    code = KILLED.format(module=module, name=name, after=after)
    here = str(Path(__file__).parent)
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    done = subprocess.run([sys.executable, "-c", code, str(runs.place), "100", here], env=environment)
    assert done.returncode == -signal.SIGKILL
    with Index(runs.place / "index") as index:
        assert index.verify() == []
        assert len(index) == 60
    found = runs.against(second)
    with Index(runs.place / "index") as index:
        assert index.verify() == []
        assert len(index) == 120
    assert runs.against(second).removed == found.removed


def test_datasketch_goes_on_with_the_index(runs: Runs) -> None:
    docs = [("a", story("a")), ("newline\nin the id ✓", story("b")), ("empty", "")]
    runs.against(docs)
    with Index(runs.place / "index") as index:
        sketches = list(index.sketches())
    assert [name for name, _ in sketches] == [name for name, _ in docs]
    for (_, sketch), (_, body) in zip(sketches, docs, strict=True):
        assert np.array_equal(sketch.hashvalues, lean_minhash(body).hashvalues)
