"""Site evidence for pages: which places of a site's templates carry boilerplate, and which texts recur.

What the region stage would keep of each page is held against the other pages of its site. A text that several
distinct pages have is chrome; so is a place (the last steps of the tag-and-class path) where most of what the pages
have recurs, and what does not is little. Near copies of a page count once: a story that was published twice must not
make chrome of itself.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from cleaner.corpus.profile.chosen import chance
from cleaner.document import Prepared
from cleaner.page import PageFacts, text_key
from cleaner.profile import HtmlProfile
from cleaner.stages import region

MOST_PAGES = 400
"""Pages of a site that are looked at; more would tell nothing new, and memory stays bounded."""
FEWEST = 3
"""With fewer distinct pages nothing is said."""
LONG_TEXT = 25
"""Letters from which on a text that two pages share is no accident; a shorter one needs three pages and a third."""
PROSE = 80
"""Letters of what counts as a paragraph when copies are sought."""
COPY = 0.5
"""Share of its paragraphs that a page has in common with another, from which on it is a copy."""
RECURRING = 0.5
"""Share of a place's blocks that recur on other pages, from which on the place is boilerplate …"""
CONTENT = 0.1
"""… unless it carries at least this share of all that the pages keep and that does not recur."""


@dataclass(frozen=True, slots=True)
class HtmlObservation:
    """What one page tells: place, key and length of each block that its region keeps, and what it cuts where."""

    kept: tuple[tuple[str, int, int], ...]
    cut: frozenset[int]

    @property
    def paragraphs(self) -> frozenset[int]:
        """Keys of the paragraphs, by which copies are known."""
        return frozenset([key for _, key, length in self.kept if length >= PROSE])

    @property
    def standing(self) -> set[int]:
        """What stands where, of all blocks: a story's teaser on another page is not the same text in the same place."""
        return {_where(place, key) for place, key, _ in self.kept} | self.cut


def _where(place: str, key: int) -> int:
    return _place_key(place) ^ key


_place_key = lru_cache(maxsize=16384)(text_key)
"""The pages of a site have the same few places."""


def observe(prepared: Prepared, facts: PageFacts) -> HtmlObservation:
    """What a prepared page tells about its site's template."""
    cuts = {cut.start for cut in region.select(prepared.blocks, facts, known=prepared.region).cuts}
    kept: list[tuple[str, int, int]] = []
    cut: set[int] = set()
    for block in prepared.blocks:
        if block.evidence is None:
            continue
        place, key = block.evidence.place, text_key(block.text)
        if block.start in cuts:
            cut.add(_where(place, key))
        else:
            kept.append((place, key, len(block.text)))
    return HtmlObservation(tuple(kept), frozenset(cut))


def add(pages: list[tuple[int, HtmlObservation]], row: int, page: HtmlObservation) -> None:
    """Add a page to those of its site; of very many, those whose rows have the smallest keys stay.

    The choice depends neither on the order nor on how the pages were handed out, and memory stays bounded.
    """
    pages.append((row, page))
    if len(pages) >= 2 * MOST_PAGES:
        pages.sort(key=_by_chance)
        del pages[MOST_PAGES:]


def _by_chance(pair: tuple[int, HtmlObservation]) -> tuple[int, int]:
    return chance(pair[0])


def build(observations: Sequence[tuple[int, HtmlObservation]]) -> HtmlProfile | None:
    """The profile of one site from (row, observation) of its pages, in any order; None where they tell nothing."""
    chosen = sorted(observations, key=_by_chance)[:MOST_PAGES]
    pages = _distinct([page for _, page in sorted(chosen, key=lambda pair: pair[0])])
    if len(pages) < FEWEST:
        return None
    spread = Counter(standing for page in pages for standing in page.standing)
    texts = frozenset(
        [
            key
            for page in pages
            for place, key, length in page.kept
            if (pages_with := spread[_where(place, key)]) >= 2
            and (length >= LONG_TEXT or (pages_with >= 3 and 3 * pages_with >= len(pages)))
        ]
    )
    places = _boilerplate(pages, spread)
    return HtmlProfile(places, texts) if texts or places else None


def _distinct(pages: Iterable[HtmlObservation]) -> list[HtmlObservation]:
    """The pages without those that are a copy of an earlier one by their paragraphs."""
    owners: dict[int, int] = {}
    found: list[HtmlObservation] = []
    for page in pages:
        shared = Counter(owners[key] for key in page.paragraphs if key in owners)
        if shared and max(shared.values()) >= COPY * len(page.paragraphs):
            continue
        for key in page.paragraphs:
            owners.setdefault(key, len(found))
        found.append(page)
    return found


def _boilerplate(pages: Sequence[HtmlObservation], spread: Counter[int]) -> frozenset[str]:
    """Places where most blocks recur on other pages, and which carry little that does not."""
    blocks: Counter[str] = Counter()
    recurring: Counter[str] = Counter()
    own: Counter[str] = Counter()
    for page in pages:
        for place, key, length in page.kept:
            blocks[place] += 1
            if spread[_where(place, key)] >= 2:
                recurring[place] += 1
            else:
                own[place] += length
    whole = sum(own.values())
    return frozenset(
        [
            place
            for place, count in blocks.items()
            if recurring[place] >= max(2, RECURRING * count) and own[place] < CONTENT * whole
        ]
    )
