"""The language of a text: script, letters, function words, trigrams and two engines, weighed against each other.

The program calls `identify` once for each document; `detect_language` and `language_shares` are its two halves.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from cleaner.document import Language
from cleaner.stages.language.decide import UNTOLD, ask_engine, decide_script
from cleaner.stages.language.engines import engines_in_use, our_code
from cleaner.stages.language.prepare import clean, lower
from cleaner.stages.language.scripts import count_letters, only_script
from cleaner.stages.language.shares import candidates, letters_by_language

__all__ = ["Identified", "detect_language", "engines_in_use", "identify", "language_shares"]

_FOREIGN = 0.05  # below this share of the letters another script is names and loan words


@dataclass(frozen=True, slots=True)
class Identified:
    """The main language of a text, and the share of its letters that each language has, the largest first."""

    language: Language
    shares: Mapping[str, float]


def identify(text: str, hint: str | None = None) -> Identified:
    """Tell the language of a text and how its letters are shared among languages; never raises.

    `hint` is what the page says of itself (an HTML `lang`); it only decides near ties.
    """
    cleaned = clean(text)
    scripts = count_letters(cleaned)
    total = sum(scripts.values())
    large = {script: letters for script, letters in scripts.items() if letters >= _FOREIGN * total}
    hinted = our_code(hint or "")
    parts = [
        _identify_script(script, letters, cleaned if len(large) == 1 else only_script(cleaned, script), hinted)
        for script, letters in sorted(large.items(), key=lambda item: (-item[1], item[0]))
    ]
    return _joined(parts)


def detect_language(text: str, *, hint: str | None = None) -> Language:
    """The language that most of a text is in, `und` where nothing tells it. Never raises, same answer every time.

    >>> detect_language("Prezident İlham Əliyev çərşənbə günü Naxçıvana səfər edib.").code
    'az'
    """
    return identify(text, hint).language


def language_shares(text: str) -> Mapping[str, float]:
    """The share of a text's letters in each of its languages, the largest first.

    >>> list(language_shares("Президент прибыл в Баку. " * 3 + "The president has arrived in Baku."))
    ['ru', 'en']
    """
    return identify(text).shares


def _identify_script(script: str, letters: int, cleaned: str, hint: str) -> dict[Language, int]:
    """The languages of one script, and their letters; the first is the main one."""
    guesses = ask_engine(script, lower(cleaned))
    main = decide_script(script, letters, cleaned, guesses, hint)
    among = candidates(main.code, guesses, letters) if main.code != "und" else ()
    if len(among) < 2:
        return {main: letters}
    counts = letters_by_language(script, cleaned, among)
    total = sum(counts.values())
    if not total:
        return {main: letters}
    return {
        main if code == main.code else Language(code, main.confidence): round(letters * count / total)
        for code, count in counts.items()
        if count
    }


def _joined(parts: list[dict[Language, int]]) -> Identified:
    letters: dict[str, int] = {}
    languages: dict[str, Language] = {}
    for part in parts:
        for language, count in part.items():
            if language.code != "und":
                letters[language.code] = letters.get(language.code, 0) + count
                languages.setdefault(language.code, language)
    total = sum(letters.values())
    if not total:
        return Identified(UNTOLD, {})
    ordered = sorted(letters.items(), key=lambda item: (-item[1], item[0]))
    shares = {code: round(count / total, 2) for code, count in ordered}
    return Identified(languages[ordered[0][0]], {code: share for code, share in shares.items() if share})
