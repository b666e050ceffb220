"""Site evidence: what recurs across the documents of a site in the run."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from cleaner.document import Prepared, SiteProfile


@dataclass(frozen=True, slots=True)
class Observation:
    """What one document contributes to its site's profile."""

    site: str | None


@dataclass(frozen=True, slots=True)
class Profiles:
    """The profiles of a run, by the rows of its documents."""

    by_row: dict[int, SiteProfile] = field(default_factory=dict)

    def for_document(self, row: int) -> SiteProfile | None:
        """The profile of a document's site; None where the run tells nothing about it."""
        return self.by_row.get(row)


def observe(prepared: Prepared) -> Observation:
    """What a prepared document tells about its site."""
    return Observation(prepared.source.site)


def build(observations: Iterable[tuple[int, Observation]]) -> Profiles:
    """The profiles of all sites, from (row, observation) pairs in any order."""
    for _ in observations:
        pass
    return Profiles()
