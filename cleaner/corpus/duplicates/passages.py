"""Passages that stand in many otherwise different documents: agency boilerplate, disclaimers, appeals.

They are counted over the documents that stay, so that copies of one story count once. They are reported, and only
removed on request; the first copy in the corpus always stays.
"""

from array import array
from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

REPORTED: Final = 10
"""In how many documents a passage stands before the summary speaks of it."""


@dataclass(frozen=True, slots=True)
class Passage:
    """A repeated paragraph: in how many documents it stands, and where first (document and paragraph, from 0)."""

    key: int
    documents: int
    first_row: int
    first_paragraph: int


class PassageCounter:
    """Takes the paragraph hashes of the documents that stay, in input order: 8 bytes each, and 12 a document."""

    def __init__(self) -> None:
        self._keys: array[int] = array("Q")
        self._counts: array[int] = array("I")
        self._rows: array[int] = array("Q")

    def add(self, row: int, hashes: NDArray[np.uint64]) -> None:
        """Note a document's paragraphs (`paragraph_hashes` of its body); rows come in ascending order."""
        self._keys.frombytes(hashes.tobytes())
        self._counts.append(len(hashes))
        self._rows.append(row)

    def repeated(self, at_least: int = REPORTED) -> "Passages":
        """The passages that stand in so many documents or more. Raises ValueError for fewer than two."""
        if at_least < 2:
            raise ValueError(f"a passage is repeated from two documents on, not {at_least}")
        counts = np.array(self._counts, np.int64)
        keys = np.array(self._keys, np.uint64)
        rows = np.repeat(np.array(self._rows, np.int64), counts)
        places = np.arange(len(keys)) - np.repeat(np.cumsum(counts) - counts, counts)
        told = keys != 0
        keys, rows, places = keys[told], rows[told], places[told]
        order = np.argsort(keys, kind="stable")
        keys, rows, places = keys[order], rows[order], places[order]
        begins = np.flatnonzero(np.concatenate(([True], keys[1:] != keys[:-1]))) if len(keys) else np.zeros(0, np.int64)
        another = np.ones(len(keys), np.int64)
        another[1:] = (keys[1:] != keys[:-1]) | (rows[1:] != rows[:-1])
        documents = np.add.reduceat(another, begins) if len(begins) else begins
        many = np.flatnonzero(documents >= at_least)
        firsts = begins[many]
        found = zip(
            keys[firsts].tolist(), documents[many].tolist(), rows[firsts].tolist(), places[firsts].tolist(), strict=True
        )
        return Passages({key: Passage(key, count, row, place) for key, count, row, place in found})


@dataclass(frozen=True, slots=True)
class Passages:
    """The repeated passages of a corpus by their hash."""

    by_key: dict[int, Passage]

    def most_frequent(self, count: int) -> list[Passage]:
        """Those that stand in most documents, the earlier first where they are even."""
        return sorted(self.by_key.values(), key=lambda each: (-each.documents, each.first_row, each.first_paragraph))[
            :count
        ]

    def repeats(self, row: int, hashes: NDArray[np.uint64]) -> list[int]:
        """Which paragraphs of a document (from 0) repeat what stands earlier: the corpus' first copy is none."""
        found = []
        for place, key in enumerate(hashes.tolist()):
            passage = self.by_key.get(key)
            if passage and (passage.first_row, passage.first_paragraph) != (row, place):
                found.append(place)
        return found
