"""The recipes of docs/ci.md as they would run: the action's own script and the hook's own entry, in a scratch
repository, with git deciding what is committed."""

import os
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[2]
FERRY = "The ferry sailed again on Wednesday, two years after the last crossing was cancelled."


@pytest.fixture
def shell(tmp_path: Path):
    """A shell in a git repository with raw documents and their corpus, `corpus-clean` on its path."""
    tools = tmp_path / "tools"
    tools.mkdir()
    tool = tools / "corpus-clean"
    tool.write_text(f"#!/bin/sh\nexec {sys.executable} -c 'from cleaner.cli import main; main()' \"$@\"\n")
    tool.chmod(0o755)
    repository = tmp_path / "repository"
    (repository / "raw").mkdir(parents=True)
    (repository / "raw" / "a.txt").write_text(f"{FERRY}\n")
    names = {f"GIT_{who}_{what}": "x@example.org" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    env = {**os.environ, **names, "PATH": f"{tools}:{os.environ['PATH']}", "PYTHONPATH": str(CHECKOUT)}
    env |= {"GIT_CONFIG_GLOBAL": os.devnull}

    def run(script: str, **more: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            ["bash", "-eo", "pipefail", "-c", script],
            cwd=repository,
            env={**env, **more},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    assert run("git init -q && corpus-clean raw corpus.jsonl -q && git add . && git commit -qm one").returncode == 0
    return run


def recipe(marker: str) -> dict:
    """The YAML of docs/ci.md that says `marker`."""
    blocks = re.findall(r"^```yaml\n(.*?)^```", (CHECKOUT / "docs" / "ci.md").read_text(), re.M | re.S)
    return next(yaml.safe_load(block) for block in blocks if marker in block)


def test_the_action_fails_with_annotations_until_the_corpus_is_committed(shell):
    """Raw documents change, the check fails and says where; run, commit, and it passes."""
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text())
    check = next(step for step in action["runs"]["steps"] if step["name"] == "Check")
    given = recipe("setup-python")["jobs"]["corpus"]["steps"][-1]["with"]
    assert set(given) <= set(action["inputs"])
    env = {
        name: given.get(found[1], action["inputs"][found[1]].get("default", ""))
        for name, value in check["env"].items()
        if (found := re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", value))
    }
    assert set(env) == set(check["env"])
    assert shell(check["run"], **env).returncode == 0
    shell(f"echo 'New: {FERRY.replace('ferry', 'tram')}' > raw/b.txt; git add raw; git commit -qm two")
    failed = shell(check["run"], **env)
    assert failed.returncode == 1
    assert failed.stdout == "::error file=raw/b.txt,title=corpus-clean check-new::b.txt: a new record\n"
    assert shell("corpus-clean raw corpus.jsonl -q && git commit -qam three").returncode == 0
    assert shell(check["run"], **env).returncode == 0
    gate = shell(check["run"], **{**env, "OPTIONS": "--min-kept=100%\n--allowed-languages=az\n"})
    assert (gate.returncode, gate.stdout.count("::error title=corpus-clean gate")) == (3, 1)


def test_nothing_in_the_actions_inputs_is_run_as_a_command(shell):
    action = yaml.safe_load((CHECKOUT / "action.yml").read_text())
    scripts = [step["run"] for step in action["runs"]["steps"]]
    assert not any("${{" in script for script in scripts)
    evil = {"RAW": "raw", "OUT": "corpus.jsonl", "OPTIONS": "$(touch ran)\n; touch ran", "CACHE": ""}
    assert shell(scripts[-1], **evil).returncode == 2
    assert shell("test ! -e ran").returncode == 0


def test_the_hook_stops_a_commit_that_forgets_the_corpus(shell):
    hooks = {hook["id"]: hook for hook in yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text())}
    (used,) = recipe("rev:")["repos"][0]["hooks"]
    command = f"{hooks[used['id']]['entry']} {shlex.join(used['args'])}"
    assert (
        shell(f"printf '#!/bin/sh\\n{command}\\n' > .git/hooks/pre-commit; chmod +x .git/hooks/pre-commit").returncode
        == 0
    )
    shell(f"echo 'New: {FERRY.replace('ferry', 'tram')}' > raw/b.txt; git add raw")
    assert shell("git commit -qm two").returncode == 1
    assert shell("corpus-clean raw corpus.jsonl -q && git add . && git commit -qm two").returncode == 0


def test_the_hook_for_rules_takes_the_files_that_change(shell):
    (_, rules) = yaml.safe_load((CHECKOUT / ".pre-commit-hooks.yaml").read_text())
    rule = "version: 1\nsite: {domains: [a.example]}\nrules:\n  - {id: x, line: {any_of: ['Print this']}, why: a test,"
    shell(f"""echo "{rule} tests: [{{in: 'A.\\\\nPrint this', out: 'B.'}}]}}" > rule.yaml""")
    done = shell(f"{rules['entry']} rule.yaml")
    assert done.returncode == 1
    assert "failed" in done.stdout
