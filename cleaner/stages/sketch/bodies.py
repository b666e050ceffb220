"""Everything that bodies are compared by, for many at once: a call of numpy costs as much as a body's words."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.sketch.paragraphs import hash_paragraphs, paragraphs
from cleaner.stages.sketch.shingles import shingle_words
from cleaner.stages.sketch.words import words


@dataclass(frozen=True, slots=True)
class BodySketch:
    """What one body is compared by: its shingle set, the number of its words, and the hashes of its paragraphs."""

    shingles: NDArray[np.uint64]
    words: int
    paragraphs: NDArray[np.uint64]


def sketch_bodies(bodies: Sequence[str]) -> list[BodySketch]:
    """The sketch of each body: equal to those of `shingle_hashes` and `paragraph_hashes`.

    The words of all are hashed once, paragraph by paragraph: a blank line is within no word.
    """
    if not bodies:
        return []
    parted = [paragraphs(body) for body in bodies]
    hashed, bounds = words([paragraph for parts in parted for paragraph in parts])
    ends = np.cumsum([0, *map(len, parted)])
    found = shingle_words(hashed, bounds[ends])
    shingles = np.split(found.flat, np.cumsum(found.sizes)[:-1])
    hashes = np.split(hash_paragraphs(hashed, bounds), ends[1:-1])
    return [BodySketch(*each) for each in zip(shingles, found.words.tolist(), hashes, strict=True)]
