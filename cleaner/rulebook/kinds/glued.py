"""`glued`: a stock phrase that no space sets off goes ("Latest newsIndia's strategy", "…said so.Share").

Lines are glued when a scraper joins the texts of neighbouring elements. The seam must show: a capital after a small
letter, or a letter right after the end of a sentence; scripts without capitals show none at the start. At the end of
a line a space may stand in the seam, as repaired quotation marks leave it: no sentence is followed by nothing but a
button's label without a stop.
"""

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import BeforeValidator, Field

from cleaner.rulebook.base import Model, Phrases
from cleaner.rulebook.kinds.base import Finder, Kind, Span
from cleaner.rulebook.kinds.shear import SPACE, End, expand, shearing
from cleaner.rulebook.lexicon import Hit
from cleaner.rulebook.linetest import Naming
from cleaner.rulebook.view import View

_STOPS = ".!?…。！？"
_CLOSED = (*_STOPS, *(stop + closer for stop in _STOPS for closer in '”»"’)]'))


class Glued(Model):
    """A phrase that is joined to the line without a space."""

    any_of: Phrases = Field(description="The phrases, or @lists of them.")
    at: Literal["start", "end", "both"] = Field("both", description="The end of the line to look at.")
    camel: bool = Field(True, description="A capital after a small letter is a seam; it is one in brands too.")


Options = Annotated[Glued, BeforeValidator(expand, json_schema_input_type=str | list[str] | Glued)]


def _compile(options: Glued, naming: Naming) -> Finder:
    names = frozenset(map(naming, options.any_of))
    ends: tuple[End, ...] = ("start", "end") if options.at == "both" else (options.at,)
    finders = [shearing(names, end, _joined if options.camel else _joined_outright) for end in ends]

    def find(view: View, block: int) -> Iterator[Span]:
        for finder in finders:
            yield from finder.find(view, block)

    return Finder(find, frozenset().union(*(finder.triggers or frozenset() for finder in finders)), alone=True)


def _joined(text: str, hit: Hit, at: End) -> bool:
    """Nothing stands between the phrase and the rest, or at the end only the end of a sentence does."""
    if hit.seam != "space" or at == "start":
        return hit.seam in ("glue", "camel")
    start = len(text) - hit.length
    whole = text[:start].rstrip(SPACE).endswith(_CLOSED) and not text.rstrip(SPACE).endswith(_CLOSED)
    return whole and text[start : start + 1].isupper()


def _joined_outright(text: str, hit: Hit, at: End) -> bool:
    """The same without a capital in the middle of what may be one word."""
    return hit.seam != "camel" and _joined(text, hit, at)


KIND = Kind("glued", Options, _compile)
