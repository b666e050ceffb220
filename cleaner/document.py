"""The way of a document as frozen values: what a reader found, what the stages decide, what comes out.

Nothing here computes more than a length or a record; every other module of the package speaks in these words.
Offsets are code points of the document's repaired text throughout.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Role = Literal["headline", "body"]
BlockKind = Literal["paragraph", "heading", "item", "row", "verse", "quote", "caption"]


@dataclass(frozen=True, slots=True)
class Given:
    """What the input itself states about a document (fields of a row): it wins over every guess."""

    headline: str | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One document as a reader found it.

    `name` is the record's `source`; `data` its bytes (or text, where the input was already decoded);
    `wanted_id` the input's id or the file's stem, before it is made unique; `declared_encoding` what a transport
    header said. `html` is None where the content has to decide.
    """

    name: str
    data: bytes | str
    wanted_id: str = ""
    url: str | None = None
    site: str | None = None
    html: bool | None = None
    declared_encoding: str | None = None
    given: Given = Given()
    meta: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the markup says about one block (only blocks of HTML pages have it).

    `path` is the tag-and-class path from the root, as site evidence and learned rules use it;
    `words` the class, id and role words of the block and its ancestors, lower case.
    """

    path: str
    words: frozenset[str] = frozenset()
    link_density: float = 0.0


@dataclass(frozen=True, slots=True)
class Block:
    """A line or paragraph of the repaired text, without a line feed in it.

    `tight` says that it belongs to the same list, verse or table as the block before it, so that one line feed
    and not a blank line joins the two.
    """

    text: str
    start: int
    kind: BlockKind = "paragraph"
    tight: bool = False
    gap: bool = False
    evidence: Evidence | None = None

    @property
    def end(self) -> int:
        """Offset after the last code point."""
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Cut:
    """A proposal to remove text[start:end], and once accepted the removal itself."""

    start: int
    end: int
    stage: str
    rule: str


@dataclass(frozen=True, slots=True)
class Kept:
    """A span that stays, and where it goes."""

    start: int
    end: int
    role: Role


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a page states about itself, and where it says so (`h1`, `og:title`, `json-ld`, `time`, …)."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an HTML page states about itself, apart from its blocks; candidates stand in the order of their worth."""

    headlines: tuple[Candidate, ...] = ()
    published: tuple[Candidate, ...] = ()
    modified: tuple[Candidate, ...] = ()
    authors: tuple[str, ...] = ()
    site_name: str | None = None
    canonical_url: str | None = None
    og_url: str | None = None
    language_hint: str | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """A language code (ISO 639-1, else 639-3, or `und`) and how sure it is (0..1, calibrated)."""

    code: str
    confidence: float


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """A removed document and the kept one it is near: their Jaccard, and the share of `id`'s shingles in `of`."""

    id: str
    of: str
    jaccard: float
    containment: float
