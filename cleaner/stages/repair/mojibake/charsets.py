"""One-byte text that was read in another one-byte encoding.

Here the structure says nothing; the letters do. A table of mix-ups names what is read as what and in which languages
it happens; the text is read again under each mix-up that its characters allow, and the reading is taken only where
letter statistics (`statistics`) find it clearly more like a language than what stands there.
"""

import re
from collections.abc import Iterable
from itertools import islice

from cleaner.stages.repair.mojibake.mixup import MixUp, by_line
from cleaner.stages.repair.mojibake.statistics import likelihoods
from cleaner.stages.repair.mojibake.utf8 import is_mostly_sequences

_WORD = re.compile(r"[^\W\d_]+")
_ENOUGH = 16  # words that decide: some hundred letters
# Natural logarithms for each letter. Text in its own language scores about -2.1, and hardly below -3.3 where only the
# profile of a sister language is at hand; text in a wrong encoding of the same script scores about -4.6.
_PLAUSIBLE = -3.4
_FEWER = 9  # where all letters of a word tell
_READABLE = -4.3  # where what stands there cannot be words at all, and only the right encoding is asked for
_NORMAL = -2.6
_LINE = 60  # characters that decide on a line
_IMPOSSIBLE = -12.0
_CLEARLY = 0.8


_CYRILLIC = ("ru", "bg", "uk", "mk")
_OTHER_SCRIPT = (
    MixUp("cp1251", "cp1252", _CYRILLIC),
    MixUp("koi8-r", "cp1252", ("ru", "bg", "uk")),
    MixUp("cp1253", "cp1252", ("el",)),
    MixUp("iso8859-5", "cp1252", _CYRILLIC),
    MixUp("cp866", "cp1252", ("ru",)),
    MixUp("cp1255", "cp1252", ("he",)),
    MixUp("cp1256", "cp1252", ("ar", "fa", "ur")),
    MixUp("cp874", "cp1252", ("th",)),
)
_CYRILLIC_ONES = tuple(  # the likelier first: a reading that is normal language ends the search
    MixUp(really, read_as, _CYRILLIC)
    for really, read_as in (
        ("cp1251", "koi8-r"),
        ("koi8-r", "cp1251"),
        ("cp866", "cp1251"),
        ("iso8859-5", "cp1251"),
        ("cp1251", "cp866"),
        ("cp866", "koi8-r"),
        ("iso8859-5", "koi8-r"),
        ("koi8-r", "cp866"),
    )
)
# Three accented capitals or small letters in a row (or with signs among them) are no word of any Latin-script language.
_STRANGE = re.compile("[\xa1-\xba\xbc-\xff\x80-\x9f]{3,}")
_IS_STRANGE = bytes([code >= 0x80 and code not in (0xA0, 0xBB) for code in range(256)])
# Cyrillic with its cases turned round, or with signs inside words.
_CAPS, _SMALLS, _INSIDE = "А-ЯЁІЇЄЎ", "а-яёіїєў", "\xa0-\xb6\xb8-\xbf\u2500-\u25a0"
_TURNED = re.compile(
    f"[{_CAPS}{_INSIDE}](?:(?<=[{_SMALLS}][{_CAPS}])|(?<=[\u0400-\u04ff][{_INSIDE}])(?=[\u0400-\u04ff]))"
)
_BEYOND_CP1252 = re.compile(
    "[\u0100-\u0151\u0154-\u015f\u0162-\u0177\u0179-\u017c\u017f-\u0191\u0193-\u02c5\u0370-\u1fff]"
)
_CAPITAL, _SMALL, _ASCII_LETTER = re.compile("[А-Я]"), re.compile("[а-я]"), re.compile("[A-Za-z]")
_C1 = re.compile("[\x80-\x84\x86-\x9f]")
_SIGN = re.compile("[\x80-\x9f\xa1-\xaa\xac-\xb6\xb8-\xba\xbc-\xbf\u0450\u045d\u2020\u2021\u2200-\u25ff]")


def _fit(sample: str, languages: tuple[str, ...]) -> float:
    """Log-probability of a letter of the sample in the language that suits it best.

    Signs that no sentence needs count as impossible letters.
    """
    words = _WORD.findall(sample)[:_ENOUGH]
    signs = len(_SIGN.findall(sample))
    letters = sum(map(len, words)) + len(words) + signs
    return (max(likelihoods(words, languages)) + signs * _IMPOSSIBLE) / letters if letters else _IMPOSSIBLE


def _best(mix_ups: Iterable[MixUp], sample: str) -> tuple[float, MixUp] | None:
    """The mix-up under which a sample reads best, and how well it does."""
    found: tuple[float, MixUp] | None = None
    for mix_up in mix_ups:
        score = _fit(sample.translate(mix_up.table), mix_up.languages)
        if found is None or score > found[0]:
            found = (score, mix_up)
        if score >= _NORMAL:
            break
    return found


def another_script(text: str) -> tuple[str, int]:
    """Read again Cyrillic, Greek and other scripts that were read as accented Latin letters.

    >>> another_script("Ïðåçèäåíò Àçåðáàéäæàíà çàÿâèë îá ýòîì â èíòåðâüþ")
    ('Президент Азербайджана заявил об этом в интервью', 1)
    """
    if not _may_be_strange(text) or len(_STRANGE.findall(text)) < 2 or is_mostly_sequences(text, "cp1252"):
        return text, 0
    words = list(islice((word for word in text.split() if not word.isascii() and _STRANGE.search(word)), _ENOUGH))
    sample = " ".join(words)
    if len(_ASCII_LETTER.findall(sample)) > len(sample) / 8 or _BEYOND_CP1252.search(sample):
        return text, 0
    best = _best(_OTHER_SCRIPT, sample)
    if best is None or best[0] < _READABLE:
        return text, 0
    table = best[1].table
    return by_line(text, lambda line: line.translate(table) if _STRANGE.search(line) else line)


def _may_be_strange(text: str) -> bool:
    """Whether there is such a run at all, in a fifth of the time that the search for it takes."""
    return b"\1\1\1" in text.encode("latin-1", "replace").translate(_IS_STRANGE)


def another_cyrillic(text: str) -> tuple[str, int]:
    """Read again Cyrillic text that was read in another Cyrillic encoding.

    >>> another_cyrillic("хМНЦДЮ ЛМЕ ЙЮФЕРЯЪ, ВРН АХНКНЦХ ОПЮБШ. рШ ОПХМЕЯКЮ РЕПЛНЯ. нДМЮЙН БЯЕ ОНЬКН ХМЮВЕ.")
    ('Иногда мне кажется, что биологи правы. Ты принесла термос. Однако все пошло иначе.', 1)
    """
    if not _TURNED.search(text):
        return text, 0
    turned = len(_TURNED.findall(text))
    if turned < 3 and not (turned and len(_CAPITAL.findall(text)) > len(_SMALL.findall(text))):
        return text, 0
    if any(is_mostly_sequences(text, codec) for codec in ("cp1251", "koi8-r", "cp866")):
        return text, 0
    sample = " ".join(text.split(maxsplit=_FEWER)[:_FEWER])
    as_is = _fit(sample, _CYRILLIC)
    best = _best(_CYRILLIC_ONES, sample)
    if best is None or best[0] < max(_PLAUSIBLE, as_is + _CLEARLY):
        return text, 0
    table = best[1].table

    if "\n" not in text:
        return text.translate(table), 1

    def better(line: str) -> str:
        read = line.translate(table)
        return max(line, read, key=lambda candidate: _fit(candidate[:_LINE], _CYRILLIC))

    return by_line(text, better)


def c1_control(text: str) -> tuple[str, int]:
    r"""Make C1 controls the characters that Windows has in their place: pages call windows-1252 latin-1.

    U+0085 alone is a line end; beside others it is an ellipsis.

    >>> c1_control("\x93Yes\x85\x94")
    ('“Yes…”', 3)
    """
    if not _C1.search(text):
        return text, 0
    return _ANY_C1.subn(lambda match: _WINDOWS[ord(match[0]) - 0x80], text)


_ANY_C1 = re.compile("[\x80-\x9f]")
_WINDOWS = [bytes([byte]).decode("cp1252", "ignore") for byte in range(0x80, 0xA0)]
