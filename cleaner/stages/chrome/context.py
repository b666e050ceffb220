"""What the neighbours of a line add to its look: lists and their headings, days of a diary, doubled headlines."""

from collections.abc import Sequence

from cleaner.document import Block
from cleaner.rulebook.phrases import bare
from cleaner.rulebook.unspaced import is_unspaced
from cleaner.stages.chrome.boxes import weigh_boxes
from cleaner.stages.chrome.kinds import ARTICLE, BRIEF, LONG, PROSE
from cleaner.stages.chrome.lists import ENDINGS, STAMPS, between_paragraphs, weigh_comments, weigh_lists
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.weights import BODY, HEAD, INLINE, TAIL, TOP, UNDER, WEIGHTS, add

_INTERRUPTIONS = frozenset({"also", "arrow", "advertisement"})
_PASSED_OVER = frozenset({"advertisement", "photo", "also", "arrow"})
_INVITATIONS = frozenset({"follow", "newsletter"})
_BELOW = ARTICLE | ENDINGS | {"stamp", "list_heading", "copyright"}
_LONE = (frozenset(WEIGHTS) - ARTICLE) | {"open"}


ALONE, ALONE_LONG = 0.3, 0.7
"""Shares of its weight that a paragraph without a neighbour of its kind keeps: one of a teaser's length, a longer."""
RUN = 5
EXTENDED = 15
"""Code points of the shortest headline that is known again with a site's name behind it."""
ALIKE = 8
"""Lines with the same beginning that are compared: a list of thousands has no headline among it."""


def weigh(
    blocks: Sequence[Block], looks: Sequence[Look], again: frozenset[int], listed: frozenset[int]
) -> list[list[float]]:
    """For each line its weights in the order of the parts, neighbours taken into account; `again` are refrains and
    `listed` the lines of announced lists (see `boxes`)."""
    table = [list(WEIGHTS[look.kind]) for look in looks]
    weigh_boxes(blocks, looks, table, again)
    _menus(blocks, looks, table)
    kinds = {look.kind for look in looks}
    if not kinds.isdisjoint(STAMPS):
        _days(looks, table)
        _dated(looks, table)
    boxed = between_paragraphs(blocks, looks) if "list_heading" in kinds else {}
    if "list_heading" in kinds:
        weigh_lists(looks, table, boxed)
    if "comments" in kinds:
        weigh_comments(blocks, looks, table)
    _alone(blocks, looks, table, again.union(i for i, passed in boxed.items() if passed))
    _runs(looks, table)
    _twins(blocks, looks, table, again)
    _set_apart(blocks, looks, table)
    for i in listed:
        if table[i][INLINE] <= 0 and table[i][BODY] < WEIGHTS["entry"][BODY]:
            table[i] = list(WEIGHTS["entry"])
    return table


def _set_apart(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """A line with a blank line behind it and running text next is set apart as a headline is."""
    for i, look in enumerate(looks[:-1]):
        if look.kind in PROSE:
            break
        if (
            blocks[i + 1].gap
            and looks[i + 1].kind in PROSE
            and look.kind in ("title", "label", "word", "quote", "verse", "row")
        ):
            table[i][HEAD] += 1.5


def _days(looks: Sequence[Look], table: list[list[float]]) -> None:
    """A bare date between two paragraphs is a heading of the text: the day of a diary, of a chronicle."""
    for i in range(1, len(looks) - 1):
        look = looks[i]
        if look.kind == "stamp" and look.stamps[:1] and look.stamps[0].label is None and len(look.stamps) == 1:
            above = next((looks[j].kind for j in range(i - 1, -1, -1) if looks[j].kind not in _INTERRUPTIONS), "title")
            if above in ARTICLE and looks[i + 1].kind in ARTICLE:
                table[i][BODY] += 2.5
                table[i][INLINE] -= 2


def _dated(looks: Sequence[Look], table: list[list[float]]) -> None:
    """A headline with a date stamp beside it is an entry of a list (or the document's own)."""
    for i, look in enumerate(looks):
        if look.kind in ("title", "label", "word") and (
            (i + 1 < len(looks) and looks[i + 1].kind in STAMPS) or (i and looks[i - 1].kind in STAMPS)
        ):
            add(table[i], BODY, -0.7, TOP, 0.7, TAIL, 0.7)


def _menus(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """Lines in small letters of a word or two, many in a row and without a comma, are a menu and no verse."""
    start = 0
    for i in range(len(looks) + 1):
        if i < len(looks) and looks[i].length <= BRIEF and blocks[i].text.count(" ") < 2 and blocks[i].text[-1] != ",":
            continue
        if i - start >= RUN:
            for j in range(start, i):
                if looks[j].kind == "verse":
                    table[j] = list(WEIGHTS["word"])
        start = i + 1


def _alone(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]], again: frozenset[int]) -> None:
    """A paragraph with no other beside it says less than one in company: teasers and banners stand alone. So does a
    headline-like line that stands at no paragraph: it is no subheading. What interrupts paragraphs parts no company.
    Where no paragraph has company nothing follows: an article of two, with a subheading between them.
    """
    shown = [
        i
        for i, look in enumerate(looks)
        if i not in again
        and look.kind not in _PASSED_OVER
        and not (look.kind in _INVITATIONS and _stands_between(looks, i))
    ]
    beside = [False, *(looks[i].kind in ARTICLE for i in shown), False]
    company = any(looks[i].kind in PROSE and (beside[at] or beside[at + 2]) for at, i in enumerate(shown))
    for at, i in enumerate(shown):
        look = looks[i]
        above, below = beside[at], beside[at + 2]
        if look.kind in PROSE and 0 < i < len(looks) - 1 and not above and not below:
            if company:
                brief = look.length <= LONG and not (look.length > LONG // 2 and is_unspaced(blocks[i].text))
                share = ALONE if brief or look.kind == "open" else ALONE_LONG
                table[i] = [weight * share for weight in table[i]]
        elif look.kind in ("title", "label", "word") and not below:
            add(table[i], BODY, -0.3 if above else -0.7, TOP, 0.2, TAIL, 0.2)


def _stands_between(looks: Sequence[Look], i: int) -> bool:
    """Whether a line stands between two lines of an article, interruptions beside it apart; so it does above a note
    about the author, but that has more links below it."""
    above, below = i - 1, i + 1
    while above >= 0 and looks[above].kind in _PASSED_OVER:
        above -= 1
    while below < len(looks) and looks[below].kind in _PASSED_OVER:
        below += 1
    if above < 0 or below == len(looks) or not {looks[above].kind, looks[below].kind} <= ARTICLE:
        return False
    return below + 1 == len(looks) or looks[below + 1].kind in _BELOW


def _runs(looks: Sequence[Look], table: list[list[float]]) -> None:
    """Headline-like lines in a row, more than any heading with its subheading and more than a stanza, are a list."""
    start = 0
    for i in range(len(looks) + 1):
        if i < len(looks) and looks[i].kind in _LONE:
            continue
        if i - start >= RUN:
            for j in range(start, i):
                if looks[j].kind in ("title", "label", "word"):
                    add(table[j], BODY, -0.7, TOP, 0.3, TAIL, 0.3, INLINE, 0.5)
        start = i + 1


def _twins(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]], again: frozenset[int]) -> None:
    """A headline-like line that comes twice before the text is the headline, and its second copy chrome."""
    seen: dict[str, int] = {}
    openings: dict[str, list[str]] = {}
    for i, look in enumerate(looks):
        if look.kind in ("prose",):
            break
        if i in again or look.kind not in ("title", "label", "word", "dated", "sentence", "short"):
            continue
        key = bare(blocks[i].text)
        twin = seen.setdefault(key, i)
        if twin == i:
            alike = openings.setdefault(key[:EXTENDED], [])
            twin = next((seen[other] for other in alike if _extends(key, other)), i)
            if len(alike) < ALIKE:
                alike.append(key)
        if twin != i:
            for k in (twin, i):
                table[k][HEAD] += 2
            table[twin][TOP] += 2
            table[i][UNDER] += 3
            table[i][BODY] -= 2


def _extends(longer: str, shorter: str) -> bool:
    """Whether one line is the other with a site's name behind it, whichever is which."""
    if len(longer) < len(shorter):
        longer, shorter = shorter, longer
    return len(shorter) >= EXTENDED and longer.startswith(shorter) and 3 <= len(longer) - len(shorter) <= 50
