"""Headings of lists and of comments, and what stands under them."""

from collections.abc import Collection, Mapping, Sequence

from cleaner.document import Block
from cleaner.stages.chrome.kinds import PROSE
from cleaner.stages.chrome.looks import Look
from cleaner.stages.chrome.weights import BODY, INLINE, TAIL, TOP, add

STAMPS = frozenset({"stamp", "ago"})
ENDINGS = frozenset({"tags", "share", "byline", "photo", "source", "typo", "comments", "print"})
"""Kinds that stand right below the last paragraph of an article, and not below a site's note about itself."""
_BEGINNINGS = frozenset({"byline", "stamp", "photo", "share", "print"})
_ENTRIES = frozenset({"title", "label", "word", "dated", "stamp", "ago", "list_heading"})
_BOXED = (_ENTRIES - {"list_heading"}) | {"arrow"}
_NUMBERED = _ENTRIES | {"item"}
_TEASERS = frozenset({"sentence", "short", "open"})
BOX = 4
"""Entries of the longest list that is put between two paragraphs; longer ones end pages."""
SMALL_BOX = 2
"""Entries of the longest one behind which a single paragraph is the article's, whatever follows."""


def between_paragraphs(blocks: Sequence[Block], looks: Sequence[Look]) -> Mapping[int, bool]:
    """Headings of lists with their few entries, where a paragraph stands above them and text right below: boxes
    between two paragraphs. A heading that comes again right below is the link behind a teaser.

    Each of their lines with whether the box parts no company: a paragraph alone beside a longer one may be the site's,
    unless the end of an article follows it, or the beginning of one stands above it.
    """
    found: dict[int, bool] = {}
    first = next((i for i, look in enumerate(looks) if look.kind in PROSE), len(looks))
    for i in range(first + 1, len(looks)):
        if looks[i].kind != "list_heading":
            continue
        end = i + 1
        while end < len(looks) and end - i <= 2 * BOX and looks[end].kind in _BOXED:
            end += 1
        entries = sum(looks[j].kind not in STAMPS for j in range(i + 1, end))
        if entries > BOX or not _is_text(looks, end):
            continue
        last = end + 1 == len(looks)
        if last or entries < 2 or blocks[end + 1].text != blocks[i].text:
            ended = not last and looks[end + 1].kind in ENDINGS
            begun = i == first + 1 and looks[first - 1].kind in _BEGINNINGS
            found.update(dict.fromkeys(range(i, end), entries <= SMALL_BOX or ended or begun))
    return found


def _is_text(looks: Sequence[Look], i: int) -> bool:
    """Whether text begins at a line: a paragraph of several sentences, or two of any kind, where a teaser is one."""
    if i >= len(looks) or looks[i].kind not in PROSE:
        return False
    return looks[i].kind == "prose" or (i + 1 < len(looks) and looks[i + 1].kind in PROSE)


def weigh_lists(looks: Sequence[Look], table: list[list[float]], boxed: Collection[int]) -> None:
    """Under the heading of a list, headlines are its entries and single sentences between them teasers; `boxed` are
    those between two paragraphs."""
    inside = False
    for j, look in enumerate(looks):
        previous = looks[j - 1].kind
        if look.kind == "list_heading":
            inside = True
        elif look.kind == "prose" or (look.kind in _TEASERS and (previous in _TEASERS or j - 1 in boxed)):
            inside = False
        elif inside and look.kind in _TEASERS and previous in _ENTRIES:
            add(table[j], BODY, -3, TOP, 2, TAIL, 2, INLINE, 2)
        elif inside and look.kind in ("title", "label", "word", "dated"):
            add(table[j], BODY, -0.5, TOP, 0.5, TAIL, 0.5, INLINE, 0.7)
            if j in boxed:
                add(table[j], BODY, -1, INLINE, 1)
        elif inside and look.kind == "item" and previous in _NUMBERED:
            add(table[j], BODY, -1.5, TOP, 1, TAIL, 1, INLINE, 1.2)


def weigh_comments(blocks: Sequence[Block], looks: Sequence[Look], table: list[list[float]]) -> None:
    """What stands after the heading of the comments is hardly the article, however well it is written.

    The heading is one where half of the document's running text is above it: buttons of that name stand above the
    article too. So do counts between its paragraphs: under a heading stands who wrote, or when.
    """
    lengths = [look.length if look.kind in PROSE else 0 for look in looks]
    half, above = sum(lengths) / 2, 0
    for i, look in enumerate(looks):
        above += lengths[i]
        if look.kind == "comments" and above >= half > 0 and not (_counts(blocks[i].text) and _is_text(looks, i + 1)):
            for weights in table[i + 1 :]:
                if weights[BODY] > 0:
                    weights[BODY] *= 0.3
                    weights[TAIL] *= 0.3
            return


def _counts(text: str) -> bool:
    return any(map(str.isdecimal, text))
