"""What a kind of rule is: its options, and how they are compiled into a finder of spans.

A new kind is one module beside this one with `KIND = Kind(...)`, and its line in `kinds/__init__.py`.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from cleaner.rulebook.linetest import Naming, Trigger
from cleaner.rulebook.view import View


class Span(NamedTuple):
    """A part of one block that a rule proposes something for: offsets within the block, the value it carries, and how
    many blocks after the one where the match begins it is."""

    start: int
    end: int
    value: str | None = None
    ahead: int = 0


@dataclass(frozen=True, slots=True)
class Finder:
    """A compiled rule: `find` yields the spans of the match that begins at a block.

    `triggers` are the phrases without which it finds nothing there; None: it has to look at every block. `alone` says
    that it looks at nothing but the text of that block, so that what it finds there is the same in every document.
    """

    find: Callable[[View, int], Iterator[Span]]
    triggers: frozenset[Trigger] | None
    alone: bool


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of rule: its key in a rule, the type of its options, and their compiler (None: not applied to lines)."""

    name: str
    options: Any
    compile: Callable[[Any, Naming], Finder] | None


def whole(view: View, block: int, value: str | None = None, ahead: int = 0) -> Span:
    """The span of a whole block, `ahead` blocks after the one where the match begins."""
    return Span(0, len(view.blocks[block + ahead].text), value, ahead)
