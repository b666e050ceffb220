"""WARC files: which records are documents, and that every other one is accounted for."""

import gzip
import zlib
from collections import Counter
from pathlib import Path

import pytest
import zstandard

pytest.importorskip("fastwarc", reason="FastWARC, which reads WARC files, is not installed")
pytest.importorskip("warcio", reason="warcio, which writes the files of these tests, is not installed")

from captures import Capture, write_warc

from cleaner.document import Quarantined, Source
from cleaner.readers import PassedOver, items_of, read, scan
from cleaner.settings import Limits

PAGE = "<title>Паром</title><p>Паром снова вышел в море.</p>"


LIMITS = Limits()


def packed(data: bytes) -> bytes:
    """The data as gzip writes it at no certain time."""
    return gzip.compress(data, mtime=0)


def found(path: Path, limits: Limits = LIMITS) -> tuple[list[Source], list[Quarantined], Counter[str]]:
    """What a file gives: documents, losses, and what lies between them."""
    sources: list[Source] = []
    lost: list[Quarantined] = []
    passed: Counter[str] = Counter()
    for item in items_of(scan(str(path)), limits):
        if isinstance(item, PassedOver):
            passed[item.reason] += 1
            continue
        source = read(item, limits, lambda value: value)
        if isinstance(source, Source):
            sources.append(source)
        else:
            lost.append(source)
    return sources, lost, passed


def test_a_response_gives_address_charset_and_id_from_its_headers(tmp_path):
    headers = {"WARC-Record-ID": "<urn:uuid:62cc913c-ace1-468e-a4c3-3a684bec8727>"}
    capture = Capture("http://a.example/1", PAGE.encode("cp1251"), "text/html; charset=Windows-1251", warc=headers)
    (source,), lost, passed = found(write_warc(tmp_path / "x.warc", [capture]))
    assert (source.url, source.declared_encoding, source.html) == ("http://a.example/1", "Windows-1251", True)
    assert (source.wanted_id, source.name) == ("62cc913c-ace1-468e-a4c3-3a684bec8727", "x.warc#1")
    assert source.data == PAGE.encode("cp1251")
    assert (lost, passed) == ([], {"warc-warcinfo": 1})


@pytest.mark.parametrize(
    ("capture", "html"),
    [
        (Capture("http://a.example/", b"text", "text/plain"), None),
        (Capture("http://a.example/", b"<p>x", "application/xhtml+xml"), True),
        (Capture("http://a.example/", b"<p>x", None), None),
        (Capture("http://a.example/", b"<p>x", None, warc={"WARC-Identified-Payload-Type": "text/html"}), True),
        (Capture("http://a.example/", b"of a WET file", "text/plain", kind="conversion"), None),
        (Capture("http://a.example/", b"<p>saved", "text/html", kind="resource"), True),
        (Capture("http://a.example/", b"<p>x", status="203 Non-Authoritative Information"), True),
    ],
)
def test_what_is_a_document(tmp_path, capture, html):
    sources, lost, _ = found(write_warc(tmp_path / "x.warc", [capture]))
    assert [(source.data, source.html) for source in sources] == [(capture.body, html)]
    assert lost == []


@pytest.mark.parametrize(
    ("capture", "reason"),
    [
        (Capture("http://a.example/", b"GIF89a", "image/gif"), "content-type"),
        (Capture("http://a.example/", bytes(range(32)) * 9, None), "content-type"),
        (Capture("http://a.example/", b"{}", "application/json"), "content-type"),
        (Capture("http://a.example/", b"gone", status="404 Not Found"), "http-status"),
        (Capture("http://a.example/", b"", status="301 Moved"), "http-status"),
        (Capture("http://a.example/", kind="revisit"), "warc-revisit"),
        (Capture("http://a.example/", kind="request"), "warc-request"),
        (Capture("http://a.example/", b"via: x", "application/warc-fields", kind="metadata"), "warc-metadata"),
    ],
)
def test_what_is_none_is_counted_by_its_reason(tmp_path, capture, reason):
    page = Capture("http://a.example/page", b"<p>x")
    sources, lost, passed = found(write_warc(tmp_path / "x.warc", [capture, page]))
    assert [source.name for source in sources] == ["x.warc#1"]
    assert (lost, passed) == ([], {"warc-warcinfo": 1, reason: 1})


BOMB = gzip.compress(bytes(20_000_000))


@pytest.mark.parametrize(
    ("capture", "reason"),
    [
        (Capture("http://a.example/", b"<p>half a pa", warc={"WARC-Truncated": "length"}), "truncated"),
        (Capture("http://a.example/", bytes(2_000)), "too-large"),
        (Capture("http://a.example/", packed(bytes(2_000)), http=(("Content-Encoding", "gzip"),)), "too-large"),
        (Capture("http://a.example/", packed(b"x")[:-9], http=(("Content-Encoding", "gzip"),)), "bad-coding"),
        (Capture("http://a.example/", b"x", http=(("Content-Encoding", "lzma"),)), "bad-coding"),
        (Capture("http://a.example/", b"9\r\nshort", http=(("Transfer-Encoding", "chunked"),)), "bad-coding"),
    ],
)
def test_what_is_lost_names_its_reason_and_costs_no_other(tmp_path, capture, reason):
    page = Capture("http://a.example/page", b"<p>x")
    sources, lost, _ = found(write_warc(tmp_path / "x.warc", [page, capture, page]), Limits(document_bytes=1_000))
    assert [source.name for source in sources] == ["x.warc#1", "x.warc#3"]
    assert [(each.source, each.reason) for each in lost] == [("x.warc#2", reason)]


def test_a_bomb_in_a_record_is_not_unpacked(tmp_path):
    capture = Capture("http://a.example/", BOMB, http=(("Content-Encoding", "gzip"),))
    _, lost, _ = found(write_warc(tmp_path / "x.warc", [capture]), Limits(expansion=100))
    assert [each.reason for each in lost] == ["compression-bomb"]


DEFLATE = zlib.compressobj(wbits=-15)


@pytest.mark.parametrize(
    ("coding", "packed"),
    [
        ("gzip", packed(PAGE.encode())),
        ("gzip", PAGE.encode()),
        ("deflate", zlib.compress(PAGE.encode())),
        ("deflate", DEFLATE.compress(PAGE.encode()) + DEFLATE.flush()),
        ("zstd", zstandard.compress(PAGE.encode())),
        ("identity", PAGE.encode()),
    ],
)
def test_codings_are_undone(tmp_path, coding, packed):
    body = b"%x;a=b\r\n%s\r\n1\r\n \r\n0\r\n\r\n" % (len(packed), packed) if coding == "identity" else packed
    http = (("Content-Encoding", coding), *((("Transfer-Encoding", "chunked"),) if coding == "identity" else ()))
    (source,), _, _ = found(write_warc(tmp_path / "x.warc", [Capture("http://a.example/", body, http=http)]))
    assert source.data.decode().rstrip() == PAGE


def test_brotli_is_undone(tmp_path):
    brotli = pytest.importorskip("brotli", reason="no brotli to pack a page with")
    capture = Capture("http://a.example/", brotli.compress(PAGE.encode()), http=(("Content-Encoding", "br"),))
    (source,), _, _ = found(write_warc(tmp_path / "x.warc", [capture]))
    assert source.data.decode() == PAGE


def test_compressed_files_hold_the_same(tmp_path):
    captures = [Capture(f"http://a.example/{n}", b"<p>page %d" % n) for n in range(5)]
    plain = write_warc(tmp_path / "plain.warc", captures)
    write_warc(tmp_path / "members.warc.gz", captures, gzip=True)
    (tmp_path / "frames.warc.zst").write_bytes(zstandard.compress(plain.read_bytes()))
    wanted = [(source.url, source.data) for source in found(plain)[0]]
    assert [(s.url, s.data) for s in found(tmp_path / "members.warc.gz")[0]] == wanted
    assert [(s.url, s.data) for s in found(tmp_path / "frames.warc.zst")[0]] == wanted


@pytest.mark.parametrize("cut", [-1, -30, -180, -400])
def test_a_file_that_breaks_off_keeps_what_it_has(tmp_path, cut):
    whole = write_warc(tmp_path / "x.warc", [Capture(f"http://a.example/{n}", b"<p>" + b"x" * 60) for n in range(3)])
    (tmp_path / "cut.warc").write_bytes(whole.read_bytes()[:cut])
    sources, lost, _ = found(tmp_path / "cut.warc")
    assert len(sources) + len(lost) == 3
    assert len(sources) >= 2


@pytest.mark.parametrize("data", [b"noise" * 100, b"WARC/1.0\r\n\r\n", b"\0" * 2_000])
def test_a_file_that_is_no_warc_is_in_quarantine(tmp_path, data):
    (tmp_path / "x.warc").write_bytes(data)
    sources, lost, _ = found(tmp_path / "x.warc")
    assert sources == []
    assert [each.reason for each in lost] == ["bad-warc"]
