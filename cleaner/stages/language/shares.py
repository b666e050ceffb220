"""Documents in more than one language: each line or sentence told apart, and letters counted."""

import re
from collections.abc import Mapping, Sequence

from cleaner.stages.language.engines import Guess
from cleaner.stages.language.evidence import codes, weigh, with_trigrams
from cleaner.stages.language.prepare import sample

# Languages so alike that a document in two of them is a document in one, unsurely told.
_ALIKE = tuple(map(codes, ("bs hr sr", "sr mk bg", "id ms", "nb nn da", "gl pt", "st tn nso", "zu xh nr ss")))

# Where the language may change within a line: after a sentence, and at either end of a quotation.
_SEAM = re.compile(r"(?<=[.!?…։؟۔।])\s+|[“”„«»\"]")
_LEAST_LETTERS = 20
_MOST_SEGMENTS = 300
_AHEAD = 2.0  # log odds by which another language must be ahead of the main one to take a segment
_LEAST_SHARE = 0.1  # in pycld2's eyes; below, it is names and quotations


def candidates(main: str, guesses: Sequence[Guess], letters: int) -> tuple[str, ...]:
    """The languages to look for in a text: the main one and those that `pycld2` sees, none too like one before it.

    One alone means that there is nothing to take apart.
    """
    found = [main]
    if letters >= 2 * _LEAST_LETTERS:
        for guess in guesses:
            if guess.share >= _LEAST_SHARE and not any(_alike(guess.code, code) for code in found):
                found.append(guess.code)
    return tuple(found)


def _alike(one: str, other: str) -> bool:
    return one == other or any(one in group and other in group for group in _ALIKE)


def letters_by_language(script: str, cleaned: str, among: Sequence[str]) -> Mapping[str, int]:
    """Letters of each candidate's segments; what is too short or unclear goes to the first candidate."""
    counts = dict.fromkeys(among, 0)
    for segment in _segments(cleaned):
        counts[_language_of(script, segment, among)] += sum(map(str.isalpha, segment))
    return counts


def _language_of(script: str, segment: str, among: Sequence[str]) -> str:
    if len(segment) < _LEAST_LETTERS:
        return among[0]
    words = sample(segment)
    weights = with_trigrams(script, words, weigh(script, words, (), among), among)
    best = max(among, key=lambda code: (weights.get(code, float("-inf")), code))
    return best if weights.get(best, 0.0) - weights.get(among[0], 0.0) >= _AHEAD else among[0]


def _segments(cleaned: str) -> Sequence[str]:
    segments = [segment for line in cleaned.split("\n") for segment in _SEAM.split(line)]
    if len(segments) <= _MOST_SEGMENTS:
        return segments
    return segments[:: len(segments) // _MOST_SEGMENTS + 1]
