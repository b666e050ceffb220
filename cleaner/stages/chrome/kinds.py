"""The kinds of lines, and the lengths that tell them apart."""

from typing import Literal

Kind = Literal[
    # running text and what belongs to it
    "prose",
    "sentence",
    "short",
    "open",
    "title",
    "label",
    "word",
    "verse",
    "item",
    "row",
    "entry",
    "speech",
    "quote",
    # what a site puts around it
    "stamp",
    "ago",
    "dated",
    "crumbs",
    "counter",
    "navigation",
    "share",
    "advertisement",
    "list_heading",
    "also",
    "arrow",
    "tags",
    "byline",
    "photo",
    "follow",
    "newsletter",
    "notice",
    "typo",
    "copyright",
    "comments",
    "print",
    "source",
    "about",
    "address",
]

PROSE = frozenset({"prose", "sentence", "open"})
"""Kinds that are running text."""
ARTICLE = PROSE | {"short", "verse", "item", "row", "entry", "speech", "quote"}
"""Kinds that an article is made of, headings apart."""

TOLD = frozenset(
    {
        *("stamp", "ago", "share", "advertisement", "list_heading", "also", "tags", "byline", "photo"),
        *("newsletter", "typo", "copyright", "comments", "print"),
    }
)
"""Kinds that a line shows by itself: it is a stamp, or opens with, ends in, or is a stock phrase. Neither the mere
shape of a line nor a phrase somewhere in it (`follow`, `notice`) is as much."""

LONG = 200
"""Code points from which a line is a paragraph whatever its words: no button, headline or list entry is so long."""
MEDIUM = 60
"""Code points from which a closed sentence is likelier a paragraph than a label or a comment."""
BRIEF = 28
"""Code points up to which a line without an end is a label rather than a headline."""
STOCK = 110
"""Longest line that is read for stock phrases at its beginning: a sentence of a banner, a byline with its title."""
