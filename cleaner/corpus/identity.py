"""Ids that are unique over all documents in, whatever becomes of them."""

import hashlib
from array import array
from collections.abc import Iterable
from itertools import count

import numpy as np
from numpy.typing import NDArray

FIRST_DIGITS = 8
_ALL_DIGITS = 64


def id_hash(wanted: str) -> int:
    """64 bits that stand for an id while all are compared: a run keeps eight bytes a document instead of the id.

    Two ids of a million share a hash once in 37 million runs (n²/2 pairs at 2^-64); one of them then gets a suffix
    that it did not need.
    """
    return int.from_bytes(hashlib.blake2b(wanted.encode(), digest_size=8).digest(), "little")


def suffixed(wanted: str, source: str, step: int) -> str:
    """The id of a document for its `step`: the wanted id itself (0), with so many hexadecimal digits of the SHA-256 of
    its source (8 to 64), and beyond 64, where sources are equal too, all digits and a number."""
    if not step:
        return wanted
    digest = hashlib.sha256(source.encode()).hexdigest()
    return f"{wanted}~{digest[:step]}" + (str(step - _ALL_DIGITS) if step > _ALL_DIGITS else "")


def later_rows(hashes: NDArray[np.uint64]) -> NDArray[np.intp]:
    """The rows (ascending) whose id an earlier row wants too."""
    order = np.argsort(hashes, kind="stable")
    ordered = hashes[order]
    return np.sort(order[1:][ordered[1:] == ordered[:-1]])


def settle_ids(hashes: NDArray[np.uint64], late: Iterable[tuple[int, str, str]]) -> "array[int]":
    """For every row the step that `suffixed` takes.

    `hashes` are the id_hash of each row's wanted id, in input order; `late` gives row, wanted id and source of each of
    the `later_rows`. The first row that wants an id keeps it; each other is lengthened until nobody wants or has it.
    """
    wanted_by_someone = np.sort(hashes)
    steps = array("I", bytes(4 * len(hashes)))
    taken: set[int] = set()
    for row, wanted, source in late:
        for step in count(FIRST_DIGITS):
            key = id_hash(suffixed(wanted, source, step))
            place = int(np.searchsorted(wanted_by_someone, np.uint64(key)))
            wanted_too = place < len(wanted_by_someone) and int(wanted_by_someone[place]) == key
            if not wanted_too and key not in taken:
                taken.add(key)
                steps[row] = step
                break
    return steps
