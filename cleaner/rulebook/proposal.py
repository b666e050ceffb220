"""What rules, structure and site evidence say about spans of a document, before anything is decided."""

from typing import Literal, NamedTuple

STRUCTURE, GENERIC, LANGUAGE, SITE = range(4)
"""Layers: a higher one owns a span that several want to remove. Structure stands lowest, so that a removal bears the
name of a rule that can be read wherever one agrees; what only the whole document shows is cut in structure's name."""

Layer = Literal[0, 1, 2, 3]
Act = Literal["remove", "extract", "flag", "keep"]


class Proposal(NamedTuple):
    """A rule's wish for text[start:end] of the repaired text.

    `rule` is `<file>/<id>`; within a layer the lower `order` wins. `to` and `value` are the name and the value of
    an extract; `to` is also what a flag is called.
    """

    start: int
    end: int
    rule: str
    action: Act = "remove"
    layer: int = GENERIC
    order: int = 0
    value: str | None = None
    to: str | None = None

    @property
    def file(self) -> str:
        """The file that the rule belongs to, whose `max_removed` bounds it."""
        return file_of(self.rule)


def file_of(rule: str) -> str:
    """The file that a rule belongs to, by its id."""
    return rule.rpartition("/")[0]
