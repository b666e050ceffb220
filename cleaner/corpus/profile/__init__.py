"""Site evidence: what recurs across the documents of a site in the run.

Each document is observed where it was read, into a few hundred bytes; `build` takes the observations in any order and
keeps a bounded number a site. Documents without a site are grouped by lines that only one site has.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cleaner.corpus.profile import html, text
from cleaner.corpus.profile.groups import groups
from cleaner.corpus.profile.html import HtmlObservation
from cleaner.document import Prepared
from cleaner.profile import SiteProfile
from cleaner.rulebook.packs import Packs
from cleaner.stages import address
from cleaner.stages.chrome.evidence import Sight, sight

NO_PACKS = Packs(())
MOST_HOMELESS = 50_000
"""Documents without a site that are kept to be grouped, chosen by keys of their rows."""


@dataclass(frozen=True, slots=True)
class Observation:
    """What one document contributes to its site's profile."""

    site: str | None
    html: HtmlObservation | None = None
    text: Sight | None = None


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of a run, by the rows of its documents."""

    by_row: dict[int, SiteProfile] = field(default_factory=dict)

    def for_document(self, row: int) -> SiteProfile | None:
        """The profile of a document's site; None where the run tells nothing about it."""
        return self.by_row.get(row)


def observe(prepared: Prepared, packs: Packs = NO_PACKS) -> Observation:
    """What a prepared document tells about its site."""
    _, site = address.address_of(prepared.source, prepared.page)
    if prepared.page is not None:
        return Observation(site, html.observe(prepared, prepared.page) if site else None)
    return Observation(site, text=sight(prepared.blocks, packs))


def build(observations: Iterable[tuple[int, Observation]]) -> Profiles:
    """The profiles of all sites, from (row, observation) pairs in any order."""
    pages: dict[str, list[tuple[int, HtmlObservation]]] = {}
    homes, texts = assign(_with_pages(observations, pages))
    found = {
        site: SiteProfile(text.build(texts.get(site, ())), html.build(pages.get(site, ()))) for site in (texts | pages)
    }
    return Profiles(
        {row: found[site] for row, site in homes.items() if found.get(site, SiteProfile()) != SiteProfile()}
    )


def _with_pages(
    observations: Iterable[tuple[int, Observation]], pages: dict[str, list[tuple[int, HtmlObservation]]]
) -> Iterator[tuple[int, Observation]]:
    """The observations as they come, those of pages noted by site."""
    for row, seen in observations:
        if seen.site is not None and seen.html is not None:
            html.add(pages.setdefault(seen.site, []), row, seen.html)
        yield row, seen


def assign(
    observations: Iterable[tuple[int, Observation]],
) -> tuple[dict[int, str], dict[str, list[tuple[int, Sight]]]]:
    """The site, or the group of documents without one, of each row that has either; and of each what its texts show."""
    homes: dict[int, str] = {}
    texts: dict[str, list[tuple[int, Sight]]] = {}
    homeless: list[tuple[int, Sight]] = []
    for row, seen in observations:
        if seen.site is not None:
            homes[row] = seen.site
            if seen.text is not None:
                text.add(texts.setdefault(seen.site, []), row, seen.text)
        elif seen.text is not None:
            text.add(homeless, row, seen.text, MOST_HOMELESS)
    known = {
        site: frozenset[int]().union(*(one.marks for _, one in text.most_of(sights))) for site, sights in texts.items()
    }
    homeless = text.most_of(homeless, MOST_HOMELESS)
    grouped = groups([(row, one.marks) for row, one in homeless], known)
    for row, one in sorted(homeless, key=lambda pair: pair[0]):
        if row in grouped:
            homes[row] = grouped[row]
            text.add(texts.setdefault(grouped[row], []), row, one)
    return homes, texts
