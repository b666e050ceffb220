"""Which site files are about a document: by its domain, address, path, or the lines it carries."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

import re2

from cleaner.rulebook.model import Site
from cleaner.rulebook.phrases import fold


@dataclass(frozen=True)
class Selector:
    """The sites of a rule book, indexed so that a document asks only for its own."""

    sites: tuple[Site, ...]
    exact: Mapping[str, frozenset[int]]
    under: Mapping[str, frozenset[int]]
    patterned: tuple[int, ...]
    marked: Mapping[str, frozenset[int]]

    def matching(
        self, *, url: str | None, site: str | None, source: str, lines: Iterable[str], published: str | None
    ) -> tuple[int, ...]:
        """The indexes of the sites that the document belongs to, in order."""
        found = set(self._by_domain(site or host_of(url)))
        for index in self.patterned:
            if index not in found and _by_pattern(self.sites[index], url, source):
                found.add(index)
        if self.marked:
            found.update(self._by_marks(lines))
        valid = (index for index in found if (days := self.sites[index].valid) is None or days.covers(published))
        return tuple(sorted(valid))

    def _by_domain(self, domain: str | None) -> Iterable[int]:
        if not domain:
            return
        yield from self.exact.get(domain, ())
        parent = domain.partition(".")[2]
        while parent:
            yield from self.under.get(parent, ())
            parent = parent.partition(".")[2]

    def _by_marks(self, lines: Iterable[str]) -> Iterable[int]:
        seen: dict[int, set[str]] = {}
        for line in lines:
            key = mark_key(line)
            for index in self.marked.get(key, ()):
                seen.setdefault(index, set()).add(key)
        for index, found in seen.items():
            marks = self.sites[index].marks
            if marks is not None and len(found) >= marks.at_least:
                yield index


def selector(sites: Sequence[Site]) -> Selector:
    """The index of the sites."""
    exact: dict[str, set[int]] = {}
    under: dict[str, set[int]] = {}
    marked: dict[str, set[int]] = {}
    for index, site in enumerate(sites):
        for domain in map(str.lower, site.domains):
            table, name = (under, domain[2:]) if domain.startswith("*.") else (exact, domain.removeprefix("www."))
            table.setdefault(name, set()).add(index)
        for line in site.marks.lines if site.marks else ():
            marked.setdefault(mark_key(line), set()).add(index)
    patterned = tuple(index for index, site in enumerate(sites) if site.url or site.paths)
    return Selector(tuple(sites), _frozen(exact), _frozen(under), patterned, _frozen(marked))


def _frozen(table: Mapping[str, set[int]]) -> Mapping[str, frozenset[int]]:
    return MappingProxyType({key: frozenset(found) for key, found in table.items()})


def mark_key(line: str) -> str:
    """A line as marks are compared: folded, white space as one space, digits alike (years and counters change)."""
    return re.sub(r"\d+", "0", " ".join(fold(line).split()))


def host_of(url: str | None) -> str | None:
    """The host of an address, lower case, without `www.`; None where there is none."""
    if not url:
        return None
    try:
        host = urlsplit(url if "//" in url else f"//{url}").hostname
    except ValueError:
        return None
    return host.removeprefix("www.") if host else None


def _by_pattern(site: Site, url: str | None, source: str) -> bool:
    if url:
        address = re.sub(r"^\w+://(www\.)?", "", url)
        for pattern in site.url:
            if _url_pattern(re.sub(r"^\w+://(www\.)?", "", pattern)).fullmatch(address):
                return True
    return any(path_pattern(pattern).fullmatch(source) for pattern in site.paths)


@lru_cache(maxsize=1024)
def _url_pattern(pattern: str) -> Any:
    """re2, because a pattern of many stars takes Python's own engine a power of the address's length."""
    return re2.compile("(?s)" + ".*".join(map(re2.escape, re.split(r"\*+", pattern))))


@lru_cache(maxsize=1024)
def path_pattern(pattern: str) -> Any:
    """The pattern of a path: `*` and `?` stay within a folder, `**` crosses folders.

    >>> bool(path_pattern("ledger/**").fullmatch("ledger/2024/a.txt")), bool(path_pattern("*.txt").fullmatch("a/b.txt"))
    (True, False)
    """
    pieces = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    parts = re.split(r"(\*\*/|\*\*|\*|\?)", pattern)
    return re2.compile("(?s)" + "".join(pieces.get(part) or re2.escape(part) for part in parts))
