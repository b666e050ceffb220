"""The packs as the looks need them: all kinds of phrases looked up at once, with what adjoins them."""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType

from cleaner.rulebook.lexicon import Hit, hits
from cleaner.rulebook.packs import INVITATIONS, Packs

_BAR = frozenset({"share", "share_targets", "print", "comments"})
_DOMAIN = re.compile(r"[\w-]+(?:\.[\w-]+)*\.[a-z]{2,8}", re.IGNORECASE)
_GAP = re.compile(r"[\W\d_]*")
_NOTHING: Mapping[str, Hit] = MappingProxyType({})
_NO_KINDS: frozenset[str] = frozenset()
OUTLET_WORDS = 6
"""Words of the longest name of an outlet."""


class Vocabulary:
    """Look-ups of one document's lines; as frozen as the packs."""

    __slots__ = ("_kinds", "_sight", "_standing", "packs")

    def __init__(self, packs: Packs) -> None:
        self.packs = packs
        self._sight = packs.lexicon.sight
        self._standing = packs.standing
        self._kinds = packs.kinds

    def whole(self, text: str) -> frozenset[str]:
        """The kinds of which the whole line is a phrase."""
        return self._kinds_of(self._sight(text).whole)

    def starts(self, text: str) -> Mapping[str, Hit]:
        """By kind the longest phrase that the line begins with."""
        found = self._sight(text).starts
        return hits(found, self._kinds.__getitem__) if found else _NOTHING

    def ends(self, text: str) -> list[Hit]:
        """The phrases that the line ends with, longest first."""
        found = self._sight(text).ends
        return [Hit(name, length, seam) for phrase, length, seam in found for name in self._kinds[phrase]]

    def within(self, text: str) -> frozenset[str]:
        """The kinds of invitations and notices that have a phrase in the line."""
        return self._kinds_of(self._standing(text)) & INVITATIONS

    def _kinds_of(self, phrases: Collection[str]) -> frozenset[str]:
        return frozenset().union(*[self._kinds[phrase] for phrase in phrases]) if phrases else _NO_KINDS

    def has(self, text: str, name: str) -> bool:
        """Whether a phrase of the kind stands in the line."""
        return self.packs.phrases(name).within(text)

    def is_outlet(self, text: str) -> bool:
        """Whether a short text could be the name of a newspaper, an agency, a site."""
        return text.count(" ") < OUTLET_WORDS and (_DOMAIN.fullmatch(text) is not None or self.has(text, "outlet"))

    def is_bar(self, text: str) -> bool:
        """Whether the line is made up of share buttons alone: "Share Facebook X LinkedIn"."""
        parts = 0
        while text:
            lengths = [hit.length for name, hit in self.starts(text).items() if name in _BAR]
            if not lengths:
                return False
            parts += 1
            gap = _GAP.match(text, max(lengths))
            text = text[gap.end() if gap else max(lengths) :]
        return parts > 1
