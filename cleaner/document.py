"""The way of a document as frozen values: what a reader found, what the stages decide, what comes out.

Nothing here computes more than a length or a record; every other module of the package speaks in these words.
Offsets are code points of the document's repaired text throughout. What a document has by the hundred is a named tuple:
to make one takes a third of the time that a frozen dataclass takes.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

from cleaner.page import Evidence, PageFacts

if TYPE_CHECKING:
    from datasketch import LeanMinHash

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


class Block(NamedTuple):
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


class Cut(NamedTuple):
    """A proposal to remove text[start:end], and once accepted the removal itself."""

    start: int
    end: int
    stage: str
    rule: str


class Kept(NamedTuple):
    """A span that stays, and where it goes."""

    start: int
    end: int
    role: Role


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


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document after decode, markup and repair: what every later stage, and site evidence, looks at.

    `text` is the repaired text; `blocks` lie in it in order and do not overlap; what lies between them is layout.
    `page` is None for plain text. `region` is, for each block of a page, the rule by which the page's structure cuts it
    (None where it stays); None where that is not known yet.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    encoding: str
    repairs: Mapping[str, int]
    page: PageFacts | None = None
    region: tuple[str | None, ...] | None = None


class Removal(NamedTuple):
    """A removed span of the repaired text, and the stage and rule that took it."""

    stage: str
    rule: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Quarantined:
    """A document that could not be cleaned: why, in a stable word and in a sentence."""

    source: str
    wanted_id: str
    reason: str
    detail: str


@dataclass(frozen=True, slots=True)
class Document:
    """A cleaned document: the record's fields, and the spans that account for its repaired text.

    `id` is the wanted id until the corpus has made it unique. `dropped` names why the document leaves the corpus
    (`empty`, `language`), None where it stays.
    """

    id: str
    source: str
    url: str | None
    site: str | None
    headline: str | None
    body: str
    language: Language
    published: str | None
    modified: str | None
    authors: tuple[str, ...]
    dateline: str | None
    meta: Mapping[str, Any]
    encoding: str
    repairs: Mapping[str, int]
    rules: str
    flags: tuple[str, ...]
    extracted: Mapping[str, Any]
    languages: Mapping[str, float]
    text: str
    kept: tuple[Kept, ...]
    removals: tuple[Removal, ...]
    dropped: str | None = None

    @property
    def sketch(self) -> "LeanMinHash":
        """The MinHash of the body's shingles as datasketch's LeanMinHash, to go on with in datasketch."""
        from cleaner.stages.sketch import lean_minhash

        return lean_minhash(self.body)

    def removed(self) -> dict[str, int]:
        """Removed characters by rule id, in the order of the rules' names; layout is not counted as a loss."""
        sums: dict[str, int] = {}
        for removal in self.removals:
            if removal.rule != "layout":
                sums[removal.rule] = sums.get(removal.rule, 0) + removal.end - removal.start
        return dict(sorted(sums.items()))

    def record(self) -> dict[str, Any]:
        """The record of the contract, its keys in the contract's order."""
        return {
            "id": self.id,
            "source": self.source,
            "url": self.url,
            "site": self.site,
            "headline": self.headline,
            "body": self.body,
            "language": self.language.code,
            "language_confidence": self.language.confidence,
            "published": self.published,
            "modified": self.modified,
            "authors": list(self.authors),
            "dateline": self.dateline,
            "meta": dict(self.meta),
            "provenance": {
                "encoding": self.encoding,
                "repairs": dict(sorted(self.repairs.items())),
                "removed": self.removed(),
                "rules": self.rules,
                "flags": list(self.flags),
                "extracted": dict(self.extracted),
                "languages": dict(self.languages),
                "duplicates": [],
            },
        }
