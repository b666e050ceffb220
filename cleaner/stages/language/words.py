"""Function words as evidence: a small naive Bayes model over `function_words.txt`."""

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.resources import files

# The r-th most frequent word of a language makes up about a tenth of 1/(r + 2) of its running words (Zipf's law with
# Mandelbrot's shift); a word that is not in the table is taken to be this frequent in every language.
_ZIPF, _SHIFT, _UNKNOWN = 0.1, 2, 2e-4

_NOT_WORD = re.compile(
    r"[\s\x00-\x1f\x7f-\x9f\u200b\u200c\u2060\ufeff\d_.,;:!?()\[\]{}\"“”„«»‹›|/\\<>=+*&%$#@^~…–—−।॥،؛؟«»·•՝՜՛։€£№°§©®™-]+"
)
_APOSTROPHES = "’‘ʼʻʹ`´"


@cache
def function_words() -> Mapping[str, Mapping[str, float]]:
    """Of each word in the table: the languages that have it, and the log odds that it speaks for each."""
    table: dict[str, dict[str, float]] = {}
    seen: Counter[str] = Counter()
    for line in files(__package__).joinpath("function_words.txt").read_text("utf-8").splitlines():
        key, colon, words = line.partition(":")
        if not colon or line.startswith("#"):
            continue
        code = key.partition("/")[0]
        for word in _plain_apostrophes(words).split():
            of_word = table.setdefault(word, {})
            if code not in of_word:
                of_word[code] = math.log(_ZIPF / (seen[key] + _SHIFT) / _UNKNOWN)
                seen[key] += 1
    return table


def _plain_apostrophes(text: str) -> str:
    for apostrophe in _APOSTROPHES:
        text = text.replace(apostrophe, "'")
    return text


def words_of(text: str) -> list[str]:
    """The words of a prepared text, split at white space and punctuation, clitics (l'eau, nato'nun) apart.

    >>> words_of("l’homme n'est pas")
    ["l'", 'homme', "n'", 'est', 'pas']
    """
    text = _plain_apostrophes(text)
    if "'" not in text:
        return [word for word in _NOT_WORD.split(text) if word]
    words: list[str] = []
    table = function_words()
    for word in _NOT_WORD.split(text):
        if "'" not in word or word.lower() in table:
            words.append(word)
        else:
            head, _, tail = word.partition("'")
            words += (head + "'", tail) if head else (tail,)
    return [word for word in words if word.strip("'")]


def word_evidence(words: Iterable[str]) -> dict[str, float]:
    """Log odds for every language that at least one of the words speaks for."""
    table = function_words()
    evidence: dict[str, float] = {}
    for word, count in Counter(words).items():
        for code, weight in table.get(word, {}).items():
            evidence[code] = evidence.get(code, 0.0) + weight * count
    return evidence


def words_for(code: str, words: Iterable[str]) -> set[str]:
    """Which of the words are function words of a language."""
    table = function_words()
    return {word for word in words if code in table.get(word, {})}
