"""The same documents in every format give the same records, and a format nobody can read is said before a run."""

import json
import shutil
from pathlib import Path

import pytest

ANY_FORMAT = ("id", "source", "url", "site")
"""What a format tells of its own about a document: these may differ, nothing else."""


@pytest.fixture(scope="module")
def pages(fixtures: Path, tmp_path_factory) -> Path:
    """A folder of HTML pages, without the folders' names (they would name sites)."""
    folder = tmp_path_factory.mktemp("formats") / "pages"
    folder.mkdir()
    for number, page in enumerate(sorted((fixtures / "pages").glob("*/source.html"))):
        shutil.copy(page, folder / f"{number:03}.html")
    return folder


def records(command, raw: Path | str, stdin: bytes | None = None) -> list[dict]:
    done = command(raw, "-", "--quiet", "--site-evidence", "off", "--duplicates", "off", stdin=stdin)
    assert done.returncode == 0, done.stderr
    return [{k: v for k, v in json.loads(line).items() if k not in ANY_FORMAT} for line in done.stdout.splitlines()]


@pytest.fixture(scope="module")
def wanted(command, pages) -> list[dict]:
    found = records(command, pages)
    assert len(found) > 40
    return found


def unencoded(found: list[dict]) -> list[dict]:
    """Records without the encoding: rows are text already. Names of duplicates are ids."""
    return [{**r, "provenance": {**r["provenance"], "encoding": None, "duplicates": None}} for r in found]


def text_of(page: Path) -> str:
    from cleaner.stages.decode import decode

    return decode(page.read_bytes(), html=True).text


def test_lines_of_json(command, pages, wanted, tmp_path):
    rows = [{"id": page.stem, "html": text_of(page)} for page in sorted(pages.iterdir())]
    (tmp_path / "pages.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert unencoded(records(command, tmp_path / "pages.jsonl")) == unencoded(wanted)


def test_parquet(command, pages, wanted, tmp_path):
    pa = pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    import pyarrow.parquet as pq

    rows = [{"id": page.stem, "html": text_of(page)} for page in sorted(pages.iterdir())]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "text.parquet", row_group_size=3)
    assert unencoded(records(command, tmp_path / "text.parquet")) == unencoded(wanted)
    rows = [{"id": page.stem, "html": page.read_bytes()} for page in sorted(pages.iterdir())]
    pq.write_table(pa.Table.from_pylist(rows), tmp_path / "bytes.parquet")
    assert records(command, tmp_path / "bytes.parquet") == wanted
    assert records(command, "-", (tmp_path / "bytes.parquet").read_bytes()) == wanted


@pytest.fixture
def captures(pages) -> list:
    pytest.importorskip("fastwarc", reason="FastWARC is not installed")
    pytest.importorskip("warcio", reason="warcio is not installed")
    from captures import Capture

    return [Capture(f"http://a.example/{page.stem}", page.read_bytes()) for page in sorted(pages.iterdir())]


@pytest.mark.parametrize("name", ["pages.warc", "pages.warc.gz"])
def test_warc(command, captures, wanted, tmp_path, name):
    from captures import write_warc

    write_warc(tmp_path / name, captures, gzip=name.endswith("gz"))
    assert unencoded(records(command, tmp_path / name)) == unencoded(wanted)


def test_warc_in_frames_with_a_dictionary_on_standard_input(command, captures, wanted, tmp_path):
    from captures import in_frames, write_warc

    packed = in_frames(write_warc(tmp_path / "pages.warc", captures).read_bytes())
    assert unencoded(records(command, "-", packed)) == unencoded(wanted)


@pytest.mark.parametrize(("name", "extra"), [("x.parquet", "parquet"), ("x.warc.gz", "warc")])
def test_a_format_that_cannot_be_read_is_said_before_anything_is(command, tmp_path, name, extra):
    (tmp_path / "raw").mkdir()
    (tmp_path / "raw" / name).write_bytes(b"x")
    (tmp_path / "raw" / "a.txt").write_text("A text.")
    (tmp_path / "sitecustomize.py").write_text(
        "import importlib.util as u\n"
        "find = u.find_spec\n"
        "u.find_spec = lambda name, *a: None if name in ('pyarrow', 'fastwarc') else find(name, *a)\n"
    )
    path = f"{tmp_path}:{Path(__file__).parents[2]}"
    done = command(tmp_path / "raw", tmp_path / "out.jsonl", PYTHONPATH=path)
    assert done.returncode == 2
    assert f"pip install 'corpus-clean[{extra}]'" in done.stderr
    assert not (tmp_path / "out.jsonl").exists()
