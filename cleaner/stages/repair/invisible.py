"""Characters that print nothing, or print as a space: the ones that no text needs go, the needed ones stay."""

import re

from cleaner.stages.repair.cells import rows_of
from cleaner.stages.repair.lines import mend_lines
from cleaner.stages.repair.style import is_french, line_of

# Zero-width joiners shape letters in these scripts: Arabic, Syriac, N'Ko, Mongolian, the Indic scripts, Khmer, Myanmar.
_JOINING = "\u0600-\u08ff\u0900-\u0dff\u0f00-\u109f\u1780-\u18af\ua840-\ua8ff\uabc0-\uabff\ufb50-\ufdff\ufe70-\ufefc"
_EMOJI = "\u200d\u2190-\u2bff\u3030\u303d\u3297\u3299\ufe0f\U0001f000-\U0001faff\U000e0020-\U000e007f"
# Scripts that mark a possible line break with a zero-width space because they write no spaces between words.
_SPACELESS = "\u0e00-\u0eff\u0f00-\u109f\u1780-\u17ff\u1950-\u19df\u1a20-\u1aad"

_ESCAPE = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*\x07)")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u206a-\u206f\ufff9-\ufffb\ufffe\uffff]")
_ZERO_WIDTH = re.compile(
    "[\u200b-\u200d\u2060-\u2064\ufeff]"
    f"(?:(?<=[\u2060-\u2064\ufeff])|(?<![{_SPACELESS}].)(?<=\u200b)|(?<=\u200b)(?![{_SPACELESS}])"
    f"|(?<![{_JOINING}].)(?<=\u200c)(?![{_JOINING}])|(?<![{_JOINING}{_EMOJI}].)(?<=\u200d)(?![{_JOINING}]))",
    re.S,
)
_SOFT_HYPHEN = re.compile("\xad")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_OPENS = {"\u202a": "\u202c", "\u202b": "\u202c", "\u202d": "\u202c", "\u202e": "\u202c"} | dict.fromkeys(
    "\u2066\u2067\u2068", "\u2069"
)


def terminal_escape(text: str) -> tuple[str, int]:
    r"""Take out the colour and cursor commands of terminals.

    >>> terminal_escape("a \x1b[1mbold\x1b[0m word")
    ('a bold word', 2)
    """
    return _ESCAPE.subn("", text)


def control_character(text: str) -> tuple[str, int]:
    r"""Take out control characters that mean nothing in a text.

    >>> control_character("one\x07 two\x7f")
    ('one two', 2)
    """
    return _CONTROL.subn("", text)


def zero_width(text: str) -> tuple[str, int]:
    r"""Take out zero-width characters, but for those that a script needs: joiners in Persian, Indic text and emoji,
    zero-width spaces between letters of scripts that write no spaces.

    >>> zero_width("in\u200bvisible می\u200cشود")
    ('invisible می\u200cشود', 1)
    """
    return _ZERO_WIDTH.subn("", text)


def soft_hyphen(text: str) -> tuple[str, int]:
    r"""Take out soft hyphens: they say where a word may be broken, not how it is written.

    >>> soft_hyphen("Haupt\xadstadt")
    ('Hauptstadt', 1)
    """
    return _SOFT_HYPHEN.subn("", text)


def bidi_mark(text: str) -> tuple[str, int]:
    r"""Take out direction marks from lines without a right-to-left letter, and unbalanced ones from any line.

    A balanced pair stays wherever it changes how the line is shown.

    >>> bidi_mark("in\u200e the city\u202c")
    ('in the city', 2)
    """
    return mend_lines(text, _BIDI, _bidi_line)


def _bidi_line(line: str) -> tuple[str, int]:
    marks = [(match.start(), match[0]) for match in _BIDI.finditer(line)]
    needed = _RTL.search(line) is not None
    keep: set[int] = set()
    open_marks: list[tuple[int, str]] = []
    for position, mark in marks:
        if mark in _OPENS:
            open_marks.append((position, _OPENS[mark]))
        elif mark in "\u202c\u2069":
            if open_marks and open_marks[-1][1] == mark:
                start = open_marks.pop()[0]
                if position - start > 1 and (needed or line[start] not in "\u202a\u2066\u2068"):
                    keep |= {start, position}
        elif needed:
            keep.add(position)
    gone = {position for position, _ in marks} - keep
    return "".join(char for position, char in enumerate(line) if position not in gone), len(gone)


_CJK = (
    "\u1100-\u11ff\u2e80-\u9fff\ua960-\ua97f\uac00-\ud7ff\uf900-\ufaff\ufe30-\ufe4f\uff00-\uffef\U00020000-\U0003ffff"
)
_ODD = "\xa0\u1680\u2000-\u200a\u202f\u205f\u3000"
_ODD_SPACE = re.compile(f"[{_ODD}]+")
_RUN = re.compile("(?<=[^ \t\n])(?: {2,}|[ \t]*\t[ \t]*)")
_TRAILING = re.compile("(?<![ \t])[ \t]+(?=\n|$)")  # from a run's first space alone, or it costs the run's square
_SPACES = re.compile("(?<=[^ \t\n]) {2,}")
_BESIDE_TAB = re.compile(" +\t *|\t +")


def odd_space(text: str) -> tuple[str, int]:
    r"""Make no-break, thin and wide spaces plain ones, except where typography asks for them.

    French sets a narrow or no-break space inside guillemets and before `: ; ! ?`, most of Europe before units and
    between groups of digits, and the wide space belongs to Chinese, Japanese and Korean text.

    >>> odd_space("the\xa0city, «\xa0non\xa0» et 12\xa0000\xa0€")
    ('the city, «\xa0non\xa0» et 12\xa0000\xa0€', 1)
    """
    count = 0

    def plain(match: re.Match[str]) -> str:
        nonlocal count
        if _is_needed(match):
            return match[0]
        count += 1
        return " "

    return _ODD_SPACE.sub(plain, text), count


_GROUP = re.compile(r"\d{3}(?!\d)")


def _is_needed(match: re.Match[str]) -> bool:
    """Whether the odd space of a match stands where typography wants it."""
    text, start, end = match.string, match.start(), match.end()
    before, after = text[start - 1 : start], text[end : end + 1]
    if match[0] == "\u3000":
        return re.match(f"[{_CJK}]", before or after) is not None or re.match(f"[{_CJK}]", after) is not None
    if end - start > 1 or match[0] not in "\xa0\u202f\u2009":
        return False
    if (before in "«‹" and before) or (after and after in ":;!?»›"):
        return True
    if (before.isdigit() or after.isdigit() or before == "°") and is_french(line_of(match)):
        return True
    if before.isdigit():
        return bool(after and after in "%€$£°‰") or _GROUP.match(text, end) is not None
    return False


def is_evenly_spaced(text: str, _: object = None) -> bool:
    """Whether there is no tab, no double space, and no space at a line's end."""
    return "  " not in text and "\t" not in text and " \n" not in text and not text.endswith(" ")


def space_run(text: str) -> tuple[str, int]:
    r"""Make several spaces, and tabs, one space; the cells of a table keep one tab between them.

    >>> space_run("two  spaces \t and a tab ")
    ('two spaces and a tab', 3)
    >>> space_run("Rovers \t12\t31\nAthletic\t9\t3")
    ('Rovers\t12\t31\nAthletic\t9\t3', 1)
    """
    text, count = _TRAILING.subn("", text)
    rows = rows_of(text) if "\t" in text else frozenset()
    if not rows:
        text, runs = _RUN.subn(" ", text)
        return text, count + runs
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if number in rows:
            line, beside = _BESIDE_TAB.subn("\t", line)
            lines[number], runs = _SPACES.subn(" ", line)
            runs += beside
        else:
            lines[number], runs = _RUN.subn(" ", line)
        count += runs
    return "\n".join(lines), count
