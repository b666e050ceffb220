"""Patterns: what a line must look like. Every kind of rule, and every heading, item and neighbour, is told by one.

This is the form in which they are written; `linetest` is how they are applied.
"""

from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cleaner.rulebook.base import Model, Phrases, Regex

Class = Literal[
    "date_stamp",
    "published_stamp",
    "updated_stamp",
    "headline",
    "paragraph",
    "sentence",
    "name",
    "number",
    "short",
    "any",
    "page_start",
    "page_end",
]
Then = Literal["separator", "any", "end", "number", "name", "short", "date_stamp"]
CLASSES: tuple[str, ...] = Class.__args__  # type: ignore[attr-defined]


class Pattern(Model):
    """What a line must look like: all conditions that are given must hold."""

    is_: Class | None = Field(None, alias="is", description="A class of lines that needs no words: date_stamp, …")
    any_of: Phrases | None = Field(None, description="The whole line is one of these phrases (marks, digits aside).")
    starts: Phrases | None = Field(None, description="The line begins with one of these phrases.")
    ends: Phrases | None = Field(None, description="The line ends with one of these phrases.")
    contains: Phrases | None = Field(None, description="One of these phrases stands in the line; needs max_words.")
    then: Then | None = Field(None, description="What follows the phrase of `starts`; `separator` unless said.")
    made_of: "Patterns | None" = Field(None, description="Each part between | • · / — is one of these.")
    regex: Regex | None = Field(None, description="The whole line matches this regular expression (re2).")
    min_words: Annotated[int, Field(ge=0)] | None = Field(None, description="The line has at least so many words.")
    max_words: Annotated[int, Field(ge=1)] | None = Field(None, description="The line has at most so many words.")
    sentence: bool | None = Field(None, description="The line ends (or does not end) like a sentence.")
    digits: bool | None = Field(None, description="The line has (or has no) digits.")

    @model_validator(mode="after")
    def _consistent(self) -> "Pattern":
        parts = (self.is_, self.any_of, self.starts, self.ends, self.contains, self.made_of, self.regex)
        if all(part is None for part in parts):
            raise PydanticCustomError(
                "no_condition", "say what the line is: one of is, any_of, starts, ends, contains, made_of, regex", {}
            )
        if self.then is not None and self.starts is None:
            raise PydanticCustomError("then_alone", "`then` says what follows `starts`, which is missing", {})
        if self.contains is not None and self.max_words is None:
            raise PydanticCustomError(
                "contains_unbounded", "`contains` needs `max_words`: a long paragraph may mention anything", {}
            )
        return self


def expand(value: Any) -> Any:
    """The short forms: the name of a class, `@list`, a phrase, or a list of phrases instead of a map."""
    if isinstance(value, str):
        return {"is": value} if value in CLASSES else {"any_of": [value]}
    return value


def _expand_all(value: Any) -> Any:
    return value if isinstance(value, (list, tuple)) else [value]


LinePattern = Annotated[Pattern, BeforeValidator(expand, json_schema_input_type=str | Pattern)]
Patterns = Annotated[
    tuple[LinePattern, ...],
    BeforeValidator(_expand_all, json_schema_input_type=str | Pattern | list[str | Pattern]),
    Field(min_length=1),
]
Pattern.model_rebuild()
