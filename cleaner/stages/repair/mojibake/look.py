"""How wrong a few characters look beside each other: the symptoms that text read in a wrong encoding shows."""

import re
from functools import lru_cache
from unicodedata import category, name

_CASUAL = frozenset("²³¹°ªº®™©§")  # what a word may carry at its end
_JOINS = frozenset("'’ʼ-‐")  # what stands inside words
_SIGNS = frozenset("¡¿§¶ªº²³¹¼½¾†‡•‰")  # signs by use, whatever Unicode calls them
_FREE = frozenset("$€£¥°¿¡§©™№#+=<>|~^`´†•")  # signs that a letter may follow
# Letters hardly any text of today holds: Esperanto's and Welsh's only slightly odd, phonetic and historic ones more.
_UNUSUAL = dict.fromkeys("ĉĝĥĵŝŭĈĜĤĴŜŬŵŷŴŶĭĬŏŎĕĔĸŉŀĿŋŊ", 0.2) | dict.fromkeys("ſƒ", 1.5)


_SCRIPT = re.compile(r"(?:EXTENDED )?([A-Z]+)")


@lru_cache(4096)
def kind(char: str) -> str:
    """A letter's script with its case (`LATIN+` is upper), or, in small letters, the kind of any other character."""
    group = category(char)
    if char in _SIGNS:
        return "sign"
    if group[0] in "LM" or (group[0] == "N" and char > "\x7f"):
        script = _SCRIPT.match(name(char, "?"))
        return "control" if not script else f"{script[1]}+" if group == "Lu" else script[1]
    if group in ("Cn", "Co", "Cc", "Cs"):
        return "control"
    if group == "Cf":
        return "format"
    if group[0] == "S":
        return "sign"
    if group[0] == "P":
        return "stop"
    return "space" if group[0] == "Z" else "other"


@lru_cache(4096)
def _strangeness(char: str) -> float:
    """How rare a letter is, whatever stands beside it."""
    if char in _UNUSUAL:
        return _UNUSUAL[char]
    if char <= "\u017f":
        return 0.0
    if "\u0180" <= char <= "\u02af":
        return 0.0 if char in "ƏəƠơƯưȘșȚț" else 0.7
    if "\u0460" <= char <= "\u0489":
        return 1.5
    if "\u0300" <= char <= "\u036f" or "\u3400" <= char <= "\u4dbf":
        return 0.7
    return 0.0


def oddness(text: str) -> float:
    """The sum of the symptoms in a short text; 0 where nothing is odd.

    >>> oddness("rappelé que"), oddness("rappelГ© que") > 3
    (0.0, True)
    """
    total = 0.0
    kinds = ["space", *map(kind, text), "space"]
    for index, char in enumerate(text, 1):
        here = kinds[index]
        if here[0] < "a":
            total += _letter(text, index - 1, kinds)
        elif here == "control":
            total += 3
        elif here == "format":
            total += 0.5
        elif here == "sign":
            total += _sign(text, index - 1, kinds)
        elif here == "stop":
            total += _stop(text, index - 1, kinds)
        if char >= "\xa0" and index > 1 and text[index - 2] == "Â" and here[0] >= "a":
            total += 1.5  # the lead byte of U+00A0 to U+00BF
        if char in "\xa0\xad" and index > 1 and text[index - 2] == "Ã" and kinds[index - 2][-1] != "+":
            total += 1.5  # à and í, where Ã ends no word in capitals
    return total


def _sign(text: str, index: int, kinds: list[str]) -> float:
    """A sign inside a word, after a letter that no formula has, or drawn lines that touch anything else."""
    before, after = kinds[index], kinds[index + 2]
    char = text[index]
    score = 0.0
    if before[0] < "a":
        previous = text[index - 1]
        shouted = before[-1] == "+" and index > 1 and kinds[index - 1][-1] == "+"
        fits = previous.isascii() or shouted or (char in "²³" and previous.islower())
        if not (char in _CASUAL and fits and after[0] >= "a"):
            score += 1.5
    if ("\u2200" <= char <= "\u25ff" or char == "¬") and after not in ("space", "other"):  # mathematics, boxes
        score += 2
    elif after[0] < "a" and char not in _FREE:
        score += 1
    return score


def _stop(text: str, index: int, kinds: list[str]) -> float:
    """A mark between two letters, other than what joins words, or an opening one right after a letter."""
    char, before, after = text[index], kinds[index], kinds[index + 2]
    if before[0] >= "a" or char in _JOINS:
        return 0.0
    if char == "·":
        return 0.0 if after[0] >= "a" or text[index - 1] in "lL" else 1.5
    if char in "‚„«‹“‘":
        return 1.5 if after[0] < "a" or char != "“" else 0.0
    return 1.0 if after[0] < "a" and not char.isascii() and char not in "–—…" else 0.0


def _letter(text: str, index: int, kinds: list[str]) -> float:
    """A letter after one of another script, after a lower-case one though upper itself, or of a strange alphabet."""
    char, here, before = text[index], kinds[index + 1], kinds[index]
    score = _strangeness(char)
    if before[0] >= "a" or before == "COMBINING" or here == "COMBINING":
        return score
    if here.rstrip("+") != before.rstrip("+"):
        return score + 2
    if here[-1] == "+":
        if before[-1] != "+":
            return score + (1 if char.isascii() else 1.5)
        return score
    if before[-1] != "+":
        return score
    earlier = kinds[index - 1]
    if earlier[-1] == "+":  # a small letter after two capitals
        return score + 1.5
    if before == "LATIN+" and char > "\x7f" and text[index - 1] > "\x7f" and earlier[0] >= "a":
        return score + 1.5  # a word that begins with two accented letters
    return score
