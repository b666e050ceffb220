"""The packs as the looks need them: all kinds of phrases looked up at once, with what adjoins them."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from cleaner.rulebook.lexicon import Hit, end_seam, start_seam
from cleaner.rulebook.packs import Packs

INSIDE = ("typo_report", "cookie", "copyright", "newsletter", "follow", "about")
"""Kinds whose phrases stand in the middle of a line: banners and invitations are sentences, each site has its own."""

_BAR = frozenset({"share", "share_targets", "print", "comments"})
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}", re.IGNORECASE)
_GAP = re.compile(r"[\W\d_]*")
_NOTHING: Mapping[str, Hit] = MappingProxyType({})


class Vocabulary:
    """Look-ups of one document's lines; as frozen as the packs."""

    __slots__ = ("_table", "packs")

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self._table = packs.table

    def whole(self, text: str) -> frozenset[str]:
        """The kinds of which the whole line is a phrase."""
        return self._table.whole(text)

    def starts(self, text: str) -> Mapping[str, Hit]:
        """By kind the longest phrase that the line begins with, if possible one that does not end inside a word."""
        found = self._table.starts(text)
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
        return [Hit(name, length, end_seam(text, length)) for name, length in self._table.ends(text)]

    def begins(self, text: str, name: str) -> bool:
        """Whether the line begins with a phrase of the kind, as words of it."""
        hit = self.starts(text).get(name)
        return hit is not None and hit.seam != "word"

    def within(self, text: str) -> frozenset[str]:
        """The kinds (of those in `INSIDE`) that have a phrase in the line."""
        return frozenset(name for name in INSIDE if self.packs.phrases(name).within(text))

    def has(self, text: str, name: str) -> bool:
        """Whether a phrase of the kind stands in the line."""
        return self.packs.phrases(name).within(text)

    def is_outlet(self, text: str) -> bool:
        """Whether a short text could be the name of a newspaper, an agency, a site."""
        return text.count(" ") <= 5 and (_DOMAIN.fullmatch(text) is not None or self.has(text, "outlet"))

    def is_bar(self, text: str) -> bool:
        """Whether the line is made up of share buttons alone: "Share Facebook X LinkedIn"."""
        rest, parts = text, 0
        while rest:
            hits = [hit.length for name, hit in self.starts(rest).items() if name in _BAR and hit.seam != "word"]
            if not hits:
                return False
            parts += 1
            gap = _GAP.match(rest, max(hits))
            rest = rest[gap.end() if gap else max(hits) :]
        return parts > 1
