"""`html`: CSS selectors for pages that still have their markup; the markup stage applies them, not the line rules."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Annotated, Any

from pydantic import AfterValidator, BeforeValidator, Field, model_validator
from pydantic_core import PydanticCustomError

from cleaner.rulebook.base import Model, listed
from cleaner.rulebook.kinds.base import Kind

_ENDING = re.compile(r"(?P<css>.*?)::(?:attr\((?P<name>[\w:-]+)\)|first)", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Selector:
    """A CSS selector, the attribute whose value is meant (None: the element itself, or its text), and whether only
    the first element of the page is."""

    css: str
    attribute: str | None = None
    first: bool = False


def selector(text: str) -> Selector:
    """`h1`, `time::attr(datetime)` or `article::first`, read into its parts.

    >>> selector("time::attr(datetime)")
    Selector(css='time', attribute='datetime', first=False)
    """
    match = _ENDING.fullmatch(text.strip())
    return Selector(match["css"].strip(), match["name"], not match["name"]) if match else Selector(text.strip())


@lru_cache(maxsize=4096)
def is_css(css: str) -> bool:
    """Whether selectolax reads the selector."""
    from selectolax.lexbor import LexborHTMLParser, SelectolaxError

    try:
        LexborHTMLParser("<p></p>").css(css)
    except (SelectolaxError, ValueError):
        return False
    return True


def _element(text: str) -> str:
    if selector(text).attribute is not None:
        raise PydanticCustomError("bad_css", "{css} names a value; here an element is meant", {"css": repr(text)})
    return _value(text)


def _value(text: str) -> str:
    if not is_css(selector(text).css):
        raise PydanticCustomError(
            "bad_css",
            "{css} is not a CSS selector (or one that is not supported, such as :contains)",
            {"css": repr(text)},
        )
    return text


_Elements = Annotated[
    tuple[Annotated[str, AfterValidator(_element)], ...],
    BeforeValidator(listed, json_schema_input_type=str | list[str]),
]
_Values = Annotated[
    tuple[Annotated[str, AfterValidator(_value)], ...],
    BeforeValidator(listed, json_schema_input_type=str | list[str]),
]


class Html(Model):
    """Where a site's pages have what; of several selectors for one thing the first that finds something counts."""

    keep: _Elements = Field((), description="The article's body.")
    strip: _Elements = Field((), description="What goes, all of these.")
    headline: _Values = Field((), description="The headline's element, or ::attr(name) of one.")
    date: _Values = Field((), description="The publication date's element, or ::attr(name) of one.")
    modified: _Values = Field((), description="The date of the last change, likewise.")
    author: _Values = Field((), description="The authors, likewise.")

    @model_validator(mode="after")
    def _not_empty(self) -> "Html":
        if not any((self.keep, self.strip, self.headline, self.date, self.modified, self.author)):
            raise PydanticCustomError("empty_html", "name at least one of keep, strip, headline, date, author", {})
        return self


def _expand(value: Any) -> Any:
    return {"strip": value} if isinstance(value, (str, list)) else value


Options = Annotated[Html, BeforeValidator(_expand, json_schema_input_type=str | list[str] | Html)]
KIND = Kind("html", Options, None)
