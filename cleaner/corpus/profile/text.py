"""Site evidence for plain text: which lines, names and buttons come back around the articles of a site.

Each document shows keys of its lines and where its own outline puts them. A line that several distinct documents
have, and nearly always around their articles, is chrome; one that comes back in the middle of articles is content,
however stock a phrase it is. Near copies count once: ten copies of one article are one document.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import combinations

from cleaner.corpus.profile.chosen import chance
from cleaner.profile import TextProfile
from cleaner.stages.chrome.evidence import AROUND, HEADLINE, INSIDE, Sight

MOST = 200
"""Documents of a site that are looked at, chosen by a key of their own: memory stays bounded whatever the order."""
FEWEST = 3
"""Distinct documents in which something must be; two may share a line by chance or by a series."""
AROUND_SHARE = 0.8
"""Share of a line's occurrences that must be around the articles."""
NAME_SHARE = 0.25
"""Share of the documents that must have a name behind their headline, lest a person in the news becomes one."""
OPENING_SHARE = 0.1
"""The same for words that open interruptions: not every article is interrupted."""
SHARED = 3
"""Of its five longest paragraphs, how many two documents share that are copies (all, where one has fewer)."""


def add(sights: list[tuple[int, Sight]], row: int, seen: Sight, most: int = MOST) -> None:
    """Add a document to those of its site; of very many, the `most` with the smallest keys stay."""
    sights.append((row, seen))
    if len(sights) >= 2 * most:
        sights[:] = most_of(sights, most)


def most_of(sights: Sequence[tuple[int, Sight]], most: int = MOST) -> list[tuple[int, Sight]]:
    """Those that are looked at, of documents in any order."""
    return sorted(sights, key=_by_chance)[:most]


def _by_chance(pair: tuple[int, Sight]) -> tuple[int, int]:
    return chance(pair[0])


def build(observations: Sequence[tuple[int, Sight]]) -> TextProfile | None:
    """The profile of one site from (row, sight) of its documents, in any order; None where they tell nothing."""
    seen = [one for _, one in _distinct(observations)]
    if len(seen) < FEWEST:
        return None
    profile = TextProfile(
        chrome_lines=_around(seen),
        names=_shared((one.names for one in seen), NAME_SHARE * len(seen)),
        openings=_openings(seen),
        buttons=_shared((one.buttons for one in seen), OPENING_SHARE * len(seen)),
    )
    return profile if profile != TextProfile() else None


def chosen(observations: Sequence[tuple[int, Sight]]) -> frozenset[int]:
    """The rows of the documents that count."""
    return frozenset(row for row, _ in _distinct(observations))


def _distinct(observations: Sequence[tuple[int, Sight]]) -> list[tuple[int, Sight]]:
    """The documents that are looked at, without copies of an earlier one by their longest paragraphs."""
    owners: set[tuple[int, ...]] = set()
    found: list[tuple[int, Sight]] = []
    for row, one in sorted(most_of(observations), key=lambda pair: pair[0]):
        marks = list(combinations(sorted(one.paragraphs), min(SHARED, len(one.paragraphs)))) if one.paragraphs else []
        if marks and not owners.isdisjoint(marks):
            continue
        owners.update(marks)
        found.append((row, one))
    return found


def _shared(sets: Iterable[frozenset[int]], least: float) -> frozenset[int]:
    counts = Counter(key for keys in sets for key in keys)
    return frozenset(key for key, count in counts.items() if key and count >= max(FEWEST, least))


def _around(seen: Sequence[Sight]) -> frozenset[int]:
    """Lines that several documents have, and nearly always around the article or at its very border."""
    spread = Counter(key for one in seen for key in {key for key, _ in one.lines})
    recurring = frozenset(key for key, count in spread.items() if count >= FEWEST)
    outside: Counter[int] = Counter()
    every: Counter[int] = Counter()
    headlines: Counter[int] = Counter()
    for one in seen:
        border = _border(one.lines, recurring)
        for index, (key, place) in enumerate(one.lines):
            if key not in recurring:
                continue
            every[key] += 1
            outside[key] += place == AROUND or index in border
            headlines[key] += place == HEADLINE
    return frozenset(
        key
        for key in recurring
        if outside[key] + (headlines[key] if headlines[key] >= FEWEST else 0) >= AROUND_SHARE * every[key]
    )


def _border(lines: Sequence[tuple[int, int]], recurring: frozenset[int]) -> frozenset[int]:
    """The recurring lines of the body between which and an end of it stand recurring lines alone."""
    inside = [index for index, (_, place) in enumerate(lines) if place == INSIDE]
    found: set[int] = set()
    for order in (inside, list(reversed(inside))):
        for index in order:
            if lines[index][0] not in recurring:
                break
            found.add(index)
    return frozenset(found) if len(found) < len(inside) else frozenset()


def _openings(seen: Sequence[Sight]) -> frozenset[int]:
    """Words before a colon that open open-ended lines within several articles."""
    return _shared((one.openings for one in seen), OPENING_SHARE * len(seen))
