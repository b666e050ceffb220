"""The way of a document as frozen values: what a reader found, what the stages decide, what comes out.

Nothing here computes more than a length or a record; every other module of the package speaks in these words.
Offsets are code points of the document's repaired text throughout.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal
from zlib import crc32

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


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a page that hold or group text, flat, in document order (plain formatting is left out).

    `parents[i]` is the element around element i (-1 at the root); `tags[i]` its name; `labels[i]` what its author
    called it: the values of class, id, role, itemprop and the like, joined by spaces, as written.
    Flat lists and no links between objects, so that neither depth nor size of a page can hurt.
    """

    parents: tuple[int, ...]
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    classes: tuple[str, ...]

    def trail(self, element: int) -> list[int]:
        """The element and its ancestors, innermost first."""
        found = []
        while element >= 0:
            found.append(element)
            element = self.parents[element]
        return found


_NO_MARK = re.compile(r"(?!(?:tag|category|cat|status|format|author)-)[^\d]+")


def text_key(text: str) -> int:
    """A number for the letters and digits of a text: equal for texts that differ in case, spaces, punctuation alone.

    Stable over processes and machines, unlike `hash`; 45 bits, so that two texts of a site never share one.
    """
    letters = re.sub(r"[\W_]+", "", text.casefold()).encode("utf-8", "surrogatepass")
    return crc32(letters) << 13 | len(letters) & 0x1FFF


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the markup says about one block (only blocks of HTML pages have it).

    `element` is the innermost element of `tree` that holds the whole block; `link_density` the share of its
    characters that are links; `marks` the site rules (`html:` kind) that keep ("+id") or strip ("-id") it.
    """

    tree: Tree = field(repr=False, compare=False)
    element: int
    link_density: float = 0.0
    marks: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Tag-and-class path from the root, as site evidence and learned rules use it (at most 40 steps)."""
        tree = self.tree
        steps = [".".join((tree.tags[i], *sorted(set(tree.classes[i].split())))) for i in tree.trail(self.element)[:40]]
        return " > ".join(reversed(steps))

    @property
    def place(self) -> str:
        """The last four steps of the path, without classes that number or tag a single page (`post-123`)."""
        tree = self.tree
        steps = [
            ".".join((tree.tags[i], *sorted({name for name in tree.classes[i].split() if _NO_MARK.fullmatch(name)})))
            for i in tree.trail(self.element)[:4]
        ]
        return " > ".join(reversed(steps))

    @property
    def words(self) -> frozenset[str]:
        """The class, id and role words of the block's element and its ancestors (at most 40), lower case."""
        tree = self.tree
        labels = " ".join([tree.labels[i] for i in tree.trail(self.element)[:40]])
        return frozenset(re.findall(r"[^\W\d_]+", labels.lower()))


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
class Moment:
    """A date in the flow of a page: its value as written, the element of the tree it stands in, and its label."""

    value: str
    element: int
    label: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an HTML page states about itself, apart from its blocks.

    Candidates stand in the order in which the page states them within one origin; `article_bodies` are JSON-LD's
    (evidence for the region, never the body itself); `moments` are `<time>` and microdata dates in the page's flow
    with the element they stand in; `addresses` are the page's own URLs.
    """

    headlines: tuple[Candidate, ...] = ()
    published: tuple[Candidate, ...] = ()
    modified: tuple[Candidate, ...] = ()
    authors: tuple[str, ...] = ()
    site_name: str | None = None
    canonical_url: str | None = None
    og_url: str | None = None
    language_hint: str | None = None
    descriptions: tuple[str, ...] = ()
    article_bodies: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    addresses: tuple[str, ...] = ()


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
class HtmlProfile:
    """What the pages of a site in the run have in common: places (`Evidence.place`) where they carry boilerplate
    alone, and keys (`text_key`) of texts that stand on several distinct pages."""

    chrome_places: frozenset[str] = frozenset()
    chrome_texts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TextProfile:
    """What the other documents of a site show, as keys of folded texts: lines that come back around its articles,
    what it calls itself behind its headlines, words that open interruptions, buttons stuck to its paragraphs."""

    chrome_lines: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    openings: frozenset[int] = frozenset()
    buttons: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What the documents of one site in a run have in common, for its texts and for its pages."""

    text: TextProfile | None = None
    html: HtmlProfile | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed HTML page: its visible blocks in document order (texts as parsed, `start` 0), and its facts.

    `stated` is what site rules read from it, as found.
    """

    blocks: tuple[Block, ...]
    facts: PageFacts
    stated: Given = Given()


@dataclass(frozen=True, slots=True)
class Prepared:
    """A document after decode, markup and repair: what every later stage, and site evidence, looks at.

    `text` is the repaired text; `blocks` lie in it in order and do not overlap; what lies between them is layout.
    `page` is None for plain text.
    """

    source: Source
    text: str
    blocks: tuple[Block, ...]
    encoding: str
    repairs: Mapping[str, int]
    page: PageFacts | None = None


@dataclass(frozen=True, slots=True)
class Removal:
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
