"""What the chrome stage finds."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from cleaner.document import Cut


@dataclass(frozen=True, slots=True)
class ChromeResult:
    """The chrome of a document as disjoint cuts in order, and what its lines say about it.

    `headline` is the span of the headline in the repaired text, None where the text has none; dates are ISO 8601.
    """

    cuts: tuple[Cut, ...] = ()
    headline: tuple[int, int] | None = None
    published: str | None = None
    modified: str | None = None
    authors: tuple[str, ...] = ()
    dateline: str | None = None
    extracted: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    flags: tuple[str, ...] = ()
