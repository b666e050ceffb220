"""Apostrophes: the many characters and gaps that stand for one."""

import re

from cleaner.stages.repair.style import apostrophe_at, is_english, line_of

# What English contracts; the letters before settle which of the short endings can follow.
_LONG = "re|ve|ll"
_ANY = f"{_LONG}|s|t|d|m"
_STEMS = (
    "it|he|she|that|this|there|here|what|who|where|when|how|why|let|i|we|you|they|everyone|someone|everything|nothing"
)
_NEGATED = "don|doesn|didn|isn|aren|wasn|weren|won|wouldn|can|couldn|shouldn|hasn|haven|hadn|mustn|needn|ain|mightn"
_SUBSTITUTE = re.compile(
    rf"(?<=[A-Za-z])(?: ?[`´] ?(?=(?:{_ANY})\b)(?![\w]+[`´])|[`´](?=[^\W\d_])(?![^\s`´]*[`´]))", re.I
)
_CODE = re.compile(rf"(?<!\w)`(?!(?:{_ANY})\b)[^`\n]+`", re.I)
_SPLIT = re.compile(rf"(?<=[A-Za-z])(?: ['’]|['’] )(?=(?:{_ANY})\b(?!-))", re.I)
_SPLIT_HERE = re.compile(rf"['’](?: |(?<= ['’]))(?:{_ANY})\b", re.I)
_BEFORE = re.compile(rf"(?:^|[^\w])(?:{_STEMS}|{_NEGATED})$", re.I)
_LOST = re.compile(
    rf"(?<=[^\W\d_])\ufffd(?=(?:{_ANY})\b)|(?<=\b[dlnjmtscDLNJMTSC])\ufffd(?=[aeiouhéèêàâîôy])|(?<=qu)\ufffd(?=[aeiouhéè])"
)


def substitute_apostrophe(text: str) -> tuple[str, int]:
    """Make a backtick or acute accent that stands for an apostrophe one, without a space beside it.

    Between backticks stands code.

    >>> substitute_apostrophe("It `s naturally, and they´re `quoted`")
    ("It's naturally, and they're `quoted`", 2)
    """
    count, code = 0, {match.end() - 1 for match in _CODE.finditer(text)} if "`" in text else set()

    def mend(match: re.Match[str]) -> str:
        nonlocal count
        if match.end() - 1 in code:
            return match[0]
        count += 1
        return apostrophe_at(match)

    return _SUBSTITUTE.sub(mend, text), count


def split_apostrophe(text: str) -> tuple[str, int]:
    """Close the gap before or after the apostrophe of an English contraction or genitive.

    >>> split_apostrophe("That ’s all we’ re saying, the Beatles’ songs")
    ('That’s all we’re saying, the Beatles’ songs', 2)
    """
    if not _SPLIT_HERE.search(text):
        return text, 0
    count = 0

    def close(match: re.Match[str]) -> str:
        nonlocal count
        if not _is_contraction(match):
            return match[0]
        count += 1
        return "’" if "’" in match[0] else apostrophe_at(match)

    return _SPLIT.sub(close, text), count


def _is_contraction(match: re.Match[str]) -> bool:
    """Whether the word before takes this ending, or the line is English (Dutch has a free-standing 's and 't)."""
    text = match.string
    if _BEFORE.search(text, max(0, match.start() - 12), match.start()):
        return True
    return is_english(line_of(match))


def lost_apostrophe(text: str) -> tuple[str, int]:
    """Put an apostrophe where a conversion left a replacement character inside a contraction or elision.

    >>> lost_apostrophe("They\ufffdre ready.")
    ("They're ready.", 1)
    """
    return _LOST.subn(apostrophe_at, text)
