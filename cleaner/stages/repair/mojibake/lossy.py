"""What is left of misread UTF-8 after some of its bytes were lost on the way, so that no sequence is whole."""

import re

from cleaner.stages.repair.style import apostrophe_at

# “ ” ‘ ’ read as windows-1252 begin with these two; the third is one of the characters that get dropped most.
_MARK = re.compile("â€[\x80-\x9f\ufffd]?(?![œ™˜“”¦¢\x80-\x9f])")
_LOST_SPACE = re.compile("(?<![A-ZÀ-Þ])Ã[ \xa0](?![A-ZÀ-Þ])")
_IN_CAPITALS = re.compile("[A-ZÀ-Þ]Ã|Ã[A-ZÀ-Þ]")


def lossy_utf8(text: str) -> tuple[str, int]:
    """Mend quotation marks without their last byte, and `à` whose second byte, a no-break space, became a space.

    The letter is left to ftfy, which knows when `Ã` is the word `à` and when the end of one.

    >>> lossy_utf8("“No,â€ he said. Voilà, dÃ©jÃ  vu.".replace("Ã©", "é"))
    ('“No,” he said. Voilà, déjà  vu.', 2)
    """
    text, count = _MARK.subn(_mark, text)
    if "Ã" not in text:
        return text, count
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if _LOST_SPACE.search(line) and not _IN_CAPITALS.search(line):
            lines[number] = _by_ftfy(line)
            count += lines[number] != line
    return "\n".join(lines), count


def _mark(match: re.Match[str]) -> str:
    """The mark that stands here: inside a word an apostrophe, before one an opening, after one a closing mark."""
    text = match.string
    before, after = text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]
    if before.isalpha() and after.isalpha():
        return apostrophe_at(match)
    return "“" if after.isalnum() and not before.strip() else "”"


def _by_ftfy(line: str) -> str:
    import ftfy  # a twentieth of a second of imports, for hardly any document

    return str(ftfy.fix_encoding(line))
