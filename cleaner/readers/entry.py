"""What a scan of RAW finds: files in order, faults in their places, and how much was ignored."""

from dataclasses import dataclass
from pathlib import Path
from typing import Literal

Format = Literal["document", "jsonl", "warc", "parquet"]
Compression = Literal["", "gz", "zst"]

FORMATS: dict[str, Format] = {
    ".txt": "document",
    ".html": "document",
    ".htm": "document",
    ".xhtml": "document",
    ".md": "document",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".warc": "warc",
    ".parquet": "parquet",
}
COMPRESSIONS: dict[str, Compression] = {".gz": "gz", ".zst": "zst"}
HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file to read. `name` is its path relative to RAW with `/`, undecodable bytes as `\\xNN`."""

    path: Path
    name: str
    stem: str
    format: Format
    compression: Compression
    html: bool | None
    size: int


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in the place of a document that cannot be read."""

    name: str
    stem: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Listing:
    """All that RAW holds, in input order."""

    entries: tuple[FileEntry | Fault, ...]
    ignored: int


def split_name(name: str) -> tuple[str, str, Compression]:
    """Stem, suffix (lower case, without the compression's) and compression of a file name.

    >>> split_name("a/Story.HTML.gz")
    ('Story', '.html', 'gz')
    """
    base = name.rsplit("/", 1)[-1]
    compression: Compression = ""
    head, dot, tail = base.rpartition(".")
    if dot and head and "." + tail.lower() in COMPRESSIONS:
        compression, base = COMPRESSIONS["." + tail.lower()], head
    head, dot, tail = base.rpartition(".")
    if not dot or not head:
        return base, "", compression
    return head, "." + tail.lower(), compression
