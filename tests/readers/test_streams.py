"""Limits of what a file may give: a bomb or a damaged file costs itself and nothing else."""

import gzip
import io
from pathlib import Path

import pytest
import zstandard

from cleaner.readers.items import FaultItem, RowItem, items_of, items_of_stdin
from cleaner.readers.scan import NoInput, scan
from cleaner.readers.streams import DICTIONARY, BadStream, head_of, lines_of, opened, read_whole, sniffed_compression
from cleaner.settings import Limits

LIMITS = Limits(document_bytes=1000)


@pytest.mark.parametrize("compression", ["", "gz", "zst"])
def test_a_document_over_the_limit_is_refused_before_it_is_all_in_memory(tmp_path: Path, compression):
    data = bytes(5_000_000)
    packed = {"": lambda d: d, "gz": gzip.compress, "zst": zstandard.compress}[compression](data)
    path = tmp_path / "x"
    path.write_bytes(packed)
    with pytest.raises(BadStream) as caught:
        read_whole(path, compression, limit=1000, expansion=10**9)
    assert caught.value.reason == "too-large"


def test_a_bomb_is_told_by_its_ratio(tmp_path: Path):
    path = tmp_path / "x.zst"
    path.write_bytes(zstandard.compress(bytes(200_000_000)))
    with pytest.raises(BadStream) as caught, opened(path, "zst", expansion=1000) as chunks:
        for _ in chunks:
            pass
    assert caught.value.reason == "compression-bomb"


def test_several_members_and_frames_are_one_stream(tmp_path: Path):
    for compression, pack in (("gz", gzip.compress), ("zst", zstandard.compress)):
        path = tmp_path / compression
        path.write_bytes(pack(b"one ") + pack(b"two"))
        assert read_whole(path, compression, limit=100, expansion=1000) == b"one two"


def test_lines_split_at_line_feeds_alone():
    text = "a\u2028b\x85c\rd\r\n\ne".encode()
    assert list(lines_of(iter([text[:3], text[3:]]), limit=100)) == [text.split(b"\n")[0], b"", b"e"]


def test_a_line_over_the_limit_is_one_lost_document(tmp_path: Path):
    (tmp_path / "f.jsonl").write_bytes(b'{"text":"a"}\n' + b"x" * 5000 + b'\n\n{"text":"b"}')
    items = list(items_of(scan(str(tmp_path)), LIMITS))
    assert [type(item) for item in items] == [RowItem, FaultItem, RowItem]
    assert [getattr(item, "name", None) or item.lost.source for item in items] == [
        "f.jsonl#1",
        "f.jsonl#2",
        "f.jsonl#3",
    ]


def test_what_could_be_read_of_a_cut_file_is_kept_and_the_rest_is_one_fault(tmp_path: Path):
    rows = b"".join(b'{"text":"%d"}\n' % n for n in range(50_000))
    packed = gzip.compress(rows)
    (tmp_path / "f.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    items = list(items_of(scan(str(tmp_path)), LIMITS))
    assert len(items) > 1000
    assert all(isinstance(item, RowItem) for item in items[:-1])
    assert isinstance(items[-1], FaultItem)
    assert items[-1].lost.reason == "bad-compression"


def stdin(data: bytes) -> list:
    return list(items_of_stdin(io.BufferedReader(io.BytesIO(data)), LIMITS))


def test_standard_input_is_rows_or_one_document_compressed_or_not():
    rows = b'{"text":"a"}\n{"text":"b"}\n'
    for data in (rows, gzip.compress(rows), zstandard.compress(rows)):
        assert [item.name for item in stdin(data)] == ["stdin#1", "stdin#2"]
    (page,) = stdin(b"<html><p>x</p>")
    assert (page.name, page.data) == ("stdin#1", b"<html><p>x</p>")
    with pytest.raises(NoInput):
        stdin(b" \n ")


GIANT = zstandard.compress(bytes(1 << 26))


def with_dictionary(data: bytes, *, packed: bool) -> bytes:
    """Frames that need a dictionary, and it before them, as crawlers write `.warc.zst`."""
    dictionary = b"".join(b"WARC-Header-%d: value\r\n" % n for n in range(400))
    held = zstandard.compress(dictionary) if packed else dictionary
    frame = DICTIONARY + len(held).to_bytes(4, "little") + held
    compressor = zstandard.ZstdCompressor(dict_data=zstandard.ZstdCompressionDict(dictionary))
    half = len(data) // 2
    return frame + compressor.compress(data[:half]) + compressor.compress(data[half:])


@pytest.mark.parametrize("packed", [False, True])
def test_a_dictionary_in_the_first_frame_is_used(tmp_path, packed):
    data = b"WARC-Header-7: value\r\nWARC-Header-9: value\r\n" * 5_000
    path = tmp_path / "x.zst"
    path.write_bytes(with_dictionary(data, packed=packed))
    assert sniffed_compression(path.read_bytes()[:4]) == "zst"
    with opened(path, "zst", expansion=10**6) as chunks:
        assert b"".join(chunks) == data
    assert head_of(path, "zst", 11) == data[:11]


@pytest.mark.parametrize(
    "damage",
    [
        lambda data: data[:2_000],
        lambda data: DICTIONARY + b"\xff\xff\xff\x7f" + data[8:],
        lambda data: data[8 + int.from_bytes(data[4:8], "little") :],
        lambda data: DICTIONARY + len(GIANT).to_bytes(4, "little") + GIANT + data,
    ],
)
def test_a_dictionary_that_is_damaged_giant_or_missing_is_said(tmp_path, damage):
    path = tmp_path / "x.zst"
    path.write_bytes(damage(with_dictionary(b"WARC-Header-7: value\r\n" * 500, packed=False)))
    with pytest.raises(BadStream) as caught, opened(path, "zst", expansion=1000) as chunks:
        list(chunks)
    assert caught.value.reason == "bad-compression"
