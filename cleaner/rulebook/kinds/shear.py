"""What `prefix`, `suffix` and `glued` share: phrases taken off the end of a line as long as there are any."""

from collections.abc import Callable, Iterator
from typing import Any, Literal

from pydantic import Field

from cleaner.rulebook.base import Model, Phrases
from cleaner.rulebook.conditions import SEPARATORS
from cleaner.rulebook.kinds.base import Finder, Span
from cleaner.rulebook.lexicon import Hit
from cleaner.rulebook.linetest import Trigger
from cleaner.rulebook.view import Line, View, Vocabulary

SPACE = " \t\xa0"
_AROUND = SEPARATORS + SPACE
MOST = 40
"""Phrases taken off one end of a line; no row of buttons is longer."""

End = Literal["start", "end"]
Holds = Callable[[str, Hit, End], bool]


class Edge(Model):
    """A phrase at one end of a line."""

    any_of: Phrases = Field(description="The phrases, or @lists of them.")
    seam: Literal["separator", "any"] = Field(
        "separator", description="What sets the phrase off: a mark such as `|` or `-`, or anything but a letter."
    )


def expand(value: Any) -> Any:
    """The short form: the phrases alone."""
    return {"any_of": value} if isinstance(value, (str, list)) else value


def marked(text: str, hit: Hit, at: End) -> bool:
    """A separator stands between the phrase and the rest."""
    rest = text[hit.length :] if at == "start" else text[: len(text) - hit.length]
    inner = rest.strip(SPACE)
    return bool(inner) and inner[0 if at == "start" else -1] in SEPARATORS


def unbroken(_text: str, _hit: Hit, _at: End) -> bool:
    """Whatever adjoins the phrase."""
    return True


def seam_of(options: Edge) -> Holds:
    """What must set the phrase off."""
    return unbroken if options.seam == "any" else marked


def shearing(names: frozenset[str], at: End, holds: Holds) -> Finder:
    """Phrases are taken off one end of a line as long as there are any, and something is left."""
    triggers: frozenset[Trigger] = frozenset((at, name) for name in names)

    def find(view: View, block: int) -> Iterator[Span]:
        line = view.line(block)
        left, right = _shorn(view.vocabulary, line, names, at, holds)
        kept = line.text[left:right]
        if kept and len(kept) < len(line.text) and any(c.isalnum() for c in kept):
            cut = (0, left) if at == "start" else (right, len(line.text))
            yield Span(*cut, line.text[cut[0] : cut[1]].strip(_AROUND))

    return Finder(find, triggers, alone=True)


def _shorn(vocabulary: Vocabulary, line: Line, names: frozenset[str], at: End, holds: Holds) -> tuple[int, int]:
    """The part of the line that stays."""
    text = line.text
    left, right = 0, len(text)
    for _ in range(MOST):
        hits = (line.starts if at == "start" else line.ends).items()
        lengths = [hit.length for name, hit in hits if name in names and holds(line.text, hit, at)]
        if not lengths:
            break
        if at == "start":
            left += max(lengths)
            left += len(text[left:right]) - len(text[left:right].lstrip(_AROUND))
        else:
            right = left + len(text[left : right - max(lengths)].rstrip(_AROUND))
        line = vocabulary.line(text[left:right])
    return left, right
