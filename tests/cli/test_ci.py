"""What CI builds on: diffs, gates, findings in three forms. A gate that lets something pass silently is worse than
none, and an annotation that a document's text can forge is a hole in somebody's workflow."""

import json
from pathlib import Path

import pytest

FERRY = "The ferry sailed again on Wednesday, two years after the last crossing was cancelled."
CHROME = "The harbour was full of people who had come to see it.\nShare on Facebook\n"


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{FERRY}\n")
    (folder / "b.txt").write_text(f"{FERRY} Nobody had believed that it would.\n\n{CHROME}")
    return folder


def test_a_diff_shows_what_goes_and_writes_nothing(command, raw, tmp_path):
    done = command("raw", "out.jsonl", "--diff", "--quiet", cwd=tmp_path)
    assert done.returncode == 0
    lines = done.stdout.splitlines()
    assert lines[0] == "# a.txt: a duplicate of b (Jaccard 0.3571, containment 1.0)"
    assert lines[1:3] == ["--- b.txt", "+++ b.txt"]
    assert [line for line in lines[3:] if line.startswith(("-", "+"))] == ["-Share on Facebook"]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["raw"]


@pytest.mark.parametrize(("rule", "lines"), [("generic/share", 1), ("generic/latest", 0)])
def test_a_diff_by_rule_shows_that_rule_alone(command, raw, tmp_path, rule, lines):
    done = command("raw", "-", "--diff", "--select", rule, "--quiet", cwd=tmp_path)
    assert [line for line in done.stdout.splitlines() if line.startswith("-S")] == ["-Share on Facebook"] * lines


def test_colours_are_for_those_who_want_them(command, raw, tmp_path):
    words = ("raw", "-", "--diff", "--quiet")
    assert "\x1b" not in command(*words, cwd=tmp_path).stdout
    assert "\x1b[31m-Share" in command(*words, cwd=tmp_path, FORCE_COLOR="1").stdout
    assert "\x1b" not in command(*words, cwd=tmp_path, FORCE_COLOR="1", NO_COLOR="1").stdout


def test_controls_of_a_document_never_colour_its_diff(command, raw, tmp_path):
    (raw / "c.txt").write_text(FERRY[::-1] + "\nShare\u202e on\u2067 Facebook\n")
    printed = command("raw", "-", "--diff", cwd=tmp_path).stdout
    assert not any(mark in printed for mark in "\u202e\u2067\x1b")


def test_check_names_what_would_change(command, raw, tmp_path):
    command("raw", "out.jsonl", cwd=tmp_path)
    (raw / "b.txt").write_text(f"{FERRY} Everybody had believed that it would.\n\n{CHROME}")
    (raw / "c.txt").write_text("Nazirlər Kabineti çərşənbə günü yeni qərar qəbul edib və onu dərhal elan edib.\n")
    done = command("raw", "out.jsonl", "--check", cwd=tmp_path)
    assert done.returncode == 1
    assert done.stderr.splitlines()[:2] == ["b.txt: its record would change: body", "c.txt: a new record"]
    done = command("raw", "out.jsonl", "--check", "--output-format", "github", cwd=tmp_path)
    assert done.stdout.splitlines() == [
        "::error file=raw/b.txt,title=corpus-clean check-changed::b.txt: its record would change: body",
        "::error file=raw/c.txt,title=corpus-clean check-new::c.txt: a new record",
    ]
    done = command("raw", "out.jsonl", "--check", "--diff", "--quiet", cwd=tmp_path)
    assert [line for line in done.stdout.splitlines() if line.startswith(("---", "#"))] == ["--- b.txt"]


def test_a_record_that_goes_is_named(command, raw, tmp_path):
    command("raw", "out.jsonl", "--duplicates", "off", cwd=tmp_path)
    (raw / "a.txt").unlink()
    done = command("raw", "out.jsonl", "--duplicates", "off", "--check", cwd=tmp_path)
    assert done.stderr.splitlines()[0] == "a.txt: its record would go"


def test_json_holds_findings_and_sums(command, raw, tmp_path):
    (raw / "noise.txt").write_bytes(b"\x01\x02\x03noise" * 500)
    done = command("raw", "out.jsonl", "--output-format", "json", "--min-kept", "90%", cwd=tmp_path)
    told = json.loads(done.stdout)
    assert done.returncode == 3
    assert [(d["level"], d["code"], d["source"]) for d in told["diagnostics"]] == [
        ("warning", "not-text", "noise.txt"),
        ("error", "gate", None),
    ]
    assert told["summary"]["documents"]["in"] == 3
    assert told["summary"]["gates_broken"] == ["kept 1 of 3 documents (33.3%); --min-kept asks for 90%"]


def test_names_of_files_cannot_forge_annotations(command, raw, tmp_path):
    (raw / "x,line=9::stop%0A\n::error::forged.txt").write_bytes(b"\x01\x02\x03noise" * 500)
    done = command("raw", "out.jsonl", "--output-format", "github", cwd=tmp_path)
    (line,) = done.stdout.splitlines()
    assert line.startswith("::warning file=raw/x%2Cline=9%3A%3Astop%250A%0A%3A%3Aerror%3A%3Aforged.txt,title=")
    done = command(raw, "-", "--output-format", "github", cwd=tmp_path)
    assert done.stdout.count("\n") == 1
    assert "::warning" in done.stderr


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--min-kept", "2"], "kept 1 of 2 documents (50.0%); --min-kept asks for 2"),
        (["--max-rule-share", "5%"], "took 8.7% of the text of what is kept; --max-rule-share allows 5%"),
        (["--allowed-languages", "az,ru"], "kept documents 1 in en; --allowed-languages has az,ru"),
    ],
)
def test_broken_gates_exit_3_and_say_why(command, raw, tmp_path, options, message):
    done = command("raw", "out.jsonl", "--quiet", *options, cwd=tmp_path)
    assert done.returncode == 3
    assert message in done.stderr
    assert (tmp_path / "out.jsonl").exists()


def test_gates_that_hold_are_silent(command, raw, tmp_path):
    gates = ["--min-kept", "50%", "--max-rule-share", "20%", "--allowed-languages", "en"]
    done = command("raw", "out.jsonl", "--quiet", *gates, cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")


def test_messages_as_json_are_one_object_a_line(command, raw, tmp_path):
    (raw / "noise.txt").write_bytes(b"\x01\x02\x03noise" * 500)
    done = command("raw", "out.jsonl", "--log-format", "json", "--verbose", cwd=tmp_path)
    lost, end = map(json.loads, done.stderr.splitlines())
    assert (lost["event"], lost["source"], lost["reason"]) == ("quarantined", "noise.txt", "not-text")
    assert (end["event"], end["summary"]["documents"]["kept"]) == ("done", 1)
