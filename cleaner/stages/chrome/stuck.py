"""Buttons stuck to the end of a paragraph, as scrapers leave them that join the texts of neighbouring elements."""

import re

from cleaner.stages.chrome.vocabulary import Vocabulary

SHORTEST = 40
"""Code points of the shortest line in which a button is looked for: shorter ones are names and brands."""

_STUCK = re.compile(
    r"(?<=[^\W\d_]{3}[.!?…։۔؟।])(?P<close>[\"”’»)]*)(?P<rest>[^\W\d_][^\W_]*(?:[ ’'-][^\W_]+){0,3})$"
    r"|(?P<full>[。！？])(?P<after>[^\W\d_]{2,12})$"
)


_STOP = re.compile("[.!?…։۔؟।。！？]")


def stuck_at(text: str, words: Vocabulary) -> int | None:
    """Where a button begins that is stuck to the end of a sentence.

    The sentence must have ended: a stock phrase right behind its full stop, or one to four words that open with a
    capital and end without a stop of their own, which no paragraph does.
    """
    for hit in words.ends(text):
        if hit.name in ("share", "share_targets", "print", "comments", "read_also") and hit.seam == "glue":
            return len(text) - hit.length
    match = _stuck(text)
    if match is None:
        return None
    group = "after" if match["full"] else "rest"
    rest = match[group]
    if group == "rest" and not (rest[0].isupper() and len(rest) >= 4 and not rest.isupper()):
        return None
    return len(text) - len(rest)


def stuck_part(text: str) -> str:
    """What is stuck to the end of the last sentence of a line, whatever it says; empty where nothing is."""
    match = _stuck(text)
    return (match["rest"] or match["after"] or "") if match else ""


def _stuck(text: str) -> re.Match[str] | None:
    """What is stuck to the end of a sentence; most lines that end in no stop have none near their end either."""
    tail = text[-60:]
    return _STUCK.search(tail) if _STOP.search(tail) else None
