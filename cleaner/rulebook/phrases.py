"""Stock phrases of sites, found at the ends of a line, as the whole of it, or inside it, whatever their case.

Folding keeps every character in its place, so that a length in the folded line is a length in the line itself:
a glued phrase can be cut off by the number that `prefix` or `suffix` returns.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, lru_cache
from types import MappingProxyType

# One character for one character. Dotted and dotless i fall together, because a site that writes "HABERLERI" and
# one that writes "HABERLERİ" mean the same; so do ё and е, and the apostrophes.
_SAME = (("İ", "i"), ("ẞ", "ß"))
_SAME_LOWER = (("ı", "i"), ("ё", "е"), ("’", "'"), ("ʼ", "'"), ("\xa0", " "), ("\u202f", " "))
_KEY = 2
EDGE = 3
"""Characters at the edge of a line by which the phrases of a table are looked up."""
_EDGES = re.compile(r"^[\W\d_]+|[\W\d_]+$")
_LEAD = re.compile(r"[\W_]*")
_WORD = re.compile(r"\w+")
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]")
_ACCENTS_MATTER = re.compile("[Ѐ-ӿऀ-෿]")
_SHORT = 64
_NO_NAMES: frozenset[str] = frozenset()
_TRAIL = re.compile(r"[\W\d_]*$")


def fold(text: str) -> str:
    """The text in the one form in which phrases are compared, as long as the text itself.

    >>> fold("SON HABERLERİ"), fold("Son haberleri")
    ('son haberleri', 'son haberleri')
    """
    if text.isascii():
        return text.lower()
    for character, same in _SAME:
        text = text.replace(character, same)
    text = text.lower()
    for character, same in _SAME_LOWER:
        text = text.replace(character, same)
    return text


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
    return " ".join(_EDGES.sub("", fold(text)).split())


@lru_cache(maxsize=1 << 15)
def _forms(phrase: str) -> tuple[str, ...]:
    """A phrase as a pack writes it in the forms in which it is looked up: folded, and without its accents."""
    if phrase.isascii():
        return (" ".join(phrase.lower().split()),)
    folded = " ".join(fold(unicodedata.normalize("NFC", phrase)).split())
    return (folded,) if folded.isascii() or _ACCENTS_MATTER.search(folded) else (folded, _plain(folded))


def _plain(phrase: str) -> str:
    """The phrase without accents, as capitals are often written in French, Greek or Vietnamese."""
    marks = unicodedata.normalize("NFD", phrase)
    return unicodedata.normalize("NFC", "".join(c for c in marks if not "\u0300" <= c <= "\u036f"))


class PhraseIndex:
    """The phrases of one kind in all languages."""

    def __init__(self, phrases: Iterable[str]) -> None:
        """Take the phrases as a pack writes them; an accented one is also found without its accents."""
        self._phrases = frozenset([form for phrase in phrases for form in _forms(phrase)])

    @cached_property
    def _starts(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self._phrases, slice(_KEY))

    @cached_property
    def _ends(self) -> Mapping[str, tuple[str, ...]]:
        return _grouped(self._phrases, slice(-_KEY, None))

    @cached_property
    def _inside(self) -> "Inside":
        return Inside(dict.fromkeys(self._phrases, frozenset({""})))

    def __len__(self) -> int:
        return len(self._phrases)

    def __iter__(self) -> Iterator[str]:
        return iter(sorted(self._phrases))

    def whole(self, line: str) -> bool:
        """Whether the line is one of the phrases, with nothing but marks and digits around it."""
        return bare(line) in self._phrases

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
        return bool(self._inside.names(fold(line)))


class PhraseTable:
    """The phrases of all kinds together, so that a line is looked up once and not once a kind."""

    def __init__(self, lists: Mapping[str, Iterable[str]]) -> None:
        """Take folded phrases by kind."""
        kinds: dict[str, tuple[str, ...]] = {}
        for name in sorted(lists):
            for phrase in lists[name]:
                known = kinds.get(phrase, ())
                kinds[phrase] = known if name in known else (*known, name)
        self._kinds = MappingProxyType(kinds)
        whole: dict[str, frozenset[str]] = {}
        for phrase, names in kinds.items():
            if letters := bare_of_folded(phrase):
                whole[letters] = whole.get(letters, _NO_NAMES).union(names)
        self._whole = MappingProxyType(whole)
        self._longest = max(map(len, whole), default=0)
        self._starts = edges(kinds, at_start=True)
        self._ends = edges(kinds, at_start=False)

    @property
    def longest(self) -> int:
        """Code points of the longest line that can be a phrase with a counter beside it."""
        return self._longest + 24

    def whole(self, folded: str) -> frozenset[str]:
        """The kinds of which the whole folded line is a phrase, marks and counters around it apart."""
        return self._whole.get(" ".join(_EDGES.sub("", folded).split()), _NO_NAMES)

    def starts(self, folded: str) -> list[tuple[str, int]]:
        """Kinds and lengths of all phrases that the folded line begins with, longest first, marks before them in."""
        start = 0 if folded[:1].isalnum() else next((i for i, mark in enumerate(folded) if mark.isalnum()), len(folded))
        edge = folded[start : start + 3]
        bucket = self._starts.get(edge) or self._starts.get(edge[:2]) or self._starts.get(edge[:1]) or ()
        return [(n, start + len(p)) for p in bucket if folded.startswith(p, start) for n in self._kinds[p]]

    def ends(self, folded: str) -> list[tuple[str, int]]:
        """Kinds and lengths of all phrases that the folded line ends with, longest first, marks after them in."""
        end = len(folded)
        while end and not folded[end - 1].isalpha():
            end -= 1
        edge = folded[max(end - 3, 0) : end]
        bucket = self._ends.get(edge) or self._ends.get(edge[1:]) or self._ends.get(edge[2:]) or ()
        return [(n, len(folded) - end + len(p)) for p in bucket if folded.endswith(p, 0, end) for n in self._kinds[p]]

    def inside(self, names: Iterable[str]) -> "Inside":
        """The phrases of some kinds, to be found anywhere in a line."""
        wanted = frozenset(names)
        return Inside({p: wanted.intersection(kinds) for p, kinds in self._kinds.items() if wanted.intersection(kinds)})


class Inside:
    """Phrases of several kinds, found anywhere in a line: by their longest word, or, in scripts that do not space
    words, by plain search. (One expression for all of them outgrows what re2 allows its automaton.)"""

    def __init__(self, kinds: Mapping[str, frozenset[str]]) -> None:
        """Take folded phrases and their kinds."""
        spaced: dict[str, list[tuple[str, frozenset[str]]]] = {}
        marks: list[tuple[str, frozenset[str]]] = []
        joined: list[tuple[str, frozenset[str]]] = []
        for phrase, names in sorted(kinds.items()):
            words = _WORD.findall(phrase)
            if _UNSPACED.search(phrase):
                joined.append((phrase, names))
            elif words:
                spaced.setdefault(max(words, key=len), []).append((phrase, names))
            else:
                marks.append((phrase, names))
        self._spaced = MappingProxyType({word: tuple(found) for word, found in spaced.items()})
        self._words = frozenset(spaced)
        self._marks = tuple(marks)
        self._joined = tuple(joined)

    def names(self, folded: str) -> frozenset[str]:
        """The kinds that have a phrase in the folded line, as words of it."""
        found: frozenset[str] = _NO_NAMES
        for word in self._words.intersection(_WORD.findall(folded)):
            for phrase, names in self._spaced[word]:
                if not names <= found and _stands(phrase, folded):
                    found |= names
        for phrase, names in self._marks:
            if phrase in folded:
                found |= names
        if not folded.isascii() and _UNSPACED.search(folded):
            for phrase, names in self._joined:
                if phrase in folded:
                    found |= names
        return found


def _stands(phrase: str, folded: str) -> bool:
    """Whether the phrase stands in the folded line with no letter or digit right before or behind it."""
    at = folded.find(phrase)
    while at >= 0:
        end = at + len(phrase)
        if not folded[end : end + 1].isalnum() and not (at and folded[at - 1].isalnum()):
            return True
        at = folded.find(phrase, at + 1)
    return False


def by_length(phrases: Iterable[str]) -> list[str]:
    """The phrases, the longest first, those of one length by code points."""
    return sorted(sorted(phrases), key=len, reverse=True)


def _grouped(phrases: Iterable[str], edge: slice) -> Mapping[str, tuple[str, ...]]:
    """Phrases by one of their edges, longest first."""
    groups: dict[str, list[str]] = {}
    for phrase in by_length(phrases):
        groups.setdefault(phrase[edge], []).append(phrase)
    return MappingProxyType({key: tuple(found) for key, found in groups.items()})


def edges(phrases: Iterable[str], *, at_start: bool) -> Mapping[str, tuple[str, ...]]:
    """Phrases by their first (last) three characters, longest first; a shorter one stands under itself, and with all
    that begin (end) with it."""
    groups = _grouped(phrases, slice(EDGE) if at_start else slice(-EDGE, None))
    short = frozenset(edge for edge in groups if len(edge) < EDGE)
    sizes = [slice(size) if at_start else slice(-size, None) for size in range(EDGE - 1, 0, -1)]
    found = dict(groups)
    for edge, members in groups.items():
        shorter = tuple([edge[size] for size in sizes if edge[size] in short and edge[size] != edge])
        if shorter:
            found[edge] = members + shorter
    return MappingProxyType(found)
