"""`corpus-clean restore`: a ledger is worth what its replay gives, from OUT in any form, and never from another run."""

import json
from pathlib import Path

import pytest

TEXTS = {
    "a.txt": "Ferry returns to the harbour\n\nThe ferry came back on Monday, and people stood in the rain.\nShare\n",
    "b.txt": "Clock shows the right time\n\nA retired watchmaker repaired it and asked for nothing but a coffee.\n",
}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "raw").mkdir()
    for name, text in TEXTS.items():
        (tmp_path / "raw" / name).write_text(text)
    return tmp_path


@pytest.mark.parametrize(
    ("out", "options"),
    [
        ("o.jsonl", []),
        ("o.jsonl.zst", []),
        ("o.parquet", []),
        ("o.jsonl", ["--shard-size", "1KB"]),
        ("o.jsonl", ["--format", "dolma"]),
        ("o.jsonl", ["--format", "hf"]),
        ("o.parquet", ["--format", "datatrove"]),
    ],
)
def test_every_form_of_out_gives_the_texts_back(command, folder, out, options):
    made = command("raw", out, "--ledger", "l.jsonl", "--quiet", *options, cwd=folder)
    done = command("restore", out, "l.jsonl", cwd=folder)
    assert (made.returncode, done.returncode) == (0, 0), made.stderr + done.stderr
    texts = {row["id"]: row["text"] for row in map(json.loads, done.stdout.splitlines())}
    assert texts == {"a": TEXTS["a.txt"], "b": TEXTS["b.txt"]}


def test_what_is_read_is_not_written_over_and_what_does_not_fit_is_told(command, folder):
    command("raw", "o.jsonl", "--ledger", "l.jsonl", "--quiet", cwd=folder)
    lines = (folder / "o.jsonl").read_text().splitlines(keepends=True)
    (folder / "cut.jsonl").write_text(lines[0])
    (folder / "more.jsonl").write_text("".join(lines) + lines[1])
    for words, status, told in [
        (["o.jsonl", "l.jsonl", "--out", "o.jsonl"], 2, "would replace what is read"),
        (["o.jsonl", "none.jsonl"], 2, "'none.jsonl' does not exist"),
        (["cut.jsonl", "l.jsonl"], 4, "cut.jsonl ends where l.jsonl has 'b'"),
        (["more.jsonl", "l.jsonl"], 4, "l.jsonl has no more documents"),
        (["l.jsonl", "l.jsonl"], 4, "is not covered"),
        (["o.jsonl", "o.jsonl"], 4, "no row of a ledger"),
    ]:
        done = command("restore", *words, cwd=folder)
        assert (done.returncode, told in done.stderr) == (status, True), (words, done.stderr)
    assert (folder / "o.jsonl").read_text() == "".join(lines)


def test_a_device_by_another_name_is_written_in_place(command, folder):
    """`/dev/stdout` is a link to a pipe, which has no folder to make a new file in."""
    direct, linked = (command("raw", out, "--quiet", cwd=folder) for out in ("-", "/dev/stdout"))
    assert (linked.returncode, linked.stderr) == (0, "")
    assert linked.stdout == direct.stdout != ""
