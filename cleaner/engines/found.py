"""What there is to read: the documents of RAW, counted as they are read, once it is sure that there is one."""

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from cleaner.extras import EXTRAS, lacking
from cleaner.readers import FileEntry, Item, Listing, NoInput, PassedOver, items_of, items_of_stdin, scan
from cleaner.settings import Limits

STDIN = "-"


class InputError(ValueError):
    """RAW is missing, or holds no document, or files that need an extra which is not installed."""


class Counted:
    """Documents, counted as they are read (what the outcomes must add up to), and what lies between them by reason."""

    def __init__(self, items: Iterable[Item | PassedOver]) -> None:
        self._items = items
        self.count = 0
        self.passed_over: Counter[str] = Counter()

    def __iter__(self) -> Iterator[Item]:
        for item in self._items:
            if isinstance(item, PassedOver):
                self.passed_over[item.reason] += 1
            else:
                self.count += 1
                yield item


@dataclass(frozen=True, slots=True)
class Found:
    """What there is to read, its counts as it is read, how many documents that is where it is known, and how many
    files were ignored."""

    items: Iterator[Item]
    counted: Counted
    total: int | None
    ignored: int


def found(raw: str, limits: Limits, leave_out: Iterable[Path] = ()) -> Found:
    """The documents of RAW without those paths. Raises InputError."""
    if raw == STDIN:
        counted = Counted(items_of_stdin(sys.stdin.buffer, limits))
        return Found(_not_empty(counted, "standard input"), counted, None, 0)
    listing = listed(raw, leave_out)
    counted = Counted(items_of(listing, limits))
    total = len(listing.entries) if _formats(listing) <= {"document"} else None
    ignored = f" ({listing.ignored} ignored: hidden, binary, or files of this run itself)" if listing.ignored else ""
    return Found(_not_empty(counted, f"{raw!r}{ignored}"), counted, total, listing.ignored)


def listed(raw: str, leave_out: Iterable[Path] = ()) -> Listing:
    """The files of RAW, once it is sure that they can be read here. Raises InputError."""
    try:
        listing = scan(raw, leave_out=leave_out)
    except NoInput as error:
        raise InputError(str(error)) from error
    wanted = sorted(_formats(listing) & EXTRAS.keys())
    faults = [lacking(extra, f"{raw!r} holds {extra} files; reading them") for extra in wanted]
    if any(faults):
        raise InputError("\n".join(filter(None, faults)))
    return listing


def _formats(listing: Listing) -> set[str]:
    return {entry.format for entry in listing.entries if isinstance(entry, FileEntry)}


def _not_empty(items: Iterable[Item], name: str) -> Iterator[Item]:
    """The items, once it is sure that there is one. Raises InputError."""
    items = iter(items)
    try:
        first = next(items, None)
    except NoInput as error:
        raise InputError(str(error)) from error
    if first is None:
        raise InputError(f"no document in {name}")
    return chain([first], items)
