"""Quotation marks: the spaces beside them, and pairs whose two marks do not match.

Marks are looked at line by line, for a paragraph opens and closes its own quotations.
"""

import re
from collections import deque
from dataclasses import dataclass, field
from functools import partial

from cleaner.stages.repair.lines import mend_lines
from cleaner.stages.repair.style import is_english

_DOUBLED = re.compile(r"(?<![\w'`])(''|``|,,)(?=[^\s'`])([^\n]{0,800}?[^\s'`])(?:''|``|´´)(?![\w'`´])")
_ANGLED = re.compile(r"(?:<<|<‹|‹<|‹‹|«<|<«)(?=[^\s<>])([^\n<>«»]{0,800}?[^\s<>])(?:>>|>›|›>|››|»>|>»)")


def angle_quotes(text: str) -> tuple[str, int]:
    """Make guillemets that were typed as pairs of angle brackets one character each.

    >>> angle_quotes("<<Да>>, сказал он. a << b")
    ('«Да», сказал он. a << b', 1)
    """
    return _ANGLED.subn(r"«\1»", text)


def doubled_marks(text: str) -> tuple[str, int]:
    """Make quotations between doubled apostrophes or backticks ones between quotation marks, as the text writes them.

    >>> doubled_marks("He said ''yes'' and ``no''.")
    ('He said “yes” and “no”.', 2)
    """
    opening, closing = _marks_of(text)
    return _DOUBLED.subn(lambda m: f"{opening}{m[2]}{closing}", text)


def _marks_of(text: str) -> tuple[str, str]:
    """The double quotation marks that a text uses, curly ones where it uses none."""
    for opening, closing in (("“", "”"), ("„", "“"), ("„", "”"), ("«", "»"), ("”", "”")):
        if opening in text and closing in text:
            return opening, closing
    if '"' in text:
        return '"', '"'
    return "“", "”"


_DEPTH = 8  # quotations within quotations that are kept in mind
_MARK = re.compile('[“”"„«»]')


@dataclass(slots=True)
class _Line:
    """One line while its marks are read from left to right: what is open, and what is to be changed."""

    text: str
    straight: bool  # straight marks can be paired: there is an even number of them
    swedish: bool  # ” opens as well
    open: deque[str] = field(default_factory=lambda: deque(maxlen=_DEPTH))
    edits: list[tuple[int, int, str]] = field(default_factory=list)

    def at(self, position: int) -> str:
        """The character at a position, a line feed beyond either end."""
        return self.text[position] if 0 <= position < len(self.text) else "\n"

    def edit(self, start: int, end: int, new: str) -> None:
        """Replace text[start:end], if that changes anything."""
        if self.text[start:end] != new:
            self.edits.append((start, end, new))


def quotation_marks(text: str) -> tuple[str, int]:
    r"""Match the marks of each quotation and close the gaps inside them.

    A straight mark that closes a curly one becomes curly, a space inside a pair goes, and the one missing between a
    closing mark and the next word comes back. Guillemets with a space on either side are French and stay.

    >>> quotation_marks("“No need, ”Aliyev said. “Very worrisome, \" he added, “ again. ”")
    ('“No need,” Aliyev said. “Very worrisome,” he added, “again.”', 4)
    """
    curly = "“" in text
    return mend_lines(text, _MARK, partial(_mend_line, curly))


def _mend_line(curly: bool, text: str) -> tuple[str, int]:
    """A line that has marks, mended, and how many places of it were."""
    positions = [match.start() for match in _MARK.finditer(text)]
    line = _Line(text, text.count('"') % 2 == 0, not curly and _opens_with_right_mark(text))
    closed = _closed_ahead([text[position] for position in positions])
    for position, following, is_closed in zip(positions, [*positions[1:], -1], closed, strict=True):
        _read_mark(line, position, text[following] if following > 0 else "", is_closed)
    if not line.edits:
        return text, 0
    pieces, at = [], 0
    for start, end, new in line.edits:
        pieces += [text[at:start], new]
        at = end
    return "".join([*pieces, text[at:]]), len(line.edits)


def _closed_ahead(marks: list[str]) -> list[bool]:
    """For each mark whether a ” comes after it and before the next “."""
    ahead, closed = [], False
    for mark in reversed(marks):
        ahead.append(closed)
        closed = mark == "”" or (closed and mark != "“")
    return ahead[::-1]


def _opens_with_right_mark(text: str) -> bool:
    """Whether a line may write ”so”, as Swedish and Finnish do: no other opening mark, no letter they do not have."""
    if "”" not in text or "“" in text or "„" in text or not _RIGHT_OPENS.search(text):
        return False
    return not _NOT_NORDIC.search(text) and not is_english(text)


_RIGHT_OPENS = re.compile(r"(?:^|[\s(\[—–-])”[^\W_]")
_NOT_NORDIC = re.compile("[ıəğşçčćđęėįłńñňõřśšťůűųżźžāēīūăâîțãáíóúàèìòù\u0370-\u1dff\u1ea0-\u1fff\u2e80-\ud7ff]")


def _read_mark(line: _Line, position: int, following: str, closed_ahead: bool) -> None:
    """Decide whether a mark opens or closes, by what is open and by its neighbours, and mend it."""
    mark = line.text[position]
    before, after = line.at(position - 1), line.at(position + 1)
    top = line.open[-1] if line.open else ""
    opening_place = (before.isspace() or before in "([{—–-") and not after.isspace()
    if mark == '"':
        _read_straight(line, position, following, closed_ahead)
    elif mark == "”":
        if top in ("“", "„", '"') or (line.swedish and top == "”"):
            _close(line, position, "”")
        elif line.swedish and opening_place:
            line.open.append("”")
        elif not line.open and _only_opens(before, after) and following == "”":
            _open(line, position, "“")
    elif mark == "“":
        if top == "„":
            _close(line, position, "“")
        elif top == "“" and not opening_place and not after.isalnum() and not before.isspace():
            _close(line, position, "”")
        else:
            _open(line, position, "“")
    elif mark in "„«":
        _open(line, position, mark)
    elif top in ("«", "« "):
        _close(line, position, "»")


def _read_straight(line: _Line, position: int, following: str, closed_ahead: bool) -> None:
    """A straight mark closes the curly one that nothing else closes, or pairs with another straight one."""
    before, after = line.at(position - 1), line.at(position + 1)
    top = line.open[-1] if line.open else ""
    if top == "“":
        if _only_opens(before, after):
            _open(line, position, '"')
        elif not closed_ahead:
            _close(line, position, "”")
    elif top == '"':
        _close(line, position, '"')
    elif following == "”" and _only_opens(before, after) and not line.swedish:
        _open(line, position, "„" if "„" in line.text and "“" not in line.text else "“")
    elif line.straight and (before.isspace() or before in "([{—–-"):
        _open(line, position, '"')


def _only_opens(before: str, after: str) -> bool:
    """Whether a mark between these characters can only open: a gap before it, none after it."""
    return (before.isspace() or before in "([{") and (after.isalnum() or after in "¿¡([")


def _open(line: _Line, position: int, mark: str) -> None:
    """An opening mark: nothing but its word follows it."""
    end = position + 1
    before = line.at(position - 1)
    if line.at(end).isspace() and ((not before.isspace() and before not in "([{") or mark in line.open):
        return  # it does not open: somebody closes with it
    if line.at(end) in " \xa0\u202f" and mark == "«" and not _closed_tight(line.text, end):
        line.open.append("« ")
        return
    if line.at(end) == " " and line.at(end + 1).strip():
        end += 1
    line.edit(position, end, mark)
    line.open.append(mark)


def _closed_tight(text: str, start: int) -> bool:
    """Whether the guillemet that closes the quotation has no space before it (French has one)."""
    closing = text.find("»", start)
    return closing > 0 and not text[closing - 1].isspace()


def _close(line: _Line, position: int, mark: str) -> None:
    """A closing mark: it stands right after what it closes, and before a word there is a space."""
    opener = line.open.pop()
    start = position
    if line.at(start - 1) == " " and opener != "« ":
        start -= 1
    after = line.at(position + 1)
    gap = (
        " " if after.isalpha() and (start < position or line.at(start - 1) in ",.!?…") and _spaces_words(after) else ""
    )
    line.edit(start, position + 1, mark + gap)


def _spaces_words(letter: str) -> bool:
    """Whether a letter's script writes a space between words and before particles."""
    return not ("\u0e00" <= letter <= "\u0eff" or "\u1000" <= letter <= "\u11ff" or letter >= "\u2e80")
