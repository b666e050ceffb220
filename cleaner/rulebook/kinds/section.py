"""`section`: a heading and the list under it, such as "Latest news" with headlines and date stamps."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import Field

from cleaner.rulebook.base import Model
from cleaner.rulebook.kinds.base import Finder, Kind, Span, whole
from cleaner.rulebook.linetest import LineTest, Naming, Trigger, compile_any
from cleaner.rulebook.pattern import Patterns
from cleaner.rulebook.view import View


class Section(Model):
    """A heading, and the items that follow it."""

    from_: Patterns = Field(alias="from", description="The heading.")
    glued: bool = Field(
        False, description="The heading may be joined to the first item, with or without itself before."
    )
    items: Patterns = Field(description="What the lines under the heading look like; anything else ends the list.")
    teaser: Patterns | None = Field(
        None, description="What may stand under an item, one to each; two in a row are text, and end the list."
    )
    until: Patterns | None = Field(None, description="Lines that end the list even where they look like items.")
    at_least: Annotated[int, Field(ge=0)] = Field(1, description="Fewer lines under the heading: no list.")
    at_most: Annotated[int, Field(ge=1)] | None = Field(None, description="More lines under the heading: no list.")


def _compile(options: Section, naming: Naming) -> Finder:
    heading = compile_any(options.from_, naming)
    item = compile_any(options.items, naming)
    teaser = compile_any(options.teaser, naming) if options.teaser else None
    until = compile_any(options.until, naming) if options.until else None
    names = frozenset(naming(phrase) for pattern in options.from_ for phrase in pattern.any_of or ())
    most = options.at_most or 1 << 30

    def find(view: View, block: int) -> Iterator[Span]:
        glued = options.glued and _is_glued(view, block, names)
        if not glued and heading.check(view, block, view.line(block)) is None:
            return
        end, count = _items(view, block, item, teaser, until, names if options.glued else frozenset())
        count += glued
        if options.at_least <= count <= most:
            for ahead in range(end - block):
                yield whole(view, block, ahead=ahead)

    triggers: set[Trigger] = {("start", name) for name in names} if options.glued else set()
    return Finder(find, None if heading.triggers is None else heading.triggers | triggers, alone=False)


def _items(
    view: View, block: int, item: LineTest, teaser: LineTest | None, until: LineTest | None, names: frozenset[str]
) -> tuple[int, int]:
    """The block after the last item, and the number of items.

    A list has one date for one headline. A second date in a row is something else, as a rule the day on which the
    page was rendered. It has one teaser for one headline, too.
    """
    heading_only = True
    under_item = False
    count = 0
    for index in range(block + 1, len(view.blocks)):
        line = view.line(index)
        if heading_only and not names.isdisjoint(line.whole):
            continue
        first = heading_only and any(name in names for name in line.starts)
        heading_only = False
        if until is not None and until.check(view, index, line) is not None:
            return index, count
        if view.stamp(index) is not None and view.stamp(index - 1) is not None:
            return index, count
        is_item = first or item.check(view, index, line) is not None
        if not is_item and not (under_item and _is_teaser(view, index, item, teaser)):
            return index, count
        under_item = is_item
        count += 1
    return len(view.blocks), count


def _is_teaser(view: View, index: int, item: LineTest, teaser: LineTest | None) -> bool:
    """Whether a line is a teaser, and the next one not another."""
    if teaser is None or teaser.check(view, index, view.line(index)) is None:
        return False
    if index + 1 == len(view.blocks):
        return True
    line = view.line(index + 1)
    return item.check(view, index + 1, line) is not None or teaser.check(view, index + 1, line) is None


def _is_glued(view: View, block: int, names: frozenset[str]) -> bool:
    return any(hit.seam in ("glue", "camel") for name, hit in view.line(block).starts.items() if name in names)


KIND = Kind("section", Section, _compile)
