"""From a text to its language: each script apart, then the language of most letters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cleaner.document import Language
from cleaner.stages.language.engines import ask_cld2, ask_langdetect
from cleaner.stages.language.evidence import weigh, with_trigrams
from cleaner.stages.language.prepare import clean, sample
from cleaner.stages.language.scripts import ONE_LANGUAGE, count_letters

UNTOLD = Language("und", 0.0)
_LEAST_WORDS, _LEAST_LETTERS = 3, 12
_CLEAR = 8.0
_VOTE = 0.75
_HINT = 1.0
_MOST_ASKED = 1000
_NEAR_TIE = 1.5
_FOREIGN = 0.05  # below this share of the letters another script is names and loan words


@dataclass(frozen=True, slots=True)
class Identified:
    """The main language of a text, and the share of its letters that each language has."""

    language: Language
    shares: Mapping[str, float]


def identify(text: str, hint: str | None = None) -> Identified:
    """Tell the language of a text and how its letters are shared among languages; never raises.

    `hint` is what the page says of itself (an HTML `lang`); it only decides near ties.
    """
    cleaned = clean(text)
    lowered = cleaned.lower()
    scripts = count_letters(lowered)
    total = sum(letters.total() for letters in scripts.values())
    if not total:
        return Identified(UNTOLD, {})
    parts = {
        script: _language_of(script, letters, cleaned, lowered, hint)
        for script, letters in scripts.items()
        if letters.total() >= _FOREIGN * total
    }
    shares: dict[str, float] = {}
    for script, language in parts.items():
        shares[language.code] = shares.get(language.code, 0.0) + scripts[script].total()
    main = max(parts, key=lambda script: (scripts[script].total(), script))
    known = sum(shares.values())
    rounded = {code: round(count / known, 2) for code, count in sorted(shares.items(), key=lambda s: (-s[1], s[0]))}
    return Identified(parts[main], rounded)


def detect_language(text: str, *, hint: str | None = None) -> Language:
    """The language that most of a text is in, `und` where nothing tells it. Never raises, same answer every time.

    >>> detect_language("Prezident İlham Əliyev çərşənbə günü Naxçıvana səfər edib.").code
    'az'
    """
    return identify(text, hint).language


def language_shares(text: str) -> Mapping[str, float]:
    """The share of a text's letters in each of its languages, the largest first."""
    return identify(text).shares


def _language_of(script: str, letters: Counter[str], cleaned: str, lowered: str, hint: str | None) -> Language:
    if script in ONE_LANGUAGE:
        return Language(ONE_LANGUAGE[script], 0.99)
    words = sample(cleaned)
    if len(words.words) < _LEAST_WORDS or letters.total() < _LEAST_LETTERS:
        return UNTOLD
    ranked = _rank(weigh(script, words, ask_cld2(lowered)))
    if _margin(ranked) < _CLEAR:
        ranked = _rank(with_trigrams(script, words, dict(ranked)))
    if ranked and _margin(ranked) < _NEAR_TIE:
        votes = ask_langdetect(lowered[:_MOST_ASKED], script)
        ranked = _rank(
            {code: weight + _VOTE * votes.get(code, 0.0) + (_HINT if code == hint else 0.0) for code, weight in ranked}
        )
    if not ranked:
        return UNTOLD
    return Language(ranked[0][0], round(min(0.99, 0.5 + max(_margin(ranked), 0) / 20), 2))


def _rank(weights: Mapping[str, float]) -> list[tuple[str, float]]:
    return sorted(weights.items(), key=lambda weight: (-weight[1], weight[0]))


def _margin(ranked: list[tuple[str, float]]) -> float:
    return ranked[0][1] - ranked[1][1] if len(ranked) > 1 else min(ranked[0][1], _CLEAR - 1) if ranked else 0.0
