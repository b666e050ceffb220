"""From a text to its language: each script apart, then the language of most letters."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

from cleaner.document import Language
from cleaner.stages.language.engines import ask_cld2
from cleaner.stages.language.evidence import weigh
from cleaner.stages.language.prepare import prepare
from cleaner.stages.language.scripts import ONE_LANGUAGE, USUAL_LANGUAGE, count_letters
from cleaner.stages.language.words import words_of

UNTOLD = Language("und", 0.0)
_LEAST_WORDS, _LEAST_LETTERS = 3, 12
_MOST_WORDS = 400
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
    prepared = prepare(text)
    scripts = count_letters(prepared)
    total = sum(letters.total() for letters in scripts.values())
    if not total:
        return Identified(UNTOLD, {})
    parts = {
        script: _language_of(script, letters, prepared, hint)
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


def _language_of(script: str, letters: Counter[str], text: str, hint: str | None) -> Language:
    if script in ONE_LANGUAGE:
        return Language(ONE_LANGUAGE[script], 0.99)
    words = words_of(text)[:_MOST_WORDS]
    if len(words) < _LEAST_WORDS or letters.total() < _LEAST_LETTERS:
        return UNTOLD
    weights = weigh(script, letters, words, ask_cld2(text))
    if not weights:
        return Language(USUAL_LANGUAGE[script], 0.5) if script not in ("Latn", "Cyrl") else UNTOLD
    ranked = sorted(weights.items(), key=lambda w: (-w[1], w[0]))
    hinted = (hint or "").lower().replace("_", "-").partition("-")[0]
    if hinted in weights and weights[hinted] > ranked[0][1] - _NEAR_TIE:
        ranked.sort(key=lambda w: w[0] != hinted)
    margin = ranked[0][1] - ranked[1][1] if len(ranked) > 1 else ranked[0][1]
    return Language(ranked[0][0], round(min(0.99, 0.5 + max(margin, 0) / 20), 2))
