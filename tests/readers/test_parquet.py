"""Parquet files: rows as lines of JSONL would give them, and damage that costs only itself."""

import datetime as dt
import gzip
import json
from decimal import Decimal
from pathlib import Path

import pytest

pa = pytest.importorskip("pyarrow", reason="pyarrow, which reads Parquet files, is not installed")
import pyarrow.parquet as pq  # noqa: E402

from cleaner.document import Quarantined, Source  # noqa: E402
from cleaner.readers import items_of, read, scan  # noqa: E402
from cleaner.settings import Limits  # noqa: E402
from cleaner.stages.headline.moment import normalise  # noqa: E402

LIMITS = Limits()


def found(path: Path, limits: Limits = LIMITS) -> list[Source | Quarantined]:
    return [read(item, limits, normalise) for item in items_of(scan(str(path)), limits)]


def written(path: Path, rows: list[dict], schema=None, **options) -> Path:
    pq.write_table(pa.Table.from_pylist(rows, schema=schema), path, **options)
    return path


def test_rows_are_read_as_lines_of_jsonl_are(tmp_path):
    rows = [
        {
            "id": f"n{n}",
            "url": "http://a.example/",
            "text": f"Text {n}",
            "title": None,
            "date": "3 March 2026",
            "x": [n],
        }
        for n in range(100)
    ]
    written(tmp_path / "rows.parquet", rows, row_group_size=7)
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    from_lines = found(tmp_path / "rows.jsonl")
    from_columns = found(tmp_path / "rows.parquet")
    assert [source.name for source in from_columns] == [f"rows.parquet#{n + 1}" for n in range(100)]
    for one, other in zip(from_lines, from_columns, strict=True):
        assert (one.wanted_id, one.data, one.url, one.given, one.meta) == (
            other.wanted_id,
            other.data,
            other.url,
            other.given,
            other.meta,
        )


def test_values_that_json_lacks_are_told_as_text(tmp_path):
    row = {
        "text": "t",
        "published": dt.datetime(2026, 3, 1, 12, 30, tzinfo=dt.UTC),
        "day": dt.date(2026, 3, 1),
        "price": Decimal("1.50"),
        "nan": float("nan"),
        "bytes": b"\xffa",
        "nested": {"when": [dt.date(2026, 3, 2)]},
    }
    (source,) = found(written(tmp_path / "x.parquet", [row]))
    assert source.given.published == "2026-03-01T12:30:00+00:00"
    assert source.meta == {
        "day": "2026-03-01",
        "price": "1.50",
        "nan": None,
        "bytes": "\\xffa",
        "nested": {"when": ["2026-03-02"]},
    }


def test_a_document_in_a_binary_column_is_decoded_as_a_file_is(tmp_path):
    page = "<p>Паром".encode("cp1251")
    (source,) = found(written(tmp_path / "x.parquet", [{"html": page}]))
    assert (source.data, source.html) == (page, True)


def test_nanoseconds_do_not_cost_a_row(tmp_path):
    schema = pa.schema([("text", pa.string()), ("date", pa.timestamp("ns"))])
    table = pa.table({"text": ["t"], "date": pa.array([1_767_225_600_123_456_789], pa.timestamp("ns"))}, schema=schema)
    pq.write_table(table, tmp_path / "x.parquet")
    (source,) = found(tmp_path / "x.parquet")
    assert source.given.published.startswith("2026-01-01T00:00:00")


def test_a_row_that_python_cannot_tell_costs_no_other(tmp_path):
    broken = pa.StringArray.from_buffers(3, pa.py_buffer(b"\0\0\0\0\1\0\0\0\2\0\0\0\3\0\0\0"), pa.py_buffer(b"a\xffc"))
    pq.write_table(pa.table({"text": broken}), tmp_path / "x.parquet")
    first, second, third = found(tmp_path / "x.parquet")
    assert (first.data, third.data) == ("a", "c")
    assert (second.source, second.reason) == ("x.parquet#2", "bad-row")


def test_a_row_without_a_document_and_one_too_large_are_in_quarantine(tmp_path):
    rows = [{"text": "fine"}, {"text": None}, {"text": "x" * 2_000}]
    sources = found(written(tmp_path / "x.parquet", rows), Limits(document_bytes=1_000))
    assert [getattr(s, "reason", "read") for s in sources] == ["read", "no-text", "too-large"]


def test_packed_files_hold_the_same(tmp_path):
    plain = written(tmp_path / "x.parquet", [{"text": "t"}])
    (tmp_path / "y.parquet.gz").write_bytes(gzip.compress(plain.read_bytes()))
    assert [source.data for source in found(tmp_path / "y.parquet.gz")] == ["t"]


def test_a_bomb_is_not_unpacked(tmp_path):
    rows = [{"text": "x" * 20_000_000}]
    written(tmp_path / "x.parquet", rows, compression="zstd", use_dictionary=False)
    (lost,) = found(tmp_path / "x.parquet", Limits(expansion=100))
    assert lost.reason == "compression-bomb"


@pytest.mark.parametrize(
    "damage", [lambda d: d[:0], lambda d: d[:0] + b"noise" * 50, lambda d: d[:-40], lambda d: d[:4] + d[60:]]
)
def test_a_damaged_file_is_one_fault(tmp_path, damage):
    whole = written(tmp_path / "x.parquet", [{"text": f"text {n}"} for n in range(50)]).read_bytes()
    (tmp_path / "x.parquet").write_bytes(damage(whole))
    (lost,) = found(tmp_path / "x.parquet")
    assert (lost.source, lost.reason) == ("x.parquet#1", "bad-parquet")
