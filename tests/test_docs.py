"""The documentation keeps its promises: every command it shows is run and must print what it shows."""

import doctest
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent
PAGES = [CHECKOUT / "README.md", *sorted((CHECKOUT / "docs").glob("*.md"))]
REPLAYED_ELSEWHERE = {"rules.md"}
"""Its commands need the files that the page shows: tests/rulebook/test_rules_docs.py writes them first."""
FENCE = re.compile(r"^```(\w+)\n(.*?)^```", re.M | re.S)


def blocks(page: Path, language: str) -> list[str]:
    return [body for name, body in FENCE.findall(page.read_text(encoding="utf-8")) if name == language]


def sessions() -> list:
    return [
        pytest.param(page, id=str(page.relative_to(CHECKOUT)))
        for page in PAGES
        if page.name not in REPLAYED_ELSEWHERE and blocks(page, "console")
    ]


def commands(body: str) -> list[tuple[str, str]]:
    """Commands behind `$ ` (going on behind `> `), each with the output shown below it."""
    found = []
    for part in re.split(r"^\$ ", body, flags=re.M)[1:]:
        first, *rest = part.split("\n")
        going_on = next((n for n, line in enumerate(rest) if not re.match(r"> |>$", line)), len(rest))
        found.append(("\n".join([first, *(line[2:] for line in rest[:going_on])]), "\n".join(rest[going_on:])))
    return found


def as_pattern(shown: str) -> str:
    """What is shown, as a pattern: `…` stands for anything on its line."""
    return r"[^\n]*".join(re.escape(part) for part in shown.split("…"))


@pytest.fixture
def shell(tmp_path: Path):
    """A shell in a folder with the fixtures, where `corpus-clean` is this checkout's."""
    shutil.copytree(CHECKOUT / "fixtures", tmp_path / "fixtures", symlinks=True)
    tools = tmp_path / ".bin"
    tools.mkdir()
    for name, code in {"corpus-clean": "-c 'from cleaner.cli import main; main()'", "python": ""}.items():
        (tools / name).write_text(f'#!/bin/sh\nexec {sys.executable} {code} "$@"\n')
        (tools / name).chmod(0o755)
    env = {**os.environ, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(CHECKOUT), "LC_ALL": "C.UTF-8"}

    def run(command: str) -> str:
        done = subprocess.run(
            ["bash", "-c", command], cwd=tmp_path, env=env, capture_output=True, text=True, timeout=120, check=False
        )
        return done.stdout + done.stderr

    return run


@pytest.mark.parametrize("page", sessions())
def test_commands_print_what_is_shown(page: Path, shell):
    """All sessions of a page in their order, in one folder, as a reader would type them."""
    for body in blocks(page, "console"):
        for command, shown in commands(body):
            printed = shell(command)
            assert re.fullmatch(as_pattern(shown), printed), f"$ {command}\n{printed}"


@pytest.mark.parametrize(
    "page", [p for p in PAGES if any(">>>" in b for b in blocks(p, "python"))], ids=lambda p: p.name
)
def test_python_examples_hold(page: Path):
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE)
    examples = "\n".join(b for b in blocks(page, "python") if ">>>" in b)
    runner.run(doctest.DocTestParser().get_doctest(examples, {}, page.name, str(page), 0))
    assert runner.failures == 0


def test_the_readme_begins_with_two_lines_that_install_and_run():
    first, second = blocks(CHECKOUT / "README.md", "sh")[:2]
    assert first.strip().splitlines() == ["pip install . && corpus-clean fixtures/raw out.jsonl"]
    assert second.strip().splitlines() == ["pip install -e '.[dev]' && pytest"]
    assert "pytest" in (CHECKOUT / ".ci/run").read_text()


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_within_the_repository_lead_somewhere(page: Path):
    for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text(encoding="utf-8")):
        assert (page.parent / target).exists(), target
