"""Latin-script text in a Central European, Baltic or Turkish encoding that was read as Western European.

Most letters are the same in these encodings, so the evidence is in the few that are not, and in the language that the
unaccented words are in.
"""

import re
from collections import Counter
from collections.abc import Mapping, Set
from itertools import islice
from operator import add, ne

from cleaner.stages.repair.mojibake.mixup import MixUp, by_line
from cleaner.stages.repair.mojibake.statistics import likelihoods
from cleaner.stages.repair.mojibake.utf8 import is_mostly_sequences

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 16  # words that decide: some hundred letters
_IMPOSSIBLE = -12.0  # what a control character that is left over weighs
_CLEARLY_EACH = 1.5  # natural logarithms for each changed letter
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]")

_WEST = ("en", "fr", "de", "es", "pt", "it", "nl", "sv", "da", "no", "fi", "ca", "et")
_LATIN_ONES = (
    MixUp("cp1250", "cp1252", ("pl", "cs", "sk", "hu", "hr", "sl", "ro", "sq")),
    MixUp("iso8859-2", "cp1252", ("pl", "cs", "sk", "hu", "hr", "sl", "ro")),
    MixUp("cp1254", "cp1252", ("tr",)),
    MixUp("cp1257", "cp1252", ("lt", "lv", "et")),
)

# The accented letters of the Western European languages (Unicode CLDR's main and auxiliary exemplars, without those
# of foreign names): a text whose letters fit one of them is what it should be.
_ALPHABETS = tuple(
    frozenset(letters)
    for letters in (
        "àâæçéèêëîïôùûüÿœ", "áéíñóúüªº", "àáâãçéêíóôõúüª", "äöüßé", "àèéìíîòóùú", "åäöéà", "æøåéòôäö", "áðéíóúýþæö",
        "éëïöüáíóúèê", "àçèéíïòóúü", "áéíóúàèìòù", "âêîôûáàéèëïöẅ", "çë", "äõöüšž", "ñçéü", "êëéôûîïöèá", "åäöøæé",
    )
)  # fmt: skip
_INNER_SIGN = re.compile("[a-z][¹³¿¾¼º£¥¯][a-z]|[\x80\x81\x83\x88\x8a\x8c-\x90\x98\x9a\x9c-\x9f]")


def is_western(text: str, chars: Set[str]) -> bool:
    """Whether the accented letters of a text are those of one Western European language, or go beyond Latin-1."""
    accented = {char for char in chars if char > "\x7f" and char not in _NEUTRAL}
    if not accented <= _CP1252:
        return True
    small = {char.lower() for char in accented if char.isalpha()}
    if any(small <= alphabet for alphabet in _ALPHABETS):
        return accented.isdisjoint(_TELLING) or not _INNER_SIGN.search(text)
    return False


# The punctuation that all code pages of Windows have in one place tells none of them from the others.
_NEUTRAL = frozenset("\xa0\xad«»‘’‚“”„–—…•€°\x82\x84\x85\x86\x87\x89\x8b\x91\x92\x93\x94\x95\x96\x97\x99\x9b")
_TELLING = frozenset("¹³¿¾¼º£¥¯\x80\x81\x83\x88\x8a\x8c\x8d\x8e\x8f\x90\x98\x9a\x9c\x9d\x9e\x9f")
_CP1252 = frozenset(chr(code) for code in range(0x80, 0x100)) | frozenset("ŒœŠšŽžŸƒ")


def another_latin(text: str) -> tuple[str, int]:
    r"""Read again Central European, Baltic and Turkish text that was read as Western European.

    >>> another_latin("Tudí\x9e øí\x9ae èlovìka v sobì uzavírá celý vesmír, a tak jsme na to my dva byli sami.")
    ('Tudíž říše člověka v sobě uzavírá celý vesmír, a tak jsme na to my dva byli sami.', 1)
    """
    letters = Counter(_BEYOND_ASCII.findall(text))
    candidates = [mix_up for mix_up in _LATIN_ONES if _worth_reading(letters, mix_up)]
    if not candidates or is_mostly_sequences(text, "cp1252"):
        return text, 0
    plain = list(islice((word for match in _WORD.finditer(text) if (word := match[0]).isascii()), _ENOUGH))
    base = dict(zip(_LATIN, likelihoods(plain, _LATIN), strict=True))
    at_least = max(base.values()) - _NEARLY * sum(map(len, plain))
    found: tuple[float, MixUp] | None = None
    for mix_up in candidates:
        languages = [language for language in mix_up.languages if base[language] >= at_least]
        if not languages:
            continue
        olds, news = _changed_words(text, mix_up)
        changed = sum(map(ne, "".join(olds), "".join(news)))
        if not changed or changed + len(plain) < _FEW:
            continue
        scores = dict(zip(_LATIN, likelihoods(news, _LATIN), strict=True))
        best = max(base[language] + scores[language] for language in languages)
        as_is = max(map(add, base.values(), likelihoods(olds, _LATIN)))
        left = sum(count for letter, count in letters.items() if mix_up.table.get(ord(letter), letter) in _CONTROLS)
        gain = best - as_is + _IMPOSSIBLE * left
        if gain >= _CLEARLY_EACH * changed and (found is None or gain > found[0]):
            found = (gain, mix_up)
    return by_line(text, lambda line: line.translate(found[1].table)) if found else (text, 0)


def _worth_reading(letters: Mapping[str, int], mix_up: MixUp) -> bool:
    """Whether the characters that tell this mix-up occur and more than one letter changes."""
    if _TELLS[mix_up.really].isdisjoint(letters):
        return False
    changed = sum(count for letter, count in letters.items() if ord(letter) in mix_up.table)
    return changed > 1 or (changed > 0 and not _CONTROLS.isdisjoint(letters))


# Letters and signs of cp1252 in whose place the encoding has letters that its languages write all the time.
_CONTROLS = {chr(code) for code in (*range(0x80, 0x85), *range(0x86, 0xA0))}
_TELLS = {
    "cp1250": frozenset("¹³¿¼ªº£¥¯æèìòøùïñêãõûþðÆÈØÃÕÛÞÐ") | _CONTROLS,
    "iso8859-2": frozenset("±³¿¶¼ªºæèìòøùïñêãõû¹»¾µ©®«"),
    "cp1254": frozenset("ðýþÐÝÞ"),
    "cp1257": frozenset("ðþÐÞ"),
}


def _changed_words(text: str, mix_up: MixUp) -> tuple[list[str], list[str]]:
    """The first words that another reading changes, as they stand and as they would be read."""
    changed: list[tuple[str, str]] = []
    for part in text.split():
        if part.isascii() or (read := part.translate(mix_up.table)) == part:
            continue
        spans = [match.span() for match in _WORD.finditer(read)]
        changed += [(part[start:end], read[start:end]) for start, end in spans if read[start:end] != part[start:end]]
        if len(changed) >= _ENOUGH:
            break
    return [old for old, _ in changed[:_ENOUGH]], [new for _, new in changed[:_ENOUGH]]


_NEARLY = 0.12  # by how much a letter's log-probability may lag behind the language that the unaccented words suit best
_FEW = 8  # plain words and changed letters that together tell a language
_LATIN = (
    *_WEST,
    *dict.fromkeys(language for mix_up in _LATIN_ONES for language in mix_up.languages if language != "et"),
)
