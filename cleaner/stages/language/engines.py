"""The engines that others wrote, each behind one small function that never raises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from typing import Any

# What the engines call a language, and what we call it.
_CODES = {
    "iw": "he", "jw": "jv", "no": "nb", "in": "id", "mo": "ro", "sh": "sr", "fil": "tl", "zh-cn": "zh", "zh-tw": "zh",
    "zh-Hant": "zh", "sr-ME": "sr", "bh": "bho", "crs": "crs", "un": "und", "xxx": "und",
}  # fmt: skip
_NOT_UTF8 = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0001ffff]")


@dataclass(frozen=True, slots=True)
class Guess:
    """One language that `pycld2` sees: its share of the text (0..1) and how typical the text is of it.

    `score` is about 1000 for ordinary prose; below 600 the language is often another one.
    """

    code: str
    share: float
    score: float


@cache
def cld2() -> Any | None:
    """The module `pycld2`, or None where this Python has no wheel of it."""
    try:
        return import_module("pycld2")
    except ImportError:
        return None


def ask_cld2(text: str) -> tuple[Guess, ...]:
    """Up to three languages, the strongest first; none without the engine or where it sees nothing."""
    engine = cld2()
    if engine is None:
        return ()
    try:
        _, _, details = engine.detect(text, isPlainText=True, bestEffort=True)
    except (engine.error, UnicodeError):
        try:
            _, _, details = engine.detect(_NOT_UTF8.sub(" ", text), isPlainText=True, bestEffort=True)
        except (engine.error, UnicodeError):
            return ()
    return tuple(
        Guess(_CODES.get(code, code), percent / 100, score) for _, code, percent, score in details if code != "un"
    )


def engines_in_use() -> Mapping[str, str]:
    """The engines that are installed, and their versions; the answers depend on nothing else but the text."""
    found = {}
    for name in ("pycld2", "langdetect"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
