"""What the lines around an article say about it: when it was published, who wrote it, from where."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.document import Block
from cleaner.rulebook.datestamp import Stamp, parse_stamps
from cleaner.rulebook.packs import Packs
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.outline import Outline
from cleaner.stages.chrome.shapes import is_person
from cleaner.stages.chrome.signed import signature
from cleaner.stages.chrome.vocabulary import Vocabulary
from cleaner.stages.chrome.weights import TAIL, TOP, UNDER

NEAR = 2
"""Lines of chrome that may stand between a date and the headline it belongs to."""

_PARTS = re.compile(r"\s*[|·•¦]\s*|\s+[–—/]\s+|\s{2,}")
_DATELINE = re.compile(
    r"(?P<place>[^\W\d_][^\W\d_.’'-]*(?:[ .’'-]+[^\W\d_][^\W\d_.’'-]*){0,3})"
    r"(?P<rest>(?:,\s*[^—–\n]{2,40}?)?(?:\s*\([^)]{2,30}\))?)\s*(?:\s[—–-]{1,2}\s|[—–]\s)"
)


@dataclass(frozen=True, slots=True)
class Meta:
    """Values found; None and empty where the lines say nothing."""

    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    page_date: str | None = None


def read_meta(blocks: Sequence[Block], looks: Sequence[Look], outline: Outline, packs: Packs) -> Meta:
    """The values stated in the lines that are not body."""
    stamps = _by_line(looks, outline)
    published, modified = _dates(looks, outline, stamps)
    last = next((s[0].value for i, s in sorted(stamps.items(), reverse=True) if outline.parts[i] == TAIL), None)
    bounds = outline.body()
    return Meta(
        published=published,
        modified=modified,
        authors=_authors(blocks, looks, outline, packs),
        dateline=dateline_of(blocks[bounds[0]].text, packs) if bounds else None,
        page_date=last if last != published else None,
    )


def _by_line(looks: Sequence[Look], outline: Outline) -> dict[int, tuple[Stamp, ...]]:
    """Dated stamps of the lines that are chrome, by line; those of a masthead (a stamp beside a name) apart."""
    return {
        i: tuple(stamp for stamp in look.stamps if stamp.value)
        for i, look in enumerate(looks)
        if look.stamps and outline.parts[i] in (TOP, UNDER, TAIL) and any(stamp.value for stamp in look.stamps)
    }


def _dates(
    looks: Sequence[Look], outline: Outline, stamps: dict[int, tuple[Stamp, ...]]
) -> tuple[str | None, str | None]:
    """Publication and change, from the stamps beside the headline or the byline."""
    near = sorted(
        (distance, i)
        for i in stamps
        if looks[i].kind != "crumbs" and (distance := _distance(i, looks, outline)) is not None
    )
    found = [stamp for _, i in near for stamp in stamps[i]]
    plain = [s.value for s in found if s.label == "published"] or [s.value for s in found if s.label is None]
    changed = [s.value for s in found if s.label == "updated"]
    return (plain[0] if plain else changed[0] if changed else None), (changed[0] if changed and plain else None)


def _distance(i: int, looks: Sequence[Look], outline: Outline) -> int | None:
    """How far a stamp is from what it can date: the headline, else the byline, else the body; None if too far."""
    part = outline.parts[i]
    if part == UNDER:
        return i - (outline.headline or 0)
    if part == TOP:
        anchor = outline.headline
        if anchor is None:
            bounds = outline.body()
            anchor = bounds[0] if bounds else None
            beside = any(looks[j].kind == "byline" for j in (i - 1, i, i + 1) if 0 <= j < len(looks))
            if not beside and not any(s.label for s in looks[i].stamps):
                return None
        if anchor is not None and 0 < anchor - i <= NEAR:
            return 50 + anchor - i
        return None
    beside = any(looks[j].kind == "byline" for j in (i - 1, i, i + 1) if 0 <= j < len(looks))
    labelled = any(s.label for s in looks[i].stamps)
    return 100 + i if beside or labelled else None


def _authors(blocks: Sequence[Block], looks: Sequence[Look], outline: Outline, packs: Packs) -> tuple[str, ...]:
    """Names in the byline lines, in order."""
    words = Vocabulary(packs)
    found: list[str] = []
    for i, look in enumerate(looks):
        if look.kind == "byline" and outline.parts[i] in (TOP, UNDER, TAIL):
            for name in names_in(blocks[i].text, words):
                if name not in found:
                    found.append(name)
    return tuple(found)


def names_in(text: str, words: Vocabulary) -> list[str]:
    """The names that a byline gives after (or, without such a word, as) its opening phrase."""
    for part in _PARTS.split(text):
        hit = words.starts(part).get("byline")
        if hit is None:
            continue
        rest = part[hit.length :].strip(" :：՝–—-,")
        names = [name.strip() for name in re.split(r",|\s(?:and|и|та|і|und|et|y|e|və|ve|და|և|&)\s", rest)]
        found = [name for name in names if name and is_person(name)]
        if found:
            return found
    signed = signature(text, words)
    return [signed.name] if signed is not None else []


def dateline_of(text: str, packs: Packs) -> str | None:
    """The dateline that a paragraph begins with: a place in capitals, or a place with a date or an agency.

    >>> from cleaner.rulebook.packs import Packs
    >>> dateline_of("PARIS (AFP) — The court ruled.", Packs(()))
    'PARIS (AFP)'
    """
    beginning = text[:90]
    if not any(dash in beginning for dash in "—–-"):
        return None
    match = _DATELINE.match(beginning)
    if match is None:
        return None
    rest = match["rest"]
    dated = rest.startswith(",") and bool(parse_stamps(rest.split("(")[0].strip(" ,"), packs))
    if match["place"].isupper() or dated or rest.lstrip().startswith("("):
        return (match["place"] + rest).strip()
    return None
