"""Line ends that a fixed line width put into paragraphs and words, and those that mean something.

A line is full when the first word of the next one would not have fitted: that is how every program wraps. In a
hard-wrapped paragraph all lines but the last are full; in verse, lists, tables and headlines they are not.
"""

import re
from collections.abc import Sequence

from cleaner.stages.repair.mojibake.statistics import likelihoods
from cleaner.stages.repair.style import is_english

_WIDTHS = range(50, 101)  # narrower lines are verse or lists, wider ones paragraphs
_SLACK = 8  # by how much the longest line may fall short of the width
_HINT = 0.4  # what a full line before one in a script without cases is worth in a text that has long lines too
_ENDS = frozenset(".!?…:;։।。！？؟۔»”\"')]")
_NEW_ITEM = re.compile(r"[\s\t]|[-–—•*·▪◦‣>|#]\s|\(?\d{1,3}[.)]\s|\d{1,2}[./-]\w{2,9}[./-]\d{2,4}\b|https?://")
_CASELESS = re.compile("[\u0590-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u10d0-\u10ff\u1780-\u17ff]")
_EAST_ASIAN = re.compile("[\u3040-\u30ff\u4e00-\u9fff]")


def hard_wrap(text: str) -> tuple[str, int]:
    r"""Join the lines of paragraphs that were wrapped at a fixed width.

    >>> hard_wrap("The president of the republic received in Baku on Saturday\nthe minister of foreign affairs.")
    ('The president of the republic received in Baku on Saturday the minister of foreign affairs.', 1)
    """
    lines = text.split("\n")
    joins = wrapped_lines(lines)
    if not joins:
        return text, 0
    parts: list[str] = []
    for number, line in enumerate(lines):
        parts.append(line)
        if number not in joins:
            parts.append("\n")
        elif not re.search(r"\w[-–]$", line):
            parts.append(" ")
    return "".join(parts[:-1]), len(joins)


def continued_lines(text: str) -> frozenset[int]:
    r"""The numbers of the lines that these repairs would join to the next one.

    >>> sorted(continued_lines("Not this one\nbut the repu-\ntation."))
    [1]
    """
    found = wrapped_lines(text.split("\n"))
    if not any(end in text for end in _BROKEN_ENDS):
        return found
    broken = (match for match in _BROKEN.finditer(text) if not _keeps_hyphen(match))
    return found | {text.count("\n", 0, match.end(2)) for match in broken}


def wrapped_lines(lines: Sequence[str]) -> frozenset[int]:
    """The numbers of the lines that a fixed width broke off from the next one."""
    if not any(_WIDTHS.start - 10 <= len(line) < _WIDTHS.stop for line in lines):
        return frozenset()
    whole = [run for run in _runs(lines) if len(run) > 1]
    widths = [max(map(len, lines[run.start : run.stop])) for run in whole]
    if not any(width in _WIDTHS for width in widths):
        return frozenset()
    hint = 1.0 if max(map(len, lines)) < _WIDTHS.stop else _HINT
    together = [whole] if max(widths) < _WIDTHS.stop else [[run] for run in whole]
    found = frozenset([number for runs in together for number in _joins(lines, runs, hint)])
    return found if found and not any(map(_EAST_ASIAN.search, lines)) else frozenset()


def _runs(lines: Sequence[str]) -> list[range]:
    """The stretches of lines without a blank one between them."""
    runs, start = [], 0
    for number, line in enumerate([*lines, ""]):
        if not line.strip():
            if number > start:
                runs.append(range(start, number))
            start = number + 1
    return runs


def _joins(lines: Sequence[str], runs: Sequence[range], caseless: float) -> list[int]:
    """The numbers of the lines to be joined with the next one, if the runs are wrapped at one width; else nothing.

    `caseless` is what a full line is worth as evidence where the script does not show how a sentence begins.
    """
    width = max(len(lines[number]) for run in runs for number in run)
    if width not in _WIDTHS:
        return []
    full, sure, against = [], 0.0, 0
    for run in runs:
        used = 0  # of the width, by a paragraph's end right before this line: some programs fill up behind it
        for number in run[:-1]:
            line, following = lines[number], lines[number + 1]
            if _NEW_ITEM.match(following) or "\t" in line:
                used = 0
                continue
            ends = line[-1] in _ENDS
            goes_on = _goes_on(following)
            next_word = 1 + len(following.split(" ", 1)[0])
            if not width - next_word < used + len(line) <= width + _SLACK:
                used = 0
            is_full = used + len(line) + next_word > width
            used = 0 if is_full else used + len(line) + 1
            if is_full:
                full.append(number)
                sure += 0.0 if ends or not goes_on else caseless if _CASELESS.match(following) else 1.0
            elif goes_on or (not ends and number > run[0]):
                against += 1
    return full if sure >= 1 and against * 4 <= sure and sure * 3 >= len(full) else []


def _goes_on(line: str) -> bool:
    """Whether a line begins like the middle of a sentence: in lower case, or in a script without cases."""
    first = line.lstrip("«“„\"'(–—- ")[:1]
    return first.islower() or bool(_CASELESS.match(first))


_BROKEN_ENDS = ("-\n", "\u2010\n", "¬\n", "\xad\n")
_BROKEN = re.compile(r"(?<![^\W_])([^\W\d_]{1,40}(?:-[^\W\d_]{1,40}){0,4})([-\u2010¬\xad])\n([^\W\d_]+)(-?)")
# What is written with a hyphen when a line does not end there, and so may end a line or begin the next.
_FIRST_PARTS = """
self well ill ex non anti pro post pre vice half mid semi quasi cross all high low long short full part old new one two
three four five six seven eight nine ten twenty thirty forty fifty sixty seventy eighty ninety first second third co
re multi inter north south east west so by on in off out up free world state year time war much best better hard far
never ever peace cease
кое по во из экс вице премьер северо юго северно южно западно восточно мини макси пресс бизнес чуть еле
peut est grand petite petit demi sous avant après vis
"""
_SECOND_PARTS = """
known based born like free old year made term time wide up down off out in on called style level scale range being law
laws run owned backed led held speaking minded sized related friendly
то либо нибудь таки ка за под
ce ci là elle elles il ils on nous vous moi toi lui je tu même mêmes être
"""
_FIRST, _SECOND = frozenset(_FIRST_PARTS.split()), frozenset(_SECOND_PARTS.split())


def broken_word(text: str) -> tuple[str, int]:
    r"""Put words together that a hyphen and a line end broke; what is written with a hyphen anyway stays as it is.

    >>> broken_word("the repu-\ntation of a well-\nknown mother-\nin-law")
    ('the reputation of a well-\nknown mother-\nin-law', 1)
    """
    count = 0

    def join(match: re.Match[str]) -> str:
        nonlocal count
        if _keeps_hyphen(match):
            return match[0]
        count += 1
        return f"{match[1]}{match[3]}{match[4]}"

    return _BROKEN.sub(join, text), count


def _keeps_hyphen(match: re.Match[str]) -> bool:
    """Whether the hyphen at a line's end belongs to the word, as far as the word and the text show."""
    first, mark, second = match[1], match[2], match[3]
    if not second[0].islower() and not _CASELESS.match(second):
        return True
    if mark in "¬\xad":
        return False
    if len(first) < 2 or len(second) < 2 or "-" in first or match[4] or (first.isupper() and len(first) < 7):
        return True
    text = match.string
    if f"{first}{second}" in text:
        return False
    if f"{first}-{second}" in text or first.lower() in _FIRST or second.lower() in _SECOND:
        return True
    return is_english(text) and _reads_as_two_words(first, second)


_TWO_WORDS = (
    2.0  # natural logarithms: of 26 compounds of newspaper English 21 differ by more, of broken words hardly any
)


def _reads_as_two_words(first: str, second: str) -> bool:
    """Whether English letter statistics like the two parts as words of their own much better than as one."""
    apart, together = (likelihoods(words, ("en",))[0] for words in ([first, second], [first + second]))
    return apart - together > _TWO_WORDS
