"""Whether a line speaks of what the article speaks of.

A subheading is made of the article's words, and so are its paragraphs of each other's. A teaser of another story, a
form, a box about the site share few of them. How much is much depends on the text: it is compared with what the
text's own paragraphs share, and where they share little (a digest, a list of short notes) nothing follows from it.
"""

from collections import Counter
from collections.abc import Sequence
from itertools import chain
from statistics import median

from cleaner.document import Block
from cleaner.rulebook.phrases import fold
from cleaner.stages.chrome.kinds import ARTICLE, MEDIUM, PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.weights import BODY, INLINE, TAIL, TOP, UNDER

PARAGRAPHS = 5
"""Paragraphs from which they can be held against each other."""
COHERENT = 0.3
"""Share of a paragraph's words that another one has, from which a text is one that coheres (the median)."""
STRANGE, STRANGER = 0.65, 8.0
"""Share of that median below which a paragraph seems not of the article, and how fast the doubt grows below it."""
FOREIGN, MORE_FOREIGN = 0.55, 4.0
"""Share of a heading's words that the article has below which it seems to be another's, and how fast that grows."""
LEADS_ON = 1.5
"""What a colon at its end says for a heading: something of the article follows."""
LENGTHY = 0.5
"""What more than MEDIUM code points say against a heading between paragraphs: headlines are longer."""
STEM = 5
"""Characters of a word that are compared: inflected words share their beginning."""
BETWEEN = 1.0
"""The most that its words say against a short heading between two paragraphs: "What happens next" shares none."""
_HEADINGS = frozenset({"title", "label", "short"})


def weigh_cohesion(
    blocks: Sequence[Block],
    looks: Sequence[Look],
    parts: Sequence[int],
    table: list[list[float]],
    listed: frozenset[int],
) -> bool:
    """Add to the weights of the lines in a first outline's body what their words say; False where nothing is added.

    The lines of announced lists (`listed`) need not share a word with the text."""
    core = [i for i, part in enumerate(parts) if part == BODY and looks[i].kind in PROSE]
    if len(core) < PARAGRAPHS or not _is_doubtful(looks, parts, range(core[0], core[-1] + 1)):
        return False
    words = {i: stems(blocks[i].text) for i in core}
    counts = Counter(chain.from_iterable(words.values()))
    known = counts.keys()
    shared = {stem for stem, count in counts.items() if count > 1}
    shares = {i: len(found & shared) / len(found) for i, found in words.items() if found}
    middle = median(shares.values()) if shares else 0.0
    if middle < COHERENT:
        return False
    for i in range(core[0], core[-1] + 1):
        if looks[i].kind == "notice" and parts[i] == BODY and (found := stems(blocks[i].text)):
            shares[i] = len(found & known) / len(found)
    for i, share in shares.items():
        if share < STRANGE * middle:
            _add(table[i], STRANGER * (STRANGE - share / middle))
    for i in range(core[0], core[-1] + 1):
        if parts[i] in (BODY, INLINE) and looks[i].kind in _HEADINGS and i not in listed:
            found = stems(blocks[i].text)
            if found:
                share = len(found & known) / len(found)
                leads = LEADS_ON if blocks[i].text[-1] in ":：" else 0.0
                foreign = MORE_FOREIGN * (FOREIGN - share) - leads
                if looks[i].length > MEDIUM:
                    foreign += LENGTHY
                elif looks[i - 1].kind in PROSE and looks[i + 1].kind in PROSE:
                    foreign = min(foreign, BETWEEN)
                _add(table[i], foreign)
    return True


def _add(weights: list[float], strangeness: float) -> None:
    """Shift the weights of a line from the body to what is around it and between its paragraphs, or back."""
    weights[BODY] -= strangeness
    for part in (TOP, UNDER, TAIL, INLINE):
        weights[part] += strangeness


def _is_doubtful(looks: Sequence[Look], parts: Sequence[int], lines: range) -> bool:
    """Whether one of the lines is in the body and could be of something else: a heading, a paragraph alone."""
    return any(
        looks[i].kind in _HEADINGS
        or (
            looks[i].kind in PROSE
            and looks[i - 1].kind not in ARTICLE
            and i + 1 < len(looks)
            and looks[i + 1].kind not in ARTICLE
        )
        for i in lines
        if parts[i] == BODY
    )


def stems(text: str) -> frozenset[str]:
    """The beginnings of the words of four letters and more."""
    return frozenset([word[:STEM] for word in fold(text).split() if len(word) > 3])
