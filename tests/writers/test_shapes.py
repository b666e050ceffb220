"""Output shapes, read back by the tools that they are for."""

import json
import os
from pathlib import Path

import pytest

import cleaner

ROWS = [
    {"id": "one", "url": "http://a.example/1", "title": "A ferry", "text": "The ferry sailed again on Wednesday."},
    {"id": "two", "text": "The market opens on Saturdays, and nobody has seen the mayor there.", "section": {"n": 1}},
    {"id": "three", "date": "2026-03-01", "text": "A choir of forty sang in the old mill until the lamps went out."},
]


@pytest.fixture(scope="module")
def raw(tmp_path_factory) -> Path:
    path = tmp_path_factory.mktemp("shapes") / "raw.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in ROWS))
    return path


def run(raw: Path, out: Path, **options) -> Path:
    cleaner.clean_corpus(raw, out, jobs=1, **options)
    return out


def up_to_date(raw: Path, out: Path, **options) -> bool:
    return not cleaner.clean_corpus(raw, out, jobs=1, check=True, **options).changed


def lines(path: Path) -> list[dict]:
    return [json.loads(line) for line in path.read_text().splitlines()]


@pytest.fixture(scope="module")
def records(raw, tmp_path_factory) -> list[dict]:
    return lines(run(raw, tmp_path_factory.mktemp("records") / "out.jsonl"))


def test_dolma_has_its_fields_and_the_rest_as_metadata(raw, records, tmp_path):
    found = lines(run(raw, tmp_path / "out.jsonl", format="dolma"))
    assert [list(row) for row in found] == [["id", "text", "source", "created", "metadata"]] * 3
    assert [row["text"] for row in found] == [record["body"] for record in records]
    assert found[0]["metadata"]["headline"] == "A ferry"
    assert found[2]["created"] == "2026-03-01"


def test_every_shape_carries_the_whole_record(raw, records, tmp_path):
    for shape in ("dolma", "datatrove"):
        for row, record in zip(lines(run(raw, tmp_path / f"{shape}.jsonl", format=shape)), records, strict=True):
            whole = {**row["metadata"], "id": row["id"], "body": row["text"]}
            if shape == "dolma":
                whole |= {"source": row["source"], "published": row["created"]}
            assert whole == record


@pytest.mark.parametrize("suffix", [".jsonl.gz", ".parquet"])
def test_datatrove_reads_its_shape(raw, records, tmp_path, suffix):
    pytest.importorskip("datatrove", reason="datatrove is not installed")
    from datatrove.pipeline.readers import JsonlReader, ParquetReader

    folder = tmp_path / "data"
    folder.mkdir()
    run(raw, folder / f"out{suffix}", format="datatrove")
    if suffix == ".parquet":
        pytest.importorskip("pyarrow")
    reader = ParquetReader if suffix == ".parquet" else JsonlReader
    found = list(reader(str(folder))())
    assert [(d.id, d.text) for d in found] == [(r["id"], r["body"]) for r in records]
    assert [d.metadata["headline"] for d in found] == [r["headline"] for r in records]
    assert [d.metadata["provenance"] for d in found] == [r["provenance"] for r in records]


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.gz", ".parquet"])
def test_datasets_reads_its_shape(raw, records, tmp_path, suffix, monkeypatch):
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    datasets = pytest.importorskip("datasets", reason="datasets is not installed")
    out = run(raw, tmp_path / f"out{suffix}", format="hf")
    kind = "parquet" if suffix == ".parquet" else "json"
    found = list(datasets.load_dataset(kind, data_files=str(out), split="train", cache_dir=str(tmp_path / "cache")))
    assert [(r["id"], r["text"], r["headline"]) for r in found] == [
        (r["id"], r["body"], r["headline"]) for r in records
    ]
    assert [json.loads(r["provenance"]) for r in found] == [r["provenance"] for r in records]


def test_parquet_holds_the_records_and_names_its_schema(raw, records, tmp_path):
    pq = pytest.importorskip("pyarrow.parquet", reason="pyarrow is not installed")
    table = pq.read_table(run(raw, tmp_path / "out.parquet"))
    assert table.schema.metadata[b"corpus-clean.schema"] == b"record-1"
    found = table.to_pylist()
    for row, record in zip(found, records, strict=True):
        provenance = row["provenance"]
        for key in ("repairs", "removed", "languages"):
            provenance[key] = dict(provenance[key])
        provenance["extracted"] = json.loads(provenance["extracted"])
        assert provenance.pop("duplicate_of") is None
        row["meta"] = json.loads(row["meta"])
        assert row == record


def test_parquet_read_back_as_raw_gives_the_same_headlines_and_bodies(raw, records, tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    first = run(raw, tmp_path / "first.parquet")
    again = lines(run(first, tmp_path / "again.jsonl", site_evidence="off"))
    keys = ("id", "headline", "body", "url", "published")
    assert [[r[k] for k in keys] for r in again] == [[r[k] for k in keys] for r in records]


def test_check_compares_rows_of_parquet(raw, tmp_path):
    pytest.importorskip("pyarrow", reason="pyarrow is not installed")
    out = run(raw, tmp_path / "out.parquet")
    assert up_to_date(raw, out)
    assert not up_to_date(raw, out, languages="az")


@pytest.mark.parametrize("suffix", [".jsonl", ".jsonl.zst", ".parquet"])
def test_shards_are_a_folder_that_reads_as_one(raw, records, tmp_path, suffix):
    out = run(raw, tmp_path / f"out{suffix}", shard_size="1")
    assert sorted(os.listdir(out)) == [f"{n:05}{suffix}" for n in range(3)]
    again = lines(run(out, tmp_path / "again.jsonl", site_evidence="off"))
    assert [(r["id"], r["body"]) for r in again] == [(r["id"], r["body"]) for r in records]
    assert up_to_date(raw, out, shard_size="1")
    assert not up_to_date(raw, out, shard_size="1MB")


def test_a_new_run_replaces_the_folder_as_a_whole(raw, tmp_path):
    out = run(raw, tmp_path / "out.jsonl", shard_size="1")
    before = out.stat().st_ino
    run(raw, out, shard_size="1MB")
    assert os.listdir(out) == ["00000.jsonl"]
    assert out.stat().st_ino != before
    assert sorted(os.listdir(tmp_path)) == ["out.jsonl"]


@pytest.mark.parametrize(
    ("make", "options", "message"),
    [
        (lambda out: out.write_text("old"), ["--shard-size", "1MB"], "is a file"),
        (lambda out: (out.mkdir(), (out / "mine.txt").write_text("x")), ["--shard-size", "1MB"], "other files"),
        (lambda out: out.mkdir(), [], "is a folder"),
        (lambda out: out.exists(), ["--shard-size", "some"], "--shard-size"),
        (lambda out: out.exists(), ["--format", "csv"], "--format takes record, dolma, datatrove, hf"),
    ],
)
def test_what_would_destroy_other_data_is_refused(command, raw, tmp_path, make, options, message):
    out = tmp_path / "out.jsonl"
    make(out)
    before = sorted(str(path) for path in tmp_path.rglob("*"))
    done = command(raw, out, *options)
    assert done.returncode == 2
    assert message in done.stderr
    assert sorted(str(path) for path in tmp_path.rglob("*")) == before
