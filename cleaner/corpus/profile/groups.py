"""Which documents without a known site are of one site: those that share a line only one site has.

Such a line is the name behind a headline, a line of rights, a line about the outlet. Documents are joined through
the lines that they share, and with the site of a document that has one.
"""

from collections.abc import Iterable, Mapping


def groups(marks: Iterable[tuple[int, frozenset[int]]], sites: Mapping[str, frozenset[int]]) -> dict[int, str]:
    """For each row without a site the site or the group it belongs to; rows that share nothing have none.

    `marks` are the lines of those rows, `sites` those of each known site. The names of groups depend on the rows and
    lines alone, not on their order.
    """
    parent: dict[int, int] = {}

    def root(mark: int) -> int:
        while parent.setdefault(mark, mark) != mark:
            parent[mark] = parent[parent[mark]]
            mark = parent[mark]
        return mark

    rows = sorted((row, own) for row, own in marks if own)
    for _, own in rows:
        first, *others = sorted(own)
        for other in others:
            low, high = sorted((root(first), root(other)))
            parent[high] = low
    owner: dict[int, str] = {}
    for site in sorted(sites, reverse=True):
        for mark in sites[site]:
            if mark in parent:
                owner[root(mark)] = site
    return {row: owner.get(found, f"group {found}") for row, own in rows for found in [root(min(own))]}
