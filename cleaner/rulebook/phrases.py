"""Stock phrases of sites, found at the ends of a line, as the whole of it, or inside it, whatever their case.

Folding keeps every character in its place, so that a length in the folded line is a length in the line itself:
a glued phrase can be cut off by the number that `prefix` or `suffix` returns.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType

from cleaner.rulebook.inside import Inside

_KEY = 2
_LEAD = re.compile(r"[\W_]*")
_ACCENTS_MATTER = re.compile("[Ѐ-ӿऀ-෿]")
_ACCENTS = re.compile("[\u0300-\u036f]+")
_SHORT = 64
_TRAIL = re.compile(r"[\W\d_]*$")


def fold(text: str) -> str:
    """The text in the one form in which phrases are compared, as long as the text itself.

    >>> fold("SON HABERLERİ"), fold("Son haberleri")
    ('son haberleri', 'son haberleri')
    >>> fold("ΕΙΔΗΣΕΙΣ") == fold("ειδήσεις".replace("ή", "η"))
    True
    """
    if text.isascii():
        return text.lower()
    # One character for one character. Dotted and dotless i fall together, because a site that writes "HABERLERI" and
    # one that writes "HABERLERİ" mean the same; so do ё and е, the apostrophes, and the two small sigmas: which of them
    # a capital becomes depends on the next letter.
    lower = text.replace("İ", "i").replace("ẞ", "ß").lower().replace("ı", "i").replace("ё", "е").replace("ς", "σ")
    return lower.replace("’", "'").replace("ʼ", "'").replace("\xa0", " ").replace("\u202f", " ")


def bare(text: str) -> str:
    """The folded text without what stands around its letters: bullets, colons, arrows, counters.

    >>> bare("» Comments (13):")
    'comments'
    """
    return _bare(text) if len(text) <= _SHORT else _bare.__wrapped__(text)


def bare_of_folded(phrase: str) -> str:
    """As `bare`, of a phrase that is folded and has single spaces: mostly nothing stands around its letters."""
    return phrase if phrase[:1].isalpha() and phrase[-1:].isalpha() else bare(phrase)


@lru_cache(maxsize=1 << 15)
def _bare(text: str) -> str:
    """As `bare`: every list of phrases asks for the same few thousand, and a document's short lines come twice."""
    folded = fold(text)
    start, end = 0, len(folded)
    while start < end and _is_edge(folded[start]):
        start += 1
    while start < end and _is_edge(folded[end - 1]):
        end -= 1
    return " ".join(folded[start:end].split())


def _is_edge(character: str) -> bool:
    """What the regex class `[\\W\\d_]` matches. Asked one by one from both ends: a search for it at the end of a long
    line would stop at every space."""
    return not character.isalnum() or character.isdecimal() or character == "_"


def _forms(phrases: Iterable[str]) -> Iterator[str]:
    """Phrases as a pack writes them in the forms in which they are looked up: folded, and without their accents.

    All are taken together as the lines of one text: one by one they cost five times as much.
    """
    text = "\n".join([" ".join(phrase.split()) for phrase in phrases])
    folded = fold(unicodedata.normalize("NFC", text)).split("\n")
    yield from folded
    accented = [phrase for phrase in folded if not phrase.isascii() and not _ACCENTS_MATTER.search(phrase)]
    yield from _plain("\n".join(accented)).split("\n") if accented else ()


def _plain(text: str) -> str:
    """The text without accents, as capitals are often written in French, Greek or Vietnamese."""
    return unicodedata.normalize("NFC", _ACCENTS.sub("", unicodedata.normalize("NFD", text)))


class PhraseIndex:
    """The phrases of one kind in all languages."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases as a pack writes them; an accented one is also found without its accents."""
        self.forms = frozenset(_forms(phrases)) - {""}

    @cached_property
    def _starts(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self.forms, slice(_KEY))

    @cached_property
    def _ends(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self.forms, slice(-_KEY, None))

    @cached_property
    def _inside(self) -> Inside:
        return Inside(self.forms)

    def __len__(self) -> int:
        return len(self.forms)

    def __contains__(self, phrase: str) -> bool:
        """Whether a folded phrase is one of them."""
        return phrase in self.forms

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self.forms))

    def whole(self, line: str) -> bool:
        """Whether the line is one of the phrases, with nothing but marks and digits around it."""
        return bare(line) in self.forms

    def prefix(self, line: str) -> int:
        """Characters of the longest phrase that the line begins with, bullets before it included; 0 if none.

        The phrase may run on into the next word ("Latest newsIndia's"): the caller looks at what follows.
        """
        lead = _LEAD.match(line)
        skipped = lead.end() if lead else 0
        folded = fold(line[skipped : skipped + 80])
        for phrase in self._starts.get(folded[:_KEY], ()):
            if folded.startswith(phrase):
                return skipped + len(phrase)
        return 0

    def suffix(self, line: str) -> int:
        """Characters of the longest phrase that the line ends with, marks and digits after it included; 0 if none."""
        tail = line[-80:]
        trail = _TRAIL.search(tail)
        skipped = len(tail) - trail.start() if trail else 0
        folded = fold(tail[: len(tail) - skipped])
        for phrase in self._ends.get(folded[-_KEY:], ()):
            if folded.endswith(phrase):
                return skipped + len(phrase)
        return 0

    def within(self, line: str) -> bool:
        """Whether one of the phrases stands anywhere in the line, as words of it."""
        return bool(self._inside.find(fold(line)))


def by_length(phrases: Iterable[str]) -> list[str]:
    """The phrases, the longest first, those of one length by code points."""
    return sorted(sorted(phrases), key=len, reverse=True)


def _grouped(phrases: Iterable[str], edge: slice) -> Mapping[str, tuple[str, ...]]:
    """Phrases by one of their edges, longest first."""
    groups: dict[str, list[str]] = {}
    for phrase in by_length(phrases):
        groups.setdefault(phrase[edge], []).append(phrase)
    return MappingProxyType({key: tuple(found) for key, found in groups.items()})
