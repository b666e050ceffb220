"""How much a word looks like a language: probabilities of letters after the two before them.

The statistics are the language profiles that the langdetect package ships (Apache-2.0, counted by its authors on
Wikipedia): frequencies of one to three letters with word borders. They are read when a text gives reason to ask.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from functools import cache, lru_cache
from importlib.util import find_spec
from math import log
from pathlib import Path

# Weights of the trigram, bigram and letter estimates. Any weights that fall in this order rank candidates alike; what
# counts is that unseen trigrams of seen letters cost less than letters that the language does not have.
_LONG_WORD = 40
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


@cache
def _rows(languages: tuple[str, ...]) -> Callable[[str], tuple[float, ...]]:
    """A cached function from a trigram to its log-probabilities in several languages."""

    @lru_cache(1 << 15)
    def row(gram: str) -> tuple[float, ...]:
        return tuple([_log_probability(language, gram) for language in languages])

    return row


def likelihoods(words: Iterable[str], languages: tuple[str, ...]) -> list[float]:
    """Log-probability of words in each language, borders included: a letter of a normal word costs about 2."""
    row = _rows(languages)
    text = " ".join([word[:_LONG_WORD] for word in words]).lower()
    if not text:
        return [0.0] * len(languages)
    grams = [text[start : start + 3] for start in range(len(text) - 2)]
    edges = [f" {text[:2]}", f"{text[-2:]} "] if len(text) > 1 else [f" {text} "]
    rows = [row(gram) for gram in grams if gram[1] != " "] + [row(gram) for gram in edges]
    return [sum(column) for column in zip(*rows, strict=True)]
