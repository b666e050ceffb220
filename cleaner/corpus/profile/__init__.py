"""Site evidence: what recurs across the documents of a site in the run.

Each document is observed where it was read, into a few hundred bytes; `build` takes the observations in any order and
keeps a bounded number a site. Documents without a site are grouped by lines that only one site has.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from cleaner.corpus.profile import html, text
from cleaner.corpus.profile.chosen import Chosen
from cleaner.corpus.profile.groups import groups
from cleaner.corpus.profile.homes import Homes
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
    """The profiles of a run: of each site that has one, and where each row belongs."""

    by_home: dict[str, SiteProfile] = field(default_factory=dict)
    homes: Homes = field(default_factory=Homes)

    def for_document(self, row: int) -> SiteProfile | None:
        """The profile of a document's site; None where the run tells nothing about it."""
        home = self.homes.get(row)
        return None if home is None else self.by_home.get(home)


def observe(prepared: Prepared, packs: Packs = NO_PACKS) -> Observation:
    """What a prepared document tells about its site."""
    _, site = address.address_of(prepared.source, prepared.page)
    if prepared.page is not None:
        return Observation(site, html.observe(prepared, prepared.page) if site else None)
    return Observation(site, text=sight(prepared.blocks, packs))


def observe_if_chosen(prepared: Prepared, packs: Packs, row: int, chosen: Chosen) -> Observation:
    """The same, but for a document that cannot be among those of its site that are looked at: of it the site alone."""
    _, site = address.address_of(prepared.source, prepared.page)
    home = site, prepared.page is None
    most = html.MOST_PAGES if prepared.page is not None else text.MOST if site is not None else MOST_HOMELESS
    if not chosen.may_count(row, home, most):
        return Observation(site)
    seen = observe(prepared, packs)
    chosen.note(row, home, most)
    return seen


def build(observations: Iterable[tuple[int, Observation]]) -> Profiles:
    """The profiles of all sites, from (row, observation) pairs in any order."""
    pages: dict[str, list[tuple[int, HtmlObservation]]] = {}
    homes, texts = assign(_with_pages(observations, pages))
    found = {
        site: SiteProfile(text.build(texts.get(site, ())), html.build(pages.get(site, ()))) for site in (texts | pages)
    }
    return Profiles({site: profile for site, profile in found.items() if profile != SiteProfile()}, homes)


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
) -> tuple[Homes, dict[str, list[tuple[int, Sight]]]]:
    """The site, or the group of documents without one, of each row that has either; and of each what its texts show."""
    homes = Homes()
    texts: dict[str, list[tuple[int, Sight]]] = {}
    homeless: list[tuple[int, Sight]] = []
    for row, seen in observations:
        if seen.site is not None:
            homes.put(row, seen.site)
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
            homes.put(row, grouped[row])
            text.add(texts.setdefault(grouped[row], []), row, one)
    return homes, texts
