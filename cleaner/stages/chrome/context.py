"""What the neighbours of a line add to its look: lists and their headings, days of a diary, doubled headlines."""

from collections.abc import Sequence

from cleaner.document import Block
from cleaner.rulebook.phrases import bare
from cleaner.stages.chrome.kinds import ARTICLE, PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.weights import BODY, HEAD, INLINE, TAIL, TOP, UNDER, WEIGHTS

_INTERRUPTIONS = frozenset({"also", "arrow", "advertisement"})
_STAMPS = frozenset({"stamp", "ago"})
_ENTRIES = frozenset({"title", "label", "dated", "stamp", "ago", "list_heading"})
_TEASERS = frozenset({"sentence", "short", "open"})


def weigh(blocks: Sequence[Block], looks: Sequence[Look]) -> list[list[float]]:
    """For each line its weights in the order of the parts, neighbours taken into account."""
    table = [list(WEIGHTS[look.kind]) for look in looks]
    _days(looks, table)
    _dated(looks, table)
    _sections(looks, table)
    _comments(looks, table)
    _twins(blocks, looks, table)
    _set_apart(blocks, looks, table)
    return table


def _set_apart(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """A line with a blank line behind it and running text next is set apart as a headline is."""
    for i, look in enumerate(looks[:-1]):
        if look.kind in PROSE:
            break
        if (
            blocks[i + 1].gap
            and looks[i + 1].kind in PROSE
            and look.kind in ("title", "label", "quote", "verse", "row")
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
        if look.kind in ("title", "label") and (
            (i + 1 < len(looks) and looks[i + 1].kind in _STAMPS) or (i and looks[i - 1].kind in _STAMPS)
        ):
            table[i][BODY] -= 0.7
            table[i][TAIL] += 0.7


def _sections(looks: Sequence[Look], table: list[list[float]]) -> None:
    """Under the heading of a list, headlines are its entries and single sentences between them teasers."""
    for i, look in enumerate(looks):
        if look.kind == "list_heading":
            for j in range(i + 1, len(looks)):
                kind, previous = looks[j].kind, looks[j - 1].kind
                if kind == "prose" or (kind in _TEASERS and previous in _TEASERS):
                    break
                if kind in _TEASERS and previous in _ENTRIES:
                    _add(table[j], BODY, -3, TAIL, 2, INLINE, 2)
                elif kind in ("title", "label", "dated"):
                    _add(table[j], BODY, -0.5, TAIL, 0.5, INLINE, 0.7)


def _add(weights: list[float], *changes: float) -> None:
    """Add to weights: part, amount, part, amount, …"""
    for part, amount in zip(changes[::2], changes[1::2], strict=True):
        weights[int(part)] += amount


def _comments(looks: Sequence[Look], table: list[list[float]]) -> None:
    """What stands after the heading of the comments is hardly the article, however well it is written."""
    heading = next((i for i, look in enumerate(looks) if look.kind == "comments" and i > len(looks) // 3), None)
    if heading is None:
        return
    for weights in table[heading + 1 :]:
        if weights[BODY] > 0:
            weights[BODY] *= 0.3
            weights[TAIL] *= 0.3


def _twins(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """A headline-like line that comes twice before the text is the headline, and its second copy chrome."""
    seen: dict[str, int] = {}
    for i, look in enumerate(looks):
        if look.kind in ("prose",):
            break
        if look.kind not in ("title", "label", "dated", "sentence", "short"):
            continue
        key = bare(blocks[i].text)
        twin = seen.setdefault(key, i)
        if twin == i:
            twin = next((j for other, j in seen.items() if j != i and _extends(key, other)), i)
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
    return len(shorter) >= 15 and longer.startswith(shorter) and 3 <= len(longer) - len(shorter) <= 50
