"""`corpus-clean rules`: what a person who writes rules sees, and the exit codes that scripts rely on."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from cleaner.cli.rules import app
from tests.rulebook.test_faults import FAULTS


def run(*arguments: str | Path) -> Result:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert not isinstance(result.exception, Exception) or isinstance(result.exception, SystemExit), result.exception
    return result


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    return tmp_path / "mine.yaml"


def test_the_shipped_rules_pass() -> None:
    result = run("test")
    assert result.exit_code == 0
    assert " passed, 0 failed" in result.output


def test_a_failing_example_shows_what_differs_and_where(rules: Path) -> None:
    rules.write_text('version: 1\nrules: [{id: r, line: Advert, tests: [{in: "One.\\nAdvert\\nTwo.", out: One.}]}]\n')
    result = run("test", "--no-default-rules", rules)
    assert result.exit_code == 1
    assert f"{rules}:2:39: failed: mine/r" in result.output
    assert "\n      One.\n    + Two.\n" in result.output


def test_a_rule_that_never_fires_and_one_that_is_shadowed_fail(rules: Path) -> None:
    rules.write_text(
        "version: 1\nrules:\n"
        "  - {id: never, line: Advert, tests: [{keep: Some text.}]}\n"
        '  - {id: first, line: Here, tests: [{in: "One.\\nHere", out: One.}]}\n'
        '  - {id: second, line: [Here, There], tests: [{in: "One.\\nHere", out: One.}]}\n'
    )
    result = run("test", "--no-default-rules", rules)
    assert result.exit_code == 1
    assert "never-fires: mine/never" in result.output
    assert "shadowed: mine/second: all that it finds in its examples goes to mine/first" in result.output


def test_a_rule_without_examples_does_not_fail(rules: Path) -> None:
    rules.write_text("version: 1\nrules: [{id: r, line: Advert}]\n")
    assert run("test", "--no-default-rules", rules).exit_code == 0
    assert run("lint", "--no-default-rules", rules).exit_code == 0
    assert run("lint", "--no-default-rules", "--strict", rules).exit_code == 1


@pytest.mark.parametrize("command", ["test", "lint"])
def test_faulty_rules_are_listed_and_exit_2(command: str, tmp_path: Path) -> None:
    for name, (content, _, _) in FAULTS.items():
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    result = run(command, tmp_path)
    assert result.exit_code == 2
    missing = [name for name, (_, place, _) in FAULTS.items() if f"{name}.yaml:{place}:" not in result.output]
    assert missing == []


def test_explain_says_where_and_why_and_suggests_the_nearest() -> None:
    result = run("explain", "generic/share/glued-share")
    assert result.exit_code == 0
    assert "a share button's label joined to" in result.output
    assert "share.yaml:3:9" in result.output
    assert "on the outline of the whole text" in run("explain", "structure/tail-link").output
    assert "by the markup of a page" in run("explain", "region/related").output
    missed = run("explain", "generic/share/glued-shar")
    assert missed.exit_code == 2
    assert "did you mean generic/share/glued-share?" in missed.output


def test_lint_doubts_a_rule_that_takes_prose(rules: Path) -> None:
    rules.write_text("version: 1\nrules: [{id: r, why: none, line: any, tests: [{in: a, out: ''}, {keep: ''}]}]\n")
    assert "takes-prose: mine/r" in run("lint", "--no-default-rules", rules).output


def test_control_characters_of_a_rule_file_do_not_reach_the_terminal(rules: Path) -> None:
    rules.write_text('version: 1\nrules: [{id: r, line: Here, tests: [{in: "One.\\nHere\\e[31m", out: One.}]}]\n')
    assert "\x1b" not in run("test", "--no-default-rules", rules).output


def test_import_lists_what_is_lost_and_its_files_are_rules(tmp_path: Path) -> None:
    source = tmp_path / "ledger.example.txt"
    source.write_text("body: //article\nstrip: //p[text()='x']\n")
    result = run("import", "ftr", source, "--out", tmp_path / "out")
    assert result.exit_code == 0
    assert f"{source}:2: not taken over: strip: //p[text()='x']: a condition on text" in result.output
    assert "0 taken over whole, 1 in part, 0 not at all" in result.output
    assert run("test", "--no-default-rules", tmp_path / "out").exit_code == 0
    assert run("import", "xyz", source).exit_code == 2
    assert run("import", "ftr", tmp_path / "missing.txt").exit_code == 2


GREEDY = """version: 1
rules:
  - {id: all, line: any}
  - {id: slow, regex: '(a+)+$'}
"""
ARTICLE = (
    "Ferry returns to the old harbour\n\nThe ferry came back to the old harbour on Monday after nine months in dock.\n"
    "She had kept the timetable of that last summer on her wall.\n" + "a" * 5000 + "b.\n"
)


def test_a_hostile_folder_stops_a_run_before_anything_is_read(tmp_path: Path) -> None:
    folder, raw, out = tmp_path / "rules", tmp_path / "raw", tmp_path / "out.jsonl"
    folder.mkdir()
    raw.mkdir()
    (raw / "a.txt").write_text(ARTICLE)
    for name, (content, _, _) in FAULTS.items():
        (folder / f"{name}.yaml").write_text(content, encoding="utf-8")
    (folder / "big.yaml").write_bytes(b"a: " + b"x" * 1_000_000)
    (folder / "lang").mkdir()
    (folder / "lang" / "xx.yaml").write_text("language: xx\nphrases: {shar: [x]}\n")
    done = corpus_clean(raw, out, "--rules", folder)
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    missing = [name for name in (*FAULTS, "big", "xx") if f"{name}.yaml" not in done.stderr]
    assert missing == []
    assert "xx.yaml:2:11: lang/xx: unknown list 'shar'" in done.stderr
    assert not out.exists()


def test_a_rule_that_removes_everything_removes_nothing_and_is_named(tmp_path: Path) -> None:
    (tmp_path / "greedy.yaml").write_text(GREEDY)
    (tmp_path / "a.txt").write_text(ARTICLE)
    done = corpus_clean(tmp_path / "a.txt", "-", "--rules", tmp_path / "greedy.yaml", "--quiet")
    assert done.returncode == 0
    record = json.loads(done.stdout)
    assert record["provenance"]["flags"] == ["overreach:greedy"]
    assert "nine months in dock" in record["body"]


def corpus_clean(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", "from cleaner.cli import main; main()", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
