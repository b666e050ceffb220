"""What each HTML element means for the flow of text. Whatever is in no table here breaks lines, as a `div` does."""

from collections.abc import Mapping
from types import MappingProxyType

from cleaner.document import BlockKind

_SKIPPED = """style template noscript svg math iframe frame object embed applet canvas video audio map select
datalist textarea input img picture source track param progress meter wbr base noframes dialog col
area amp-analytics amp-ad amp-img amp-state amp-iframe amp-sticky-ad amp-embed -comment -doctype -document"""

_FORMATTING = """b i em strong u s big small font tt code kbd samp var cite dfn sub sup mark ins del strike bdi bdo
ruby rb nobr q acronym abbr rt rp"""

TEXT, BLOCK, STRUCTURE, FORMATTING, INLINE, LINK, SKIPPED, FACT, BREAK = range(9)
"""What the walk does with a node: text; an element that breaks lines; one that gives its text a kind as well, or holds
a list, a row; one that only changes how letters look (its class says nothing about the text's part in the page); one
that runs within a line; a link; what is never read as text (not shown, replaced by something else when shown, or a
control); what states facts about the page; `<br>`. Elements that may hold text are those up to LINK."""

ITEMS = frozenset({"li", "dt", "dd"})
KINDS: Mapping[str, BlockKind] = MappingProxyType(
    {
        **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6"), "heading"),
        **dict.fromkeys(ITEMS, "item"),
        **dict.fromkeys(("figcaption", "figure", "caption"), "caption"),
        **dict.fromkeys(("td", "th"), "paragraph"),
        "blockquote": "quote",
        "pre": "verse",
    }
)
LISTS = frozenset({"ul", "ol", "dl"})
CELLS = frozenset({"td", "th"})


def _actions() -> Mapping[str, int]:
    table = dict.fromkeys(_SKIPPED.split(), SKIPPED)
    table |= dict.fromkeys(_FORMATTING.split(), FORMATTING)
    table |= dict.fromkeys(("span", "label", "time", "data", "output", "slot"), INLINE)
    table |= dict.fromkeys(("script", "meta", "link", "title"), FACT)
    table |= dict.fromkeys((*KINDS, *LISTS, "tr"), STRUCTURE)
    return MappingProxyType(table | {"-text": TEXT, "br": BREAK, "a": LINK})


ACTIONS = _actions()
