"""Lines and spaces as a page's layout left them: broken words, hard-wrapped paragraphs, gaps before commas."""

import re

_LINE_END = re.compile("\r\n?|[\u2028\u2029\x85]")
_LINE_END_IN_BLOCK = re.compile("\r\n?|[\n\u2028\u2029\x85]")
_BEFORE_STOP = re.compile(r"(?<=[^\s.,;:!?\-–—(\[{<=+*/|~_…#·•]) ([,.])(?=\s|$|[”\"»])(?! [.,])")


def line_end(text: str) -> tuple[str, int]:
    r"""Make every kind of line end a line feed.

    >>> line_end("one\r\ntwo\u2028three")
    ('one\ntwo\nthree', 2)
    """
    return _LINE_END.subn("\n", text)


def line_end_in_block(text: str) -> tuple[str, int]:
    r"""Make the line ends in a block of HTML spaces: there they mean no more than that.

    >>> line_end_in_block("one\ntwo")
    ('one two', 1)
    """
    return _LINE_END_IN_BLOCK.subn(" ", text)


def space_before_stop(text: str) -> tuple[str, int]:
    """Close the gap before a comma or full stop; the one before `: ; ! ?` is French, or a habit of the author.

    >>> space_before_stop("In time , the firm . Vraiment ?")
    ('In time, the firm. Vraiment ?', 2)
    """
    return _BEFORE_STOP.subn(r"\1", text)
