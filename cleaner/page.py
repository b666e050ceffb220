"""What the markup of an HTML page says: its elements, the evidence for one block, what the page states of itself."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple
from zlib import crc32

HIDDEN_MARK = "-hidden"
"""Added to the label of an element whose attributes hide it from the reader."""


@dataclass(frozen=True, slots=True)
class Tree:
    """The elements of a page that hold or group text, flat, in document order (plain formatting is left out).

    `parents[i]` is the element around element i (-1 at the root); `tags[i]` its name; `labels[i]` what its author
    called it: the values of class, id, role, itemprop and the like, joined by spaces, as written.
    Flat lists and no links between objects, so that neither depth nor size of a page can hurt.
    """

    parents: tuple[int, ...]
    tags: tuple[str, ...]
    labels: tuple[str, ...]
    classes: tuple[str, ...]

    def trail(self, element: int) -> list[int]:
        """The element and its ancestors, innermost first."""
        found = []
        while element >= 0:
            found.append(element)
            element = self.parents[element]
        return found


_NO_MARK = re.compile(r"(?!(?:tag|category|cat|status|format|author)-)[^\d]+")


def _step(tag: str, classes: Iterable[str]) -> str:
    """One step of a path: `tag.class.class`, each class once, in their order."""
    return ".".join((tag, *sorted({*classes})))


@lru_cache(maxsize=16384)
def _lasting_step(tag: str, classes: str) -> str:
    """A step without the classes that number or tag a single page; the pages of a site have the same few."""
    return _step(tag, filter(_NO_MARK.fullmatch, classes.split()))


def text_key(text: str) -> int:
    """A number for the letters and digits of a text: equal for texts that differ in case, spaces, punctuation alone.

    Stable over processes and machines, unlike `hash`; 45 bits, so that two texts of a site never share one.
    """
    letters = text.casefold().encode("utf-8", "surrogatepass").translate(None, _NO_LETTERS)
    if not letters.isascii():  # most of what goes is ASCII, and of that nothing is left to look for
        letters = _OTHER.sub("", letters.decode("utf-8", "surrogatepass")).encode("utf-8", "surrogatepass")
    return crc32(letters) << 13 | len(letters) & 0x1FFF


_OTHER = re.compile(r"\W+")
_NO_LETTERS = bytes(code for code in range(128) if not chr(code).isalnum())


class Evidence(NamedTuple):
    """What the markup says about one block (only blocks of HTML pages have it).

    `element` is the innermost element of `tree` that holds the whole block; `link_density` the share of its
    characters that are links; `marks` the site rules (`html:` kind) that keep ("+id") or strip ("-id") it.
    """

    tree: Tree
    element: int
    link_density: float = 0.0
    marks: tuple[str, ...] = ()

    @property
    def path(self) -> str:
        """Tag-and-class path from the root, as site evidence and learned rules use it (at most 40 steps)."""
        tree = self.tree
        steps = [_step(tree.tags[i], tree.classes[i].split()) for i in tree.trail(self.element)[:40]]
        return " > ".join(reversed(steps))

    @property
    def place(self) -> str:
        """The last four steps of the path, without classes that number or tag a single page (`post-123`)."""
        tree, element = self.tree, self.element
        steps: list[str] = []
        while element >= 0 and len(steps) < 4:
            steps.append(_lasting_step(tree.tags[element], tree.classes[element]))
            element = tree.parents[element]
        return " > ".join(reversed(steps))


@dataclass(frozen=True, slots=True)
class Candidate:
    """A value that a page states about itself, and where it says so (`h1`, `og:title`, `json-ld`, `time`, …)."""

    value: str
    origin: str


@dataclass(frozen=True, slots=True)
class Moment:
    """A date in the flow of a page: its value as written, the element of the tree it stands in, and its label."""

    value: str
    element: int
    label: str


@dataclass(frozen=True, slots=True)
class PageFacts:
    """What an HTML page states about itself, apart from its blocks.

    Candidates stand in the order in which the page states them within one origin; `article_bodies` are JSON-LD's
    (evidence for the region, never the body itself); `moments` are `<time>` and microdata dates in the page's flow
    with the element they stand in; `addresses` are the page's own URLs.
    """

    headlines: tuple[Candidate, ...] = ()
    published: tuple[Candidate, ...] = ()
    modified: tuple[Candidate, ...] = ()
    authors: tuple[str, ...] = ()
    site_name: str | None = None
    canonical_url: str | None = None
    og_url: str | None = None
    language_hint: str | None = None
    descriptions: tuple[str, ...] = ()
    article_bodies: tuple[str, ...] = ()
    moments: tuple[Moment, ...] = ()
    addresses: tuple[str, ...] = ()
