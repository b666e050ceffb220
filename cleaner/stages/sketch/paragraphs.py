"""Paragraphs by their words, so that the same passage is found in otherwise different documents."""

from typing import Final

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.sketch.words import finalise, words

LEAST_WORDS: Final = 8
"""Shorter paragraphs are nobody's boilerplate by being the same: `He declined to comment.`"""

_STEP: Final = np.uint64(0x9E3779B97F4A7C15)


def paragraphs(body: str) -> list[str]:
    """The paragraphs of a body: what stands between blank lines."""
    return body.split("\n\n") if body else []


def paragraph_hashes(body: str) -> NDArray[np.uint64]:
    """A hash for each paragraph, of its words in their order; 0 for one of fewer than eight words.

    >>> a, b, c = paragraph_hashes("One two three four five six seven eight.\\n\\nShort.\\n\\none two, THREE four five "
    ...                            "six seven eight")
    >>> bool(a == c), int(b)
    (True, 0)
    """
    return hash_paragraphs(*words(paragraphs(body)))


def hash_paragraphs(hashed: NDArray[np.uint64], bounds: NDArray[np.int64]) -> NDArray[np.uint64]:
    """The same for paragraphs whose words are hashed: `bounds` is where each one's words begin, and the end."""
    counts = np.diff(bounds)
    found = np.zeros(len(counts), np.uint64)
    filled = np.flatnonzero(counts >= LEAST_WORDS)
    if len(filled):
        place = np.arange(len(hashed)) - np.repeat(bounds[:-1], counts)
        weighted = finalise(hashed + place.astype(np.uint64) * _STEP)
        sums = np.concatenate((np.zeros(1, np.uint64), np.cumsum(weighted, dtype=np.uint64)))
        found[filled] = finalise(sums[bounds[1:][filled]] - sums[bounds[:-1][filled]]) | np.uint64(1)
    return found
