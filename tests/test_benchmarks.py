"""The program that shows where the time goes knows every stage by the name of a function: names change."""

import subprocess
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def test_every_stage_is_found_and_takes_part(fixtures):
    sys.path.insert(0, str(CHECKOUT))
    try:
        from benchmarks.stages import STAGES, place_of
    finally:
        sys.path.pop(0)
    for names in STAGES.values():
        for name in names:
            owner, last = place_of(name)
            assert callable(getattr(owner, last)), name


def test_it_prints_a_line_for_each_stage(fixtures):
    done = subprocess.run(
        [sys.executable, "benchmarks/stages.py", "--data", str(fixtures / "raw"), "--functions", "3"],
        cwd=CHECKOUT,
        env={"PYTHONPATH": str(CHECKOUT), "PATH": ""},
        capture_output=True,
        text=True,
        check=True,
    )
    assert "47 documents" in done.stdout
    for stage in ("read", "repair", "chrome", "language", "pack and unpack", "write", "engine"):
        assert f"\n{stage} " in done.stdout
    assert "under cProfile" in done.stdout
