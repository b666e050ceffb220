"""The headline of an HTML page: a choice among what the page calls its headline, and which block shows it.

Some candidate is right on nearly every page, and the usual choice (the first h1, or og:title) on three of four.
What decides here is agreement: a heading that the metadata repeat, provided it does not stand in a trail of crumbs,
a menu or a dialogue, where many systems put an h1 as well.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.document import Block
from cleaner.page import PageFacts

LONGEST = 400
"""No headline is longer."""
SURE = 12
"""Letters from which on an ending or beginning in common is no accident."""
SITE_NAME = 30
"""A title's last part up to this length may be the site's name."""

BETTER_PART = 0.4
"""Share of a title that a heading below h1 must be to count as its headline."""

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LEVELS = frozenset(_HEADINGS)
_ASIDE_TAGS = frozenset({"nav", "footer", "aside", "form", "dialog", "button"})
_ASIDE_LABEL = re.compile(
    r"crumb|\bnav\b|navbar|menu\b|footer|sr-only|screen-?reader|visually-?hidden|-hidden\b|^hidden\b|\bhidden$|modal"
    r"|login|popup|lightbox|dialog|cookie|consent|translate"
    r"|(?:^|\s)(?:sidebar|comment|newsletter|related|recommend|teaser|most-?read)",
    re.I,
)
_SEPARATOR = re.compile(r"\s*[|｜»«•·]\s*|\s+[-–—:/~]+\s+|_|--+|\s-\s")
_COLON = re.compile(r"\s*[:：]\s*")
_STRUCTURED = ("json-ld", "og:title", "itemprop", "headline", "sailthru.title", "parsely-title")


@dataclass(frozen=True, slots=True)
class HeadlineChoice:
    """The headline, and the index of the block that shows it (None where only metadata has it)."""

    value: str | None = None
    block: int | None = None


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading of the page: its block, its level, and the key by which it is compared."""

    index: int
    text: str
    level: int
    key: str
    linked: bool


def fold(text: str) -> str:
    """Words of a headline, to compare by: case, punctuation and soft hyphens do not count."""
    text = unicodedata.normalize("NFKC", text.replace("\xad", "")).casefold()
    return " ".join(re.findall(r"\w+", text))


def choose(facts: PageFacts, blocks: Sequence[Block], site: str | None = None) -> HeadlineChoice:
    """Choose the page's headline.

    In this order: the h1 that structured metadata repeat (or that ends in what they state, after a kicker); another
    heading that they repeat; what JSON-LD and Open Graph agree on; a heading that is a part of the title; the h1
    above the most text; what the metadata state, without the site's name.
    """
    stated = [(c.origin, " ".join(c.value.split())) for c in facts.headlines if c.value and len(c.value) <= LONGEST]
    own = {fold(name).replace(" ", "") for name in (facts.site_name, site, (site or "").partition(".")[0]) if name}
    headings = [h for h in _headings(blocks) if h.key.replace(" ", "") not in own]
    firsts = [h for h in headings if h.level == 1]
    structured = [value for origin, value in stated if origin in _STRUCTURED]
    choice = _repeated(firsts, structured) or _repeated([h for h in headings if h.level > 1], structured)
    if choice:
        return choice
    agreed = [value for value in structured if sum(fold(value) == fold(other) for other in structured) > 1]
    if agreed:
        return HeadlineChoice(_without_site(agreed[0], facts, site))
    choice = _part(headings, [value for _, value in stated], whole=bool(structured))
    if choice:
        return choice
    above = _above_most_text(firsts, blocks)
    if above and not (above.linked and stated):
        return HeadlineChoice(above.text, above.index)
    return HeadlineChoice(_without_site(stated[0][1], facts, site) if stated else None)


def _above_most_text(firsts: Sequence[_Heading], blocks: Sequence[Block]) -> _Heading | None:
    """The h1 with the most text between it and the next one."""
    best, most = None, -1
    for n, heading in enumerate(firsts):
        following = firsts[n + 1].index if n + 1 < len(firsts) else len(blocks)
        text = sum(
            [
                len(block.text)
                for block in blocks[heading.index + 1 : following]
                if block.evidence and block.evidence.link_density < 0.5 and len(block.text) > LONGEST // 4
            ]
        )
        if text > most and not (heading.linked and best):
            best, most = heading, text
    return best


def _headings(blocks: Sequence[Block]) -> Iterator[_Heading]:
    """The headings that may be the page's, in order."""
    for index, block in enumerate(blocks):
        if block.kind != "heading" or block.evidence is None or len(block.text) > LONGEST:
            continue
        tree = block.evidence.tree
        trail = tree.trail(block.evidence.element)[:25]
        level = next((n for n, i in enumerate(trail) if tree.tags[i] in _LEVELS), 0)
        rank = _HEADINGS.index(tree.tags[trail[level]]) + 1 if tree.tags[trail[level]] in _LEVELS else 6
        around = [tree.tags[i] for i in trail[level + 1 : level + 4]]
        if (rank == 1 and "li" in around) or any(tree.tags[i] in _ASIDE_TAGS for i in trail):
            continue
        if any(_aside(tree.labels[i]) for i in trail[: level + 4]):
            continue
        if key := fold(block.text):
            yield _Heading(index, block.text, rank, key, block.evidence.link_density > 0.9)


@lru_cache(maxsize=4096)
def _aside(label: str) -> bool:
    """Whether a label says that what it holds is no part of the article."""
    return _ASIDE_LABEL.search(label) is not None


def _repeated(headings: Sequence[_Heading], structured: Sequence[str]) -> HeadlineChoice | None:
    """The first heading that equals a stated headline, or ends in one (what stands before it is a kicker)."""
    keys = {fold(value): value for value in structured}
    parts = {fold(part) for value in structured for part in _beginnings(value)}
    for heading in headings:
        if heading.key in keys or (heading.key in parts and len(heading.key) >= SURE):
            return HeadlineChoice(heading.text, heading.index)
    for heading in headings:
        for key, value in keys.items():
            if len(key) >= SURE and heading.key.endswith(" " + key) and len(heading.key) < 2.5 * len(key):
                return HeadlineChoice(value, heading.index)
    return None


def _part(headings: Sequence[_Heading], stated: Sequence[str], *, whole: bool) -> HeadlineChoice | None:
    """The heading that is the largest part of a stated title; `whole`: between two separators, even if an h1.

    An h1 counts 2.5 times its length, and any other heading must be the better part of the title: systems put the
    site's name or the section's in headings too.
    """
    best, best_size = None, 0.0
    titles = [f" {fold(value)} " for value in stated]
    sizes: dict[str, int] = {}
    for value in stated:
        for part in (*_SEPARATOR.split(value), *_COLON.split(value), *_beginnings(value), *_ends(value)):
            sizes[fold(part)] = max(sizes.get(fold(part), 0), len(value))
    for heading in headings:
        first = heading.level == 1
        found = heading.key in sizes and (first or len(heading.key) >= BETTER_PART * sizes[heading.key])
        if not found and first and not whole:
            found = any(f" {heading.key} " in title for title in titles)
        size = len(heading.key) * (2.5 if first else 1.0)
        if found and size > best_size:
            best, best_size = heading, size
    return HeadlineChoice(best.text, best.index) if best else None


def _beginnings(value: str) -> list[str]:
    """What stands before each separator of a title."""
    return [value[: found.start()] for found in _SEPARATOR.finditer(value)]


def _ends(value: str) -> list[str]:
    """What stands after each separator of a title."""
    return [value[found.end() :] for found in _SEPARATOR.finditer(value)]


def _without_site(value: str, facts: PageFacts, site: str | None) -> str:
    """A stated title without the site's name at its end or beginning."""
    cuts = list(_SEPARATOR.finditer(value))
    if not cuts:
        return value
    names = {fold(name).replace(" ", "") for name in (facts.site_name, site) if name}
    last, first = value[cuts[-1].end() :], value[: cuts[0].start()]
    if _names(last, names) or (not names and len(last) <= SITE_NAME < len(value) - len(last)):
        return value[: cuts[-1].start()].strip()
    if _names(first, names):
        return value[cuts[0].end() :].strip()
    return value


def _names(part: str, names: set[str]) -> bool:
    """Whether a part of a title is the site's name (or the beginning of its domain)."""
    key = fold(part).replace(" ", "")
    return bool(key) and any(key == name or (name.startswith(key) and len(key) > 2) or name in key for name in names)
