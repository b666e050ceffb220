"""Site evidence: what recurs across the documents of a site in the run."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.corpus.profile import html
from cleaner.corpus.profile.html import HtmlObservation
from cleaner.document import Prepared, SiteProfile
from cleaner.stages import address


@dataclass(frozen=True, slots=True)
class Observation:
    """What one document contributes to its site's profile."""

    site: str | None
    html: HtmlObservation | None = None


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of a run, by the rows of its documents."""

    by_row: dict[int, SiteProfile] = field(default_factory=dict)

    def for_document(self, row: int) -> SiteProfile | None:
        """The profile of a document's site; None where the run tells nothing about it."""
        return self.by_row.get(row)


def observe(prepared: Prepared) -> Observation:
    """What a prepared document tells about its site."""
    _, site = address.address_of(prepared.source, prepared.page)
    page = html.observe(prepared, prepared.page) if site and prepared.page else None
    return Observation(site, page)


def build(observations: Iterable[tuple[int, Observation]]) -> Profiles:
    """The profiles of all sites, from (row, observation) pairs in any order."""
    rows: dict[str, list[int]] = {}
    pages: dict[str, list[tuple[int, HtmlObservation]]] = {}
    for row, seen in observations:
        if seen.site is None:
            continue
        rows.setdefault(seen.site, []).append(row)
        if seen.html is not None:
            html.add(pages.setdefault(seen.site, []), row, seen.html)
    by_row: dict[int, SiteProfile] = {}
    for site, seen_pages in pages.items():
        profile = html.build(seen_pages)
        if profile is not None:
            by_row.update(dict.fromkeys(rows[site], SiteProfile(html=profile)))
    return Profiles(by_row)
