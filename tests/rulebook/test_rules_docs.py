"""docs/rules.md says what is so: its examples pass, and its commands print what it shows."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from cleaner.rulebook import load
from cleaner.rulebook.check import check
from cleaner.rulebook.kinds import KINDS
from cleaner.rulebook.model import RuleBase, RuleFileBase
from cleaner.rulebook.pattern import CLASSES, Pattern

DOCUMENT = Path(__file__).parents[2] / "docs" / "rules.md"
TEXT = DOCUMENT.read_text(encoding="utf-8")
BLOCK = re.compile(r"<!-- (file|run|check)(?:: (\S+))? -->\n```\w+\n(.*?)```\n", re.DOTALL)
CHECKED = [match[3] for match in BLOCK.finditer(TEXT) if match[1] == "check"]


@pytest.mark.parametrize("content", CHECKED)
def test_every_example_passes(content: str, tmp_path: Path) -> None:
    (tmp_path / "example.yaml").write_text(content, encoding="utf-8")
    findings = list(check(load([tmp_path])))
    assert [finding for finding in findings if finding.failed] == []


def test_commands_print_what_is_shown(tmp_path: Path) -> None:
    shown = "".join(match[3] for match in BLOCK.finditer(TEXT) if match[1] == "run")
    for kind, name, content in BLOCK.findall(TEXT):
        if kind == "file":
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_text(content, encoding="utf-8")
    printed = "".join(f"$ {line}\n{run(line, tmp_path)}" for line in re.findall(r"^\$ (.*)$", shown, re.MULTILINE))
    assert printed == shown


def run(line: str, folder: Path) -> str:
    """Standard error and output of a command line of the document, and its exit status where it is not 0."""
    words = shlex.split(line)
    program = ["-c", "from cleaner.cli import main; main()"] if words[0] == "corpus-clean" else []
    environment = {**os.environ, "PYTHONPATH": str(DOCUMENT.parents[1]), "PYTHONUTF8": "1"}
    done = subprocess.run(
        [sys.executable, *program, *words[1:]], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    return done.stderr + done.stdout + (f"[exit {done.returncode}]\n" if done.returncode else "")


def test_every_key_of_the_language_is_named() -> None:
    fields = [*RuleFileBase.model_fields, *RuleBase.model_fields, *Pattern.model_fields, *KINDS, *CLASSES]
    internal = {"is_", "evidence"}
    assert [name for name in fields if name not in internal and f"`{name}`" not in TEXT] == []
