"""`regex`: what a regular expression finds inside a line goes, the rest of the line stays.

A group named `value` is what `extract` records; a group named `cut` narrows what goes.
"""

from collections.abc import Iterator
from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from cleaner.rulebook.base import Model, Regex
from cleaner.rulebook.kinds.base import Finder, Kind, Span
from cleaner.rulebook.linetest import Naming
from cleaner.rulebook.regex import compile_regex
from cleaner.rulebook.view import View


class InLine(Model):
    """A regular expression to be found in a line."""

    find: Regex = Field(description="The regular expression (re2).")


def _expand(value: Any) -> Any:
    return {"find": value} if isinstance(value, str) else value


Options = Annotated[InLine, BeforeValidator(_expand, json_schema_input_type=str | InLine)]


def _compile(options: InLine, _naming: Naming) -> Finder:
    compiled = compile_regex(options.find)
    group = compiled.groupindex.get("cut", 0)
    valued = compiled.groupindex.get("value", group)

    def find(view: View, block: int) -> Iterator[Span]:
        for match in compiled.finditer(view.blocks[block].text):
            start, end = match.span(group)
            if 0 <= start < end:
                yield Span(start, end, match.group(valued))

    return Finder(find, frozenset((("finds", options.find),)), alone=True)


KIND = Kind("regex", Options, _compile)
