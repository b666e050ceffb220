"""WARC files as warcio, which is not what reads them, writes them."""

import io
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any


@dataclass
class Capture:
    """One record."""

    url: str
    body: bytes = b""
    content_type: str | None = "text/html"
    status: str = "200 OK"
    http: tuple[tuple[str, str], ...] = ()
    warc: dict[str, str] = field(default_factory=dict)
    kind: str = "response"


def write_warc(path: Path, captures: list[Capture], *, gzip: bool = False) -> Path:
    """Write records into a file, a warcinfo before them."""
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=gzip)
        writer.write_record(writer.create_warcinfo_record(path.name, {"software": "a test"}))
        for capture in captures:
            writer.write_record(_record(writer, capture, StatusAndHeaders))
    return path


def _record(writer: Any, capture: Capture, headers: Any) -> Any:
    typed = [("Content-Type", capture.content_type)] if capture.content_type else []
    if capture.kind == "revisit":
        http = headers("200 OK", typed, protocol="HTTP/1.1")
        return writer.create_revisit_record(
            capture.url, "sha1:AAAA", capture.url, "2026-01-01T00:00:00Z", http_headers=http
        )
    payload = io.BytesIO(capture.body)
    if capture.kind in ("response", "request"):
        http = headers(capture.status, [*typed, *capture.http], protocol="HTTP/1.1")
        return writer.create_warc_record(
            capture.url, capture.kind, payload=payload, http_headers=http, warc_headers_dict=dict(capture.warc)
        )
    return writer.create_warc_record(
        capture.url,
        capture.kind,
        payload=payload,
        warc_content_type=capture.content_type or "",
        warc_headers_dict=dict(capture.warc),
    )


def in_frames(data: bytes) -> bytes:
    """The records of a file, a frame each, as `.warc.zst` has them: with a dictionary of what they share in front."""
    import zstandard

    records = [b"WARC/1.0\r\n" + rest for rest in data.split(b"WARC/1.0\r\n")[1:]]
    dictionary = zstandard.ZstdCompressionDict(b"".join(record[:600] for record in records))
    head = b"\x5d\x2a\x4d\x18" + len(dictionary.as_bytes()).to_bytes(4, "little") + dictionary.as_bytes()
    compressor = zstandard.ZstdCompressor(dict_data=dictionary)
    return head + b"".join(compressor.compress(record) for record in records)
