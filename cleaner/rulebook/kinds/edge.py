"""`prefix` and `suffix`: a stock phrase at one end of a line goes, the rest of the line stays.

`glued` is both at once for phrases that no space sets off ("Latest newsIndia's strategy", "…said so.Share"), as
happens when a scraper joins the texts of neighbouring elements. The seam must show: a capital after a small letter,
or a letter right after the end of a sentence; scripts without capitals show none at the start. At the end of a line
a space may stand in the seam, as repaired quotation marks leave it: no sentence follows another with nothing but a
button's label and no stop.
"""

from collections.abc import Callable, Iterator
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from cleaner.rulebook.base import Model, Phrases
from cleaner.rulebook.conditions import SEPARATORS
from cleaner.rulebook.kinds.base import Finder, Kind, Span
from cleaner.rulebook.lexicon import Hit
from cleaner.rulebook.linetest import Naming, Trigger
from cleaner.rulebook.view import Line, View, Vocabulary

_SPACE = " \t\xa0"
_AROUND = SEPARATORS + _SPACE
_STOPS = ".!?…。！？"
_CLOSED = (*_STOPS, *(stop + closer for stop in _STOPS for closer in '”»"’)]'))
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


class Glued(Model):
    """A phrase that is joined to the line without a space."""

    any_of: Phrases = Field(description="The phrases, or @lists of them.")
    at: Literal["start", "end", "both"] = Field("both", description="The end of the line to look at.")
    camel: bool = Field(True, description="A capital after a small letter is a seam; it is one in brands too.")


def _expand(value: Any) -> Any:
    return {"any_of": value} if isinstance(value, (str, list)) else value


EdgeOptions = Annotated[Edge, BeforeValidator(_expand, json_schema_input_type=str | list[str] | Edge)]
GluedOptions = Annotated[Glued, BeforeValidator(_expand, json_schema_input_type=str | list[str] | Glued)]


def _marked(text: str, hit: Hit, at: End) -> bool:
    """A separator stands between the phrase and the rest."""
    rest = text[hit.length :] if at == "start" else text[: len(text) - hit.length]
    inner = rest.strip(_SPACE)
    return bool(inner) and inner[0 if at == "start" else -1] in SEPARATORS


def _unbroken(_text: str, hit: Hit, _at: End) -> bool:
    """Anything but more of the same word adjoins the phrase."""
    return hit.seam != "word"


def _joined(text: str, hit: Hit, at: End) -> bool:
    """Nothing stands between the phrase and the rest, or at the end only the end of a sentence does."""
    if hit.seam != "space" or at == "start":
        return hit.seam in ("glue", "camel")
    start = len(text) - hit.length
    whole = text[:start].rstrip(_SPACE).endswith(_CLOSED) and not text.rstrip(_SPACE).endswith(_CLOSED)
    return whole and text[start : start + 1].isupper()


def _prefix(options: Edge, naming: Naming) -> Finder:
    names = frozenset(map(naming, options.any_of))
    return _finder(names, "start", _set_off(options))


def _suffix(options: Edge, naming: Naming) -> Finder:
    names = frozenset(map(naming, options.any_of))
    return _finder(names, "end", _set_off(options))


def _joined_outright(text: str, hit: Hit, at: End) -> bool:
    """The same without a capital in the middle of what may be one word."""
    return hit.seam != "camel" and _joined(text, hit, at)


def _set_off(options: Edge) -> Holds:
    return _unbroken if options.seam == "any" else _marked


def _glued(options: Glued, naming: Naming) -> Finder:
    names = frozenset(map(naming, options.any_of))
    ends: tuple[End, ...] = ("start", "end") if options.at == "both" else (options.at,)
    finders = [_finder(names, end, _joined if options.camel else _joined_outright) for end in ends]

    def find(view: View, block: int) -> Iterator[Span]:
        for finder in finders:
            yield from finder.find(view, block)

    return Finder(find, frozenset().union(*(finder.triggers or frozenset() for finder in finders)))


def _finder(names: frozenset[str], at: End, holds: Holds) -> Finder:
    """Phrases are taken off one end of a line as long as there are any, and something is left."""
    triggers: frozenset[Trigger] = frozenset((at, name) for name in names)

    def find(view: View, block: int) -> Iterator[Span]:
        line = view.lines[block]
        left, right = _shorn(view.vocabulary, line, names, at, holds)
        kept = line.text[left:right]
        if kept and len(kept) < len(line.text) and any(c.isalnum() for c in kept):
            cut = (0, left) if at == "start" else (right, len(line.text))
            yield Span(block, *cut, line.text[cut[0] : cut[1]].strip(_AROUND))

    return Finder(find, triggers)


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


PREFIX = Kind("prefix", EdgeOptions, _prefix)
SUFFIX = Kind("suffix", EdgeOptions, _suffix)
GLUED = Kind("glued", GluedOptions, _glued)
