"""Everything that speaks for or against a language in a stretch of one script, as one number a language."""

from collections.abc import Collection, Mapping, Sequence

from cleaner.stages.language.alphabets import alphabets, strange_letters
from cleaner.stages.language.engines import Guess
from cleaner.stages.language.prepare import Sample
from cleaner.stages.language.trigrams import trigram_evidence
from cleaner.stages.language.words import word_evidence


def codes(listed: str) -> frozenset[str]:
    """A set of language codes, written as one string."""
    return frozenset(listed.split())


# Which languages are written in a script that serves several; all others are taken to be Latin.
LANGUAGES: Mapping[str, frozenset[str]] = {
    "Cyrl": codes("ru uk be bg mk sr bs kk ky tt ba tg uz cv os az ro mn ab"),
    "Arab": codes("ar fa ur ps sd ug ku az ks"),
    "Deva": codes("hi mr ne sa bho"),
    "Beng": codes("bn as"),
    "Hebr": codes("he yi"),
    "Ethi": codes("am ti"),
}
_NOT_LATIN = frozenset().union(*LANGUAGES.values()) - codes("sr bs az uz tk tt ro ku")

# Languages that a corpus of news hardly has: their words and letters must speak for them louder.
_RARE = codes(
    "sco co ht fur crh rar war ilo kab ve nr ss haw sm to fj br oc fy fo su jv sa bho cv os ba tk ln wo om lb gd mt "
    "ie ia vo za tlh gn ay aa ab ak bi crs ha hmn ik kha kl ks lif mfe na ny nso qu rm rn rw sg iu gv ig"
)

# Weights of the kinds of evidence, in natural log odds. The trigrams of a text overlap and words repeat what they say,
# so each counts for a third; the engine's odds count for six tenths for the same reason. Chosen on the development
# set's totals, where anything between half and twice these values costs less than half a percent (decision 0031).
_ENGINE = 0.6
_TRIGRAM = 0.3
_STRANGE_LETTER = 1.2
_IN_A_NAME = 0.4
_RARE_COST = 4.0
_NO_ALPHABET_COST = 1.0
# A language without a trigram list is taken to fit as a text fits its own language in the worst twentieth of cases: so
# much log likelihood a trigram, for at most so many trigrams.
_UNLISTED: Mapping[str, float] = {"Latn": 2.1, "Cyrl": 1.8, "Arab": 1.3}
_MOST_UNLISTED = 40
_MOST_COMPARED, _MOST_WORDS = 20, 200


def engine_weight(guess: Guess) -> float:
    """Log odds that a guess of `pycld2` is right.

    Measured on sentences: right in half of the cases at a score of 200, in 95 % at 500, in 99.5 % from 1000 on; but
    when it says English below 900, it has mostly seen names, and every sixth of its Serbian texts is Macedonian or
    Bulgarian.
    """
    odds = (guess.score - 600) / 60 if guess.code == "en" else (guess.score - 150) / 100
    doubt = 0.5 if guess.code == "sr" else 1.0
    return max(min(odds, 10.0), 0.1) * guess.share * doubt


def is_rare(code: str) -> bool:
    """Whether a corpus of news hardly has this language."""
    return code in _RARE


def belongs(code: str, script: str) -> bool:
    """Whether a language is written in a script."""
    return code in LANGUAGES[script] if script in LANGUAGES else code not in _NOT_LATIN


def weigh(
    script: str, words: Sample, guesses: Sequence[Guess], among: Collection[str] | None = None
) -> dict[str, float]:
    """Log odds, up to a common constant, of each language that its function words or `pycld2` speak for.

    Where they only name languages that do not write these letters, those that do join them.
    `among` restricts the answer to some languages, and has them all.
    """
    weights = word_evidence(words.words)
    if among is not None:
        return _less_strange(script, words, {code: weights.get(code, 0.0) for code in among})
    weights = {code: weight for code, weight in weights.items() if belongs(code, script)}
    for guess in guesses:
        weights[guess.code] = weights.get(guess.code, 0.0) + _ENGINE * engine_weight(guess)
    likeliest = sorted(weights, key=lambda code: (-weights[code], code))[:_MOST_COMPARED]
    known = _less_strange(script, words, {code: weights[code] for code in likeliest})
    if max(known.values(), default=0.0) > 0:
        return known
    spelt = strange_letters(script, words.letters, alphabets(script))
    return _less_strange(script, words, {code: 0.0 for code, strange in spelt.items() if not strange}) | known


def with_trigrams(
    script: str, words: Sample, weights: Mapping[str, float], among: Collection[str] | None = None
) -> dict[str, float]:
    """The same with the evidence of trigrams, which also bring in languages that nothing else spoke for."""
    fit, count = trigram_evidence(script, words.plain[:_MOST_WORDS], among)
    in_names, name_count = trigram_evidence(script, words.names[:_MOST_WORDS], among)
    if not count or not fit:
        return dict(weights)
    fit = {code: weight + _IN_A_NAME * in_names.get(code, 0.0) for code, weight in fit.items()}
    best = max(fit.values())
    unlisted = best + min(count, _MOST_UNLISTED) * (_UNLISTED[script] - best / (count + _IN_A_NAME * name_count))
    new = _less_strange(script, words, {code: 0.0 for code in fit if code not in weights})
    return {
        code: weight + _TRIGRAM * (fit.get(code, unlisted) - best) for code, weight in (dict(weights) | new).items()
    }


def _less_strange(script: str, words: Sample, weights: Mapping[str, float]) -> dict[str, float]:
    strange = strange_letters(script, words.letters, weights)
    in_names = strange_letters(script, words.letters_of_names, weights)
    return {
        code: weight
        - _STRANGE_LETTER * (strange.get(code, 0) + _IN_A_NAME * in_names.get(code, 0))
        - (_RARE_COST if code in _RARE else 0.0)
        - (_NO_ALPHABET_COST if strange and code not in strange else 0.0)
        for code, weight in weights.items()
    }
