"""Which documents of a giant site need not be looked at: those that others have already shut out.

A site is told by the few hundred of its documents whose rows have the smallest keys (`chance`). A process that has seen
so many with smaller keys knows that another cannot be among them, whatever other processes see.
"""

from heapq import heappush, heapreplace

from cleaner.page import text_key

SITES = 4_000
"""Sites that are kept in mind; forgetting one costs time alone."""


def chance(row: int) -> tuple[int, int]:
    """By what a row is chosen: as good as random, the same in every run."""
    return text_key(str(row)), row


class Chosen:
    """The keys of the documents that a process has looked at, the smallest of each site."""

    def __init__(self) -> None:
        self._largest_first: dict[object, list[tuple[int, int]]] = {}

    def may_count(self, row: int, site: object, most: int) -> bool:
        """Whether a row may be among the `most` of its site that are chosen."""
        seen = self._largest_first.get(site) or []
        return len(seen) < most or _reverse(row) > seen[0]

    def note(self, row: int, site: object, most: int) -> None:
        """A document of the site was looked at, and it tells something."""
        if len(self._largest_first) >= SITES:
            self._largest_first.clear()
        seen = self._largest_first.setdefault(site, [])
        if len(seen) < most:
            heappush(seen, _reverse(row))
        elif _reverse(row) > seen[0]:
            heapreplace(seen, _reverse(row))


def _reverse(row: int) -> tuple[int, int]:
    key, row = chance(row)
    return -key, -row
