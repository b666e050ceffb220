"""`corpus-clean index`: what is in an index, whether it is sound, and its sketches for datasketch."""

import json

import pytest
from datasketch import LeanMinHash

from cleaner.stages.sketch import lean_minhash


@pytest.fixture
def index(command, tmp_path):
    raw = tmp_path / "raw"
    raw.mkdir()
    story = " ".join(f"word{at}" for at in range(60))
    (raw / "a.txt").write_text(story + ".\n")
    (raw / "b.txt").write_text(story + ".\n")
    (raw / "c.txt").write_text(" ".join(f"other{at}" for at in range(60)) + ".\n")
    done = command(raw, tmp_path / "out.jsonl", "--quiet", "--index", tmp_path / "index", "--jobs", "1")
    assert done.returncode == 0, done.stderr
    return tmp_path / "index"


def test_stats(command, index):
    done = command("index", "stats", index)
    assert done.returncode == 0
    assert "documents    3\n" in done.stdout
    assert "removed      1 " in done.stdout
    assert "--threshold 0.8 --containment 0.9" in done.stdout


def test_verify_tells_what_is_damaged(command, index):
    assert command("index", "verify", index).stdout == "3 documents, no problem\n"
    sketches = index / "segment-000001" / "signatures.u32"
    sketches.write_bytes(sketches.read_bytes()[::-1])
    done = command("index", "verify", index)
    assert done.returncode == 1
    assert done.stdout == "segment-000001/signatures.u32 is not what was written\n1 problems\n"


def test_export_gives_what_datasketch_takes(command, index, tmp_path):
    assert command("index", "export", index, "--out", tmp_path / "sketches.jsonl").returncode == 0
    rows = [json.loads(line) for line in (tmp_path / "sketches.jsonl").read_text().splitlines()]
    bodies = {row["id"]: row["body"] for row in map(json.loads, (tmp_path / "out.jsonl").read_text().splitlines())}
    assert [row["id"] for row in rows] == ["a", "b", "c"]
    for row in rows:
        identifier = row.pop("id")
        if identifier in bodies:
            assert LeanMinHash(**row) == lean_minhash(bodies[identifier])
    printed = command("index", "export", index).stdout
    assert printed == (tmp_path / "sketches.jsonl").read_text()


def test_no_index_is_a_clear_error(command, tmp_path):
    for name in ("stats", "verify", "export"):
        done = command("index", name, tmp_path / "none")
        assert done.returncode == 2
        assert "holds no index" in done.stderr
    assert not (tmp_path / "none").exists()
