"""`prefix`: a stock phrase that the line begins with goes, the rest of the line stays."""

from typing import Annotated

from pydantic import BeforeValidator

from cleaner.rulebook.kinds.base import Finder, Kind
from cleaner.rulebook.kinds.shear import Edge, expand, seam_of, shearing
from cleaner.rulebook.linetest import Naming

Options = Annotated[Edge, BeforeValidator(expand, json_schema_input_type=str | list[str] | Edge)]


def _compile(options: Edge, naming: Naming) -> Finder:
    return shearing(frozenset(map(naming, options.any_of)), "start", seam_of(options))


KIND = Kind("prefix", Options, _compile)
