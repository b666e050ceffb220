"""Quotation marks and apostrophes as house typists and text conversions leave them.

Every function takes one line and returns it with the number of marks mended.
"""

import re

_SPLIT_APOSTROPHE = re.compile(r"(?<=[A-Za-z]) ?[`´] ?(?=(?:s|t|d|m|re|ve|ll)\b)")
_SPACE_BEFORE_CLOSING = re.compile(r"(?<=[,.!?…]) (?:([”\"])(?= )|([”\"]) ?(?=\w))")


def backtick_apostrophe(line: str) -> tuple[str, int]:
    """Make a backtick or acute accent that stands for an apostrophe one, without the space beside it.

    >>> backtick_apostrophe("It `s naturally")
    ("It's naturally", 1)
    """
    return _SPLIT_APOSTROPHE.subn("’" if "’" in line else "'", line)


def space_before_closing_quote(line: str) -> tuple[str, int]:
    """Put a closing quotation mark right after the punctuation it follows, in the form of the mark that opened it.

    >>> space_before_closing_quote("“This worries us, ” Aliyev continued.")
    ('“This worries us,” Aliyev continued.', 1)
    """
    if "“" not in line:
        return line, 0
    return _SPACE_BEFORE_CLOSING.subn(lambda m: "”" if m[1] else "” ", line)
