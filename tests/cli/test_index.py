"""`--index`: a second corpus is cleaned against the first, and a rerun of the same one changes nothing."""

import json
import shutil
from pathlib import Path

import pytest

OPTIONS = ("--quiet", "--keep", "first", "--site-evidence", "off", "--jobs", "1")


def ids(path: Path) -> list[str]:
    return [json.loads(line)["id"] for line in path.read_text().splitlines()]


@pytest.fixture
def halves(fixtures: Path, tmp_path: Path) -> tuple[Path, Path]:
    """The fixture corpus cut in two by its folders, so that A+B in order is the whole."""
    folders = sorted(path for path in (fixtures / "raw").iterdir())
    for half, members in (("A", folders[: len(folders) // 2]), ("B", folders[len(folders) // 2 :])):
        for member in members:
            there = tmp_path / half / member.name
            there.parent.mkdir(exist_ok=True)
            (shutil.copytree if member.is_dir() else shutil.copy)(member, there)
    return tmp_path / "A", tmp_path / "B"


def test_a_then_b_keeps_of_b_what_one_run_over_both_keeps(command, fixtures, halves, tmp_path):
    assert command(fixtures / "raw", tmp_path / "whole.jsonl", *OPTIONS).returncode == 0
    for half in halves:
        done = command(half, tmp_path / f"{half.name}.jsonl", *OPTIONS, "--index", tmp_path / "index")
        assert done.returncode == 0, done.stderr
    assert ids(tmp_path / "A.jsonl") + ids(tmp_path / "B.jsonl") == ids(tmp_path / "whole.jsonl")
    again = command(halves[1], tmp_path / "B2.jsonl", *OPTIONS, "--index", tmp_path / "index")
    assert again.returncode == 0
    assert (tmp_path / "B2.jsonl").read_bytes() == (tmp_path / "B.jsonl").read_bytes()


def test_check_never_writes_the_index(command, halves, tmp_path):
    command(halves[0], tmp_path / "A.jsonl", *OPTIONS, "--index", tmp_path / "index", "--check")
    assert not (tmp_path / "index").exists()


def test_an_index_of_other_thresholds_is_a_clear_error_before_anything_is_read(command, halves, tmp_path):
    command(halves[0], tmp_path / "A.jsonl", *OPTIONS, "--index", tmp_path / "index")
    done = command(halves[1], tmp_path / "B.jsonl", *OPTIONS, "--index", tmp_path / "index", "--threshold", "0.7")
    assert done.returncode == 2
    assert "0.7" in done.stderr
    assert not (tmp_path / "B.jsonl").exists()
