"""A run that is killed at any moment leaves OUT as it was or complete, and a rerun with the same cache ends with the
bytes of a run that nobody killed. Real processes, killed with all their workers."""

import contextlib
import os
import random
import shutil
import signal
import time
from pathlib import Path

import pytest

from cleaner.engines import steps
from cleaner.engines.run import run
from cleaner.settings import Settings

KILLS = 10
DOCUMENTS = 80
COMPANIONS = ("ledger", "quarantine", "summary")


@pytest.fixture(scope="module")
def raw(fixtures: Path, tmp_path_factory) -> Path:
    """The corpus that shows every feature, and texts of three sites, some of them copies of each other."""
    folder = tmp_path_factory.mktemp("killed") / "raw"
    shutil.copytree(fixtures / "raw", folder)
    dice = random.Random(11)
    for number in range(DOCUMENTS):
        site = folder / f"site{number % 3}.example"
        site.mkdir(exist_ok=True)
        (site / f"{number}.txt").write_text(story(random.Random(3) if number % 9 == 1 else dice))
    return folder


def story(dice: random.Random) -> str:
    sentences = [f"Number {dice.randrange(10**6)} of the {dice.randrange(10**6)} was in the news." for _ in range(12)]
    paragraphs = [" ".join(sentences[at : at + 4]) for at in (0, 4, 8)]
    return "\n\n".join([f"What the {dice.randrange(10**6)} told us", *paragraphs, "Read also: The week in pictures"])


def start(raw: Path, folder: Path, cache: Path | None) -> int:
    """Run in a process of its own that leads a group of its own; its id."""
    files = {name: folder / name for name in COMPANIONS}
    process = os.fork()
    if process:
        with contextlib.suppress(OSError):  # whichever of the two is first
            os.setpgid(process, process)
        return process
    status = 1
    try:
        os.setpgid(0, 0)
        run(str(raw), folder / "out.jsonl", Settings(jobs=2, cache=cache, **files))
        status = 0
    finally:
        os._exit(status)


def finished(raw: Path, folder: Path, cache: Path | None = None) -> dict[str, bytes]:
    """What a run writes that nobody kills."""
    _, status = os.waitpid(start(raw, folder, cache), 0)
    assert status == 0
    return {name: (folder / name).read_bytes() for name in ("out.jsonl", *COMPANIONS)}


def killed(raw: Path, folder: Path, cache: Path, moment: float) -> None:
    """Start a run and kill it and its workers after so many seconds, or sooner where it is done by then."""
    while True:
        process = start(raw, folder, cache)
        time.sleep(moment)
        done, _ = os.waitpid(process, os.WNOHANG)
        if not done:
            os.killpg(process, signal.SIGKILL)
            os.waitpid(process, 0)
            return
        for place in (folder, cache):
            shutil.rmtree(place, ignore_errors=True)
        folder.mkdir()
        moment /= 2


def test_a_rerun_after_a_kill_at_any_moment_ends_with_the_same_bytes(raw, tmp_path):
    steps.toolkit(Settings())  # rules are loaded once, for all the processes that are forked from this one
    (tmp_path / "plain").mkdir()
    began = time.monotonic()
    wanted = finished(raw, tmp_path / "plain")
    whole = time.monotonic() - began
    assert wanted["out.jsonl"].count(b"\n") > DOCUMENTS // 2
    dice = random.Random(8)
    for number in range(KILLS):
        folder, cache = tmp_path / str(number), tmp_path / f"cache{number}"
        folder.mkdir()
        killed(raw, folder, cache, dice.uniform(0, whole))
        out = folder / "out.jsonl"
        assert not out.exists() or out.read_bytes() == wanted["out.jsonl"]
        assert finished(raw, folder, cache) == wanted
        assert not list(folder.glob(".*")), "what the killed run left beside OUT and its companions"
