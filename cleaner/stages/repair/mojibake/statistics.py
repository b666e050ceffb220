"""How much a word looks like a language: probabilities of letters after the two before them.

The statistics are the language profiles that the langdetect package ships (Apache-2.0, counted by its authors on
Wikipedia): frequencies of one to three letters with word borders. They are read when a text gives reason to ask.
"""

import json
from collections.abc import Iterable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

# Weights of the trigram, bigram and letter estimates. Any weights that fall in this order rank candidates alike; what
# counts is that unseen trigrams of seen letters cost less than letters that the language does not have.
_TRIGRAM, _BIGRAM, _LETTER, _NEVER = 0.7, 0.25, 0.05, 1e-6


@cache
def _counts(language: str) -> Mapping[str, int]:
    """How often a language has one, two and three letters in a row, lower case, and under `''` how many."""
    package = find_spec("langdetect")
    if package is None or package.origin is None:
        return {}
    profile = json.loads((Path(package.origin).parent / "profiles" / language).read_bytes())
    counts: dict[str, int] = {"": profile["n_words"][0]}
    for gram, count in profile["freq"].items():
        lower = gram.lower()
        counts[lower] = counts.get(lower, 0) + count
    return counts


def _log_probability(language: str, gram: str) -> float:
    """Natural logarithm of the probability of a trigram's last letter after its first two, in a language."""
    get = _counts(language).get
    pair, letter, total = get(gram[:2], 0), get(gram[1], 0), max(1, get("", 1))
    estimate = _NEVER + _LETTER * get(gram[2], 0) / total + _BIGRAM * get(gram[1:], 0) / (letter or total)
    return log(estimate + _TRIGRAM * get(gram, 0) / pair if pair else estimate)


@lru_cache(1 << 15)
def _row(languages: tuple[str, ...], gram: str) -> tuple[float, ...]:
    """The log-probabilities of a trigram in several languages."""
    return tuple(_log_probability(language, gram) for language in languages)


def likelihoods(words: Iterable[str], languages: tuple[str, ...]) -> list[float]:
    """Log-probability of words in each language, borders included: a letter of a normal word costs about 2."""
    rows = []
    for word in words:
        padded = f" {word.lower()} "
        rows += [_row(languages, padded[start : start + 3]) for start in range(len(padded) - 2)]
    return [sum(column) for column in zip(*rows, strict=True)] if rows else [0.0] * len(languages)
