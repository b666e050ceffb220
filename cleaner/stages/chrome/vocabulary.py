"""The packs as the looks need them: all kinds of phrases looked up at once, with what adjoins them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from cleaner.rulebook.lexicon import Hit, end_seam, start_seam
from cleaner.rulebook.packs import Packs
from cleaner.rulebook.phrases import fold

_BAR = frozenset({"share", "share_targets", "print", "comments"})
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}", re.IGNORECASE)
_GAP = re.compile(r"[\W\d_]*")
_NOTHING: Mapping[str, Hit] = MappingProxyType({})
OUTLET_WORDS = 6
"""Words of the longest name of an outlet."""


class Vocabulary:
    """Look-ups of one document's lines; as frozen as the packs. `folded` is `fold(text)` where it is known already."""

    __slots__ = ("_inside", "_table", "longest", "packs")

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self._table = packs.table
        self._inside = packs.inside
        self.longest = packs.table.longest

    def whole(self, text: str) -> frozenset[str]:
        """The kinds of which the whole line is a phrase."""
        return self._table.whole(fold(text))

    def starts(self, text: str, folded: str | None = None) -> Mapping[str, Hit]:
        """By kind the longest phrase that the line begins with, if possible one that does not end inside a word."""
        found = self._table.starts(fold(text) if folded is None else folded)
        if not found:
            return _NOTHING
        hits: dict[str, Hit] = {}
        for name, length in found:
            seam = start_seam(text, length)
            if name not in hits or hits[name].seam == "word" != seam:
                hits[name] = Hit(name, length, seam)
        return hits

    def ends(self, text: str) -> list[Hit]:
        """The phrases that the line ends with, longest first."""
        tail = text[-100:]
        return [Hit(name, length, end_seam(text, length)) for name, length in self._table.ends(fold(tail))]

    def within(self, folded: str) -> frozenset[str]:
        """The kinds of invitations and notices that have a phrase in the folded line."""
        return self._inside.names(folded)

    def has(self, text: str, name: str) -> bool:
        """Whether a phrase of the kind stands in the line."""
        return self.packs.phrases(name).within(text)

    def is_outlet(self, text: str) -> bool:
        """Whether a short text could be the name of a newspaper, an agency, a site."""
        return text.count(" ") < OUTLET_WORDS and (_DOMAIN.fullmatch(text) is not None or self.has(text, "outlet"))

    def is_bar(self, text: str, folded: str) -> bool:
        """Whether the line is made up of share buttons alone: "Share Facebook X LinkedIn"."""
        parts = 0
        while text:
            hits = [
                hit.length for name, hit in self.starts(text, folded).items() if name in _BAR and hit.seam != "word"
            ]
            if not hits:
                return False
            parts += 1
            gap = _GAP.match(text, max(hits))
            end = gap.end() if gap else max(hits)
            text, folded = text[end:], folded[end:]
        return parts > 1
