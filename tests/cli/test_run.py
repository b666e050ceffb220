"""The command as people and CI meet it: exit statuses, messages, and what is (not) written."""

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard


@pytest.fixture
def raw(tmp_path: Path) -> Path:
    folder = tmp_path / "raw"
    folder.mkdir()
    (folder / "a.txt").write_text(
        "The ferry sailed again on Wednesday, two years after the last crossing was cancelled.\n"
    )
    (folder / "b.html").write_text(
        "<title>T</title><h1>A headline</h1><p>The harbour was full of people who had come to see it.</p>"
    )
    return folder


def test_a_run_writes_out_and_says_one_line(command, raw, tmp_path):
    done = command(raw, tmp_path / "out.jsonl")
    assert done.returncode == 0
    assert done.stdout == ""
    assert done.stderr.startswith("2 in: 2 kept, 0 duplicates, 0 dropped, 0 quarantined (0 files ignored; ")
    assert done.stderr.count("\n") == 1
    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl", "raw"]


def test_run_is_the_default_command_and_commands_win_over_folders(command, raw, tmp_path):
    assert command("run", raw, tmp_path / "one.jsonl", "--quiet").returncode == 0
    assert command("--quiet", raw, tmp_path / "two.jsonl").returncode == 0
    assert (tmp_path / "one.jsonl").read_bytes() == (tmp_path / "two.jsonl").read_bytes()
    (tmp_path / "restore").mkdir()
    assert "LEDGER" in command("restore", "--help", cwd=tmp_path).stdout


def test_version_and_help_cost_nothing_and_succeed(command):
    assert command("--version").stdout.startswith("corpus-clean ")
    assert "RAW" in command("run", "--help").stdout
    assert command("--help").returncode == 0


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["missing", "out.jsonl"], "'missing' does not exist"),
        (["empty", "out.jsonl"], "no document in 'empty'"),
        (["raw"], "OUT"),
        (["raw", "out.csv"], "must end in .jsonl"),
        (["raw", "nowhere/out.jsonl"], "does not exist"),
        (["raw", "raw"], "is a folder"),
        (["raw", "out.jsonl", "--ledger", "out.jsonl"], "different files"),
        (["raw", "out.jsonl", "--threshold", "1.5"], "--threshold takes"),
        (["raw", "out.jsonl", "--keep", "newest"], "--keep takes longest, first, earliest"),
        (["raw", "out.jsonl", "--languages", "english"], "ISO 639"),
        (["raw", "out.jsonl", "--max-quarantine", "some"], "--max-quarantine takes"),
        (["raw", "out.jsonl", "--no-such-option"], "No such option"),
        (["raw", "-", "--check"], "--check needs a file"),
    ],
)
def test_usage_errors_exit_2_and_leave_out_alone(command, raw, tmp_path, words, message):
    (tmp_path / "empty").mkdir()
    (tmp_path / "out.jsonl").write_text("old\n")
    done = command(*words, cwd=tmp_path)
    assert done.returncode == 2, done.stderr
    assert message in done.stderr
    assert "Traceback" not in done.stderr
    assert (tmp_path / "out.jsonl").read_text() == "old\n"


def test_all_that_is_wrong_is_listed_at_once(command, raw, tmp_path):
    """Options, the configuration, OUT, companions and rules: nobody wants to start a run five times to learn it."""
    (tmp_path / "corpus-clean.toml").write_text('thresold = 0.8\nindex = ["a"]\n')
    (tmp_path / "rule.yaml").write_text("version: 2\nrules: []\n")
    words = ("--containment", "0", "--threshold", "high", "--keep", "x", "--jobs", "two", "--ledger", "no/l.jsonl")
    done = command(raw, "out.csv", *words, "--rules", "rule.yaml", cwd=tmp_path)
    assert done.returncode == 2
    wanted = (
        "unknown key 'thresold'", "index takes a string", "--containment takes a share", "--threshold takes a number",
        "--keep takes longest", "--jobs takes a whole number", "OUT 'out.csv' must end", "the folder 'no' does not",
        "rule.yaml:1:10",
    )  # fmt: skip
    assert [each for each in wanted if each not in done.stderr] == []


def test_a_companion_that_is_out_by_another_name_is_refused(command, raw, tmp_path):
    (tmp_path / "link.jsonl").symlink_to("out.jsonl")
    done = command(raw, "out.jsonl", "--ledger", "link.jsonl", cwd=tmp_path)
    assert (done.returncode, "different files" in done.stderr) == (2, True)


def test_check_tells_whether_out_would_change(command, raw, tmp_path):
    out = tmp_path / "out.jsonl"
    assert command(raw, out, "--check").returncode == 1
    assert not out.exists()
    command(raw, out)
    assert command(raw, out, "--check").returncode == 0
    (raw / "a.txt").write_text("Another text about the ferry that nobody had expected to see so early in the year.\n")
    before = out.read_bytes()
    assert command(raw, out, "--check").returncode == 1
    assert out.read_bytes() == before


@pytest.mark.parametrize(("suffix", "unpack"), [(".gz", gzip.decompress), (".zst", None)])
def test_compressed_out_holds_the_same_lines(command, raw, tmp_path, suffix, unpack):
    command(raw, tmp_path / "out.jsonl")
    packed = tmp_path / f"out.jsonl{suffix}"
    assert command(raw, packed).returncode == 0
    unpack = unpack or (lambda data: zstandard.ZstdDecompressor().decompressobj().decompress(data))
    assert unpack(packed.read_bytes()) == (tmp_path / "out.jsonl").read_bytes()
    assert command(raw, packed, "--check").returncode == 0


def test_standard_input_to_standard_output(command):
    rows = b'{"id": "x", "text": "The ferry sailed again on Wednesday, after two years at the pier."}\n{"id": "y"}\n'
    done = command("-", "-", stdin=rows)
    (record,) = map(json.loads, done.stdout.splitlines())
    assert (done.returncode, record["id"], record["source"]) == (0, "x", "stdin#1")


def test_more_in_quarantine_than_allowed_exits_3_but_writes(command, tmp_path):
    raw = tmp_path / "in.jsonl"
    raw.write_text('{"text": "One good document is here, and it stays where it is."}\n' + "bad\n" * 11)
    done = command(raw, tmp_path / "out.jsonl")
    assert done.returncode == 3
    assert "11 documents in quarantine" in done.stderr
    assert (tmp_path / "out.jsonl").exists()
    assert command(raw, tmp_path / "out.jsonl", "--max-quarantine", "11").returncode == 0
    assert command(raw, tmp_path / "out.jsonl", "--max-quarantine", "10").returncode == 3


def test_languages_drop_the_others_with_a_reason(command, raw, tmp_path):
    (raw / "c.txt").write_text("Nazirlər Kabineti çərşənbə günü yeni qərar qəbul edib və onu dərhal elan edib.\n")
    command(raw, tmp_path / "out.jsonl", "--languages", "az", "--ledger", tmp_path / "ledger.jsonl")
    assert [json.loads(line)["language"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["az"]
    fates = [json.loads(line) for line in (tmp_path / "ledger.jsonl").read_text().splitlines()]
    assert [(row["id"], row["reason"]) for row in fates if row["kind"] == "dropped"] == [
        ("a", "language"),
        ("b", "language"),
    ]


def test_a_held_lock_exits_4(command, raw, tmp_path):
    out = tmp_path / "out.jsonl"
    code = (
        "import time; from pathlib import Path; from cleaner.writers.atomic import locked\n"
        f"with locked(Path({str(out)!r})): print('x', flush=True); time.sleep(60)"
    )
    holder = subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE)
    holder.stdout.readline()
    try:
        done = command(raw, out)
    finally:
        holder.kill()
        holder.wait()
    assert done.returncode == 4
    assert "another run" in done.stderr


def test_a_full_disk_exits_4_and_leaves_the_old_out(command, raw):
    done = command(raw, "/dev/full")
    assert done.returncode == 4
    assert "No space left" in done.stderr


def test_options_stand_in_the_nearest_configuration(command, raw, tmp_path):
    (tmp_path / "pyproject.toml").write_text('[tool.corpus-clean]\nlanguages = ["az"]\nduplicates = "off"\n')
    done = command("raw", "out.jsonl", cwd=tmp_path)
    assert "0 kept" in done.stderr
    done = command("raw", "out.jsonl", "--languages", "en", cwd=tmp_path)
    assert "2 kept" in done.stderr
    (tmp_path / "corpus-clean.toml").write_text('langages = "en"\nthreshold = "high"\n')
    done = command("raw", "out.jsonl", cwd=tmp_path)
    assert done.returncode == 2
    assert "unknown key 'langages'" in done.stderr
    assert "threshold takes a number" in done.stderr


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_interrupted_runs_exit_130_and_leave_nothing_behind(raw, tmp_path, ending):
    for n in range(400):
        (raw / f"{n}.txt").write_text(f"Document number {n} tells about the ferry and the harbour. " * 400)
    run = subprocess.Popen(
        [sys.executable, "-c", "from cleaner.cli import main; main()", str(raw), str(tmp_path / "out.jsonl")],
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
        preexec_fn=lambda: signal.signal(ending, signal.SIG_DFL),  # who runs tests with nohup ignores some
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".out.jsonl.work-*")) and time.monotonic() < deadline:
        time.sleep(0.01)
    run.send_signal(ending)
    _, told = run.communicate(timeout=60)
    assert (run.returncode, b"interrupted" in told) == (130, True)
    assert sorted(os.listdir(tmp_path)) == ["raw"]


def test_a_killed_run_neither_blocks_nor_litters_the_next(command, raw, tmp_path):
    for n in range(400):
        (raw / f"{n}.txt").write_text(f"Document number {n} tells about the ferry and the harbour. " * 400)
    run = subprocess.Popen(
        [sys.executable, "-c", "from cleaner.cli import main; main()", str(raw), str(tmp_path / "out.jsonl")],
        env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])},
    )
    deadline = time.monotonic() + 30
    while not list(tmp_path.glob(".out.jsonl.work-*/*.spill")) and time.monotonic() < deadline:
        time.sleep(0.01)
    run.kill()
    run.wait()
    assert command(raw, tmp_path / "out.jsonl", "--quiet").returncode == 0
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl", "raw"]


def test_text_of_documents_never_reaches_the_terminal_raw(command, raw, tmp_path):
    (raw / "\x1b[31mred.txt").write_bytes(bytes(range(256)) * 20)
    done = command(raw, tmp_path / "out.jsonl", "--verbose")
    assert "\x1b" not in done.stderr
    assert "\\x1b[31mred.txt" in done.stderr
