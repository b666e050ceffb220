"""What several tests share: where the checkout's data lies, and running the command as people do."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("shared-machine", deadline=None)  # a slow moment of the machine is no failure
settings.load_profile("shared-machine")

CHECKOUT = Path(__file__).resolve().parent.parent


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--whole` adds what takes minutes: every case of the engine on Spark on executors that are processes."""
    parser.addoption("--whole", action="store_true", help="every case of Spark on executors of their own, too")


def pytest_make_parametrize_id(val: object, argname: str) -> str | None:
    """Name a case of binary data by its argument: what was packed holds the time, and every process must collect the
    same names."""
    return argname if isinstance(val, bytes) and not (val.isascii() and len(val) < 40) else None


@pytest.fixture(scope="session")
def fixtures() -> Path:
    """The checkout's fixtures folder."""
    return CHECKOUT / "fixtures"


@pytest.fixture(scope="session")
def command() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Run `corpus-clean` in a process of its own."""

    def run(*words: str | Path, cwd: Path | None = None, stdin: bytes | None = None, **env: str):
        code = "from cleaner.cli import main; main()"
        done = subprocess.run(
            [sys.executable, "-c", code, *map(str, words)],
            cwd=cwd,
            input=stdin,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": str(CHECKOUT), **env},
            timeout=300,
            check=False,
        )
        return subprocess.CompletedProcess(
            done.args, done.returncode, done.stdout.decode(), done.stderr.decode(errors="replace")
        )

    return run
