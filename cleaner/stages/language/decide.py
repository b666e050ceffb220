"""From a stretch of text in one script to its language: the evidence weighed, and how sure that is."""

from collections.abc import Mapping, Sequence

from cleaner.document import Language
from cleaner.stages.language.calibration import BY_SCRIPT, TWINS, TYPICAL, confidence
from cleaner.stages.language.engines import Guess, ask_cld2, ask_langdetect, profiles
from cleaner.stages.language.evidence import belongs, codes, is_rare, weigh, with_trigrams
from cleaner.stages.language.prepare import Sample, sample
from cleaner.stages.language.scripts import LEAST_LETTERS, ONE_LANGUAGE, USUAL_LANGUAGE
from cleaner.stages.language.words import words_for

UNTOLD = Language("und", 0.0)

# In scripts that space words: fewer different words tell nothing, and fewer letters only where two function words are
# among them.
_LEAST_WORDS, _LEAST_LETTERS, _LEAST_FUNCTION_WORDS, _LEAST_SHORT = 3, 12, 2, 8
_GLANCE = 2000  # characters among which different words must be
_GLIMPSE = 80  # characters among which they mostly are

# Margins in log odds. Beyond the first, trigrams no longer change how many answers are right; below the second
# langdetect is asked: there it is right a little more often than wrong. A page's own hint is worth little, but among
# twins it is worth as much as the margin at which we are right in seven cases of ten.
_CLEAR, _NEAR_TIE = 8.0, 3.0
_VOTE, _HINT, _HINT_AMONG_TWINS = 0.75, 1.0, 6.0
_MOST_ASKED, _LEAST_ASKED = 150, 20  # words, and characters, that langdetect gets to see
# With this many words, function words have named every language worth comparing.
_MANY_WORDS, _FAR = 60, 20.0

# A long text that looks typical of one language to pycld2 needs no more evidence; where neighbours look alike it has to
# be longer; and some twins it mixes up at any length.
_LONG, _VERY_LONG, _PURE, _TYPICAL, _TYPICAL_ENGLISH = 300, 1200, 0.9, 400, 800
_LOOK_ALIKE = codes("mk bg nb nn da st tn nso zu xh nr ss")

_USUAL = 0.9  # confidence where nothing but the script speaks, and it is nearly always one language

Ranking = Sequence[tuple[str, float]]


def decide_script(script: str, letters: int, cleaned: str, guesses: Sequence[Guess], hint: str | None) -> Language:
    """The main language of a cleaned text in one script, `und` where nothing tells it."""
    if script in ONE_LANGUAGE:
        return Language(ONE_LANGUAGE[script], BY_SCRIPT) if letters >= LEAST_LETTERS.get(script, 2) else UNTOLD
    if letters < _LEAST_SHORT or not _has_words(cleaned):
        return UNTOLD
    if typical(guesses, letters):
        return Language(guesses[0].code, TYPICAL)
    words = sample(cleaned)
    ranking = rank(script, words, guesses, hint)
    if not ranking and script in USUAL_LANGUAGE:
        return Language(USUAL_LANGUAGE[script], _USUAL)
    if not ranking or not _tells(ranking[0][0], words, letters):
        return UNTOLD
    return Language(ranking[0][0], confidence(ranking[0][0], margin(ranking)))


def _has_words(cleaned: str) -> bool:
    """Whether there are different words in a text, as nearly always among its first few (the last may be cut off)."""
    first = set(cleaned[:_GLIMPSE].split()[:-1])
    return len(first) >= _LEAST_WORDS or len(set(cleaned[:_GLANCE].split())) >= _LEAST_WORDS


def typical(guesses: Sequence[Guess], letters: int) -> bool:
    """Whether `pycld2` alone is enough."""
    if not guesses or letters < _LONG:
        return False
    best = guesses[0]
    least = _TYPICAL_ENGLISH if best.code == "en" else _TYPICAL
    if best.share < _PURE or best.score < least or best.code in TWINS or is_rare(best.code):
        return False
    return letters >= _VERY_LONG or best.code not in _LOOK_ALIKE


def rank(script: str, words: Sample, guesses: Sequence[Guess], hint: str | None) -> Ranking:
    """The languages that anything speaks for, the likeliest first, with their log odds."""
    weights = weigh(script, words, guesses)
    if margin(_ranked(weights)) < _CLEAR:
        weights = with_trigrams(
            script, words, weights, _near(weights, _FAR) if len(words.words) > _MANY_WORDS else None
        )
    if margin(_ranked(weights)) < _NEAR_TIE:
        asked = " ".join(words.plain[:_MOST_ASKED])
        if len(asked) >= _LEAST_ASKED and len(_near(weights, _NEAR_TIE) & profiles(script)) > 1:
            votes = ask_langdetect(asked, script)
            weights = {code: weight + _VOTE * votes.get(code, 0.0) for code, weight in weights.items()}
    if hint in weights:
        twins = {hint, _ranked(weights)[0][0]} <= TWINS
        weights[hint] += _HINT_AMONG_TWINS if twins else _HINT
    return _ranked(weights)


def _near(weights: Mapping[str, float], distance: float) -> frozenset[str]:
    best = max(weights.values(), default=0.0)
    return frozenset(code for code, weight in weights.items() if weight > best - distance)


def margin(ranking: Ranking) -> float:
    """By how much the first language is ahead of the second; little where there is no second to compare it with."""
    if len(ranking) > 1:
        return ranking[0][1] - ranking[1][1]
    return min(ranking[0][1], _CLEAR / 2) if ranking else 0.0


def _ranked(weights: Mapping[str, float]) -> Ranking:
    return sorted(weights.items(), key=lambda weight: (-weight[1], weight[0]))


def _tells(code: str, words: Sample, letters: int) -> bool:
    if len(words.words) < _LEAST_WORDS:
        return False
    return letters >= _LEAST_LETTERS or len(words_for(code, words.words)) >= _LEAST_FUNCTION_WORDS


def ask_engine(script: str, lowered: str) -> tuple[Guess, ...]:
    """What `pycld2` sees of the languages of a script, if the script leaves a question."""
    return () if script in ONE_LANGUAGE else tuple(g for g in ask_cld2(lowered) if belongs(g.code, script))
