"""What each line of a document looks like, judged alone: one kind a line, from its shape and its stock phrases.

Shapes need no language: where a line ends, what it begins with, what separates its parts. Phrases come from the packs.
A kind is evidence, never a verdict; `outline` weighs the kinds of all lines against each other.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from cleaner.rulebook.datestamp import Stamp, parse_stamps
from cleaner.rulebook.lexicon import Hit
from cleaner.stages.chrome.vocabulary import Vocabulary

Kind = Literal[
    # running text and what belongs to it
    "prose",
    "sentence",
    "short",
    "open",
    "title",
    "label",
    "verse",
    "item",
    "row",
    "entry",
    "speech",
    "quote",
    # what a site puts around it
    "stamp",
    "ago",
    "dated",
    "crumbs",
    "counter",
    "navigation",
    "share",
    "advertisement",
    "list_heading",
    "also",
    "arrow",
    "tags",
    "byline",
    "photo",
    "follow",
    "newsletter",
    "notice",
    "typo",
    "copyright",
    "comments",
    "print",
    "source",
    "about",
    "address",
]

PROSE = frozenset({"prose", "sentence", "open"})
"""Kinds that are running text."""

LONG = 200
"""Code points from which a line is a paragraph whatever its words: no button, headline or list entry is so long."""
MEDIUM = 60
"""Code points from which a closed sentence is likelier a paragraph than a label or a comment."""
BRIEF = 28
"""Code points up to which a line without an end is a label rather than a headline."""
STOCK = 110
"""Longest line that is read for stock phrases at its beginning: a sentence of a banner, a byline with its title."""

CLOSED = re.compile(r"[.!?…։۔؟。！？।॥]['\"”’»)\]›」』*\s]*(?:\[\d+\]|\[[^\]]{3,80}\])?$|:$(?<=[\u0531-\u058f]:)")
_SENTENCE_BREAK = re.compile(r"[.!?…։۔؟।]['\"”’»)]*\s+\S|[。！？]\S")
_ITEM = re.compile(r"(?:[-–—*•●▪◦·‣■□✓✔]|\(?\d{1,2}[.)]|[a-zа-яё]\))\s*(?=\S)")
_DASH = re.compile(r"[-–—]\s")
_ARROW = re.compile(r"(?:[▶►▸▷→➤➜➔➡»›❯👉⇒>]|[>-]>)️?\s*")
_QUESTION = re.compile(r"\w{1,2}[:.]\s")
_QUOTED = re.compile(r"[\"“„«‘'‹「『].*[\"”“»’'›」』][,.]?$")
_ENTRY = re.compile(r"(?P<stamp>.{4,32}?)\s*(?:—|–|-|:)\s+\S")
_SEPARATOR = re.compile(r"\s*[|·•¦│»›/]\s*|\s+[-–—]\s+|\s{2,}")
_SCORE = re.compile(r"\d\s?[:–—-]\s?\d|\t| \| ")
_COUNT = re.compile(r"[^\w]*(?:[\d][\d.,\s\xa0]*[kKmM]?%?)[^\w]*")
_LABELLED_COUNT = re.compile(r"[^\d:]{2,25}[:(]\s*[\d][\d.,\s\xa0]*[kKmMк]?\)?$")
_LISTING = re.compile(r"[^,:]{2,24}:\s*[^,:]{2,30}(?:,\s*[^,:]{2,30})+$")
_CTRL = re.compile(r"ctrl\s*\+\s*enter", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\([cCсС]\)\s*\d{4}|&copy;|ⓒ")
_HASHTAGS = re.compile(r"(?:#[\w-]+[,\s]*){1,}$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
_TAIL_STAMP = re.compile(
    r"(?:\d{1,2}[\s./-]{1,2}[^\W\d]{3,12}[\s.,/-]{1,2}\d{4}|[^\W\d]{3,12}\.?\s\d{1,2},\s\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?:[,\s]+\d{1,2}:\d\d)?$"
)
_HEAD_STAMP = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d\d))?[\s,]+)?\d{1,2}:\d\d\s+(?=[^\W\d])|\d{1,2}\.\d{1,2}\.\d{2,4}\s+(?=[^\W\d])"
)


@dataclass(frozen=True, slots=True)
class Look:
    """One line: its kind, the kinds of phrases in it, and the stamps that it is."""

    kind: Kind
    length: int
    closed: bool
    stamps: tuple[Stamp, ...] = ()
    names: frozenset[str] = frozenset()
    glue: int = 0


def is_closed(text: str) -> bool:
    """Whether the line ends as a sentence does.

    >>> is_closed("He left.”"), is_closed("He said so [Source: AP]"), is_closed("What happens next")
    (True, False, False)
    """
    return CLOSED.search(text[-100:]) is not None


def look_at(text: str, words: Vocabulary) -> Look:
    """The look of one line."""
    length = len(text)
    closed = is_closed(text)
    if length > LONG:
        return Look("prose" if closed or length > 2 * LONG else "open", length, closed)
    stamps = parse_stamps(text, words.packs) if length <= 90 else ()
    if stamps:
        return Look("stamp" if any(s.value for s in stamps) else "ago", length, closed, stamps)
    names = words.whole(text)
    if names and (kind := _of_names(names)):
        return Look(kind, length, closed, (), names)
    return _shaped(text, length, closed, words)


_ORDER: tuple[tuple[str, Kind], ...] = (
    ("share_targets", "share"),
    ("share", "share"),
    ("advertisement", "advertisement"),
    ("comments", "comments"),
    ("latest_news", "list_heading"),
    ("read_also", "list_heading"),
    ("print", "print"),
    ("newsletter", "newsletter"),
    ("follow", "follow"),
    ("typo_report", "typo"),
    ("cookie", "notice"),
    ("copyright", "copyright"),
    ("tags", "tags"),
    ("views", "counter"),
    ("reading_time", "counter"),
    ("navigation", "navigation"),
    ("photo_credit", "photo"),
    ("about", "navigation"),
    ("byline", "byline"),
    ("source", "source"),
    ("published", "stamp"),
    ("updated", "stamp"),
    ("ago", "ago"),
)


def _of_names(names: frozenset[str]) -> Kind | None:
    """The kind of a line that is a phrase, None for one that tells none; a word that is both a section and something
    else is the something else."""
    return next((kind for name, kind in _ORDER if name in names), None)


def _shaped(text: str, length: int, closed: bool, words: Vocabulary) -> Look:
    """The look of a line that is neither long nor wholly a stamp or a phrase."""
    stock = _stock(text, length, closed, words)
    if stock is not None:
        return stock
    kind: Kind
    if _QUOTED.fullmatch(text) and length <= LONG:
        kind = "quote"
    elif (arrow := _ARROW.match(text)) and not closed and length - arrow.end() >= 8:
        kind = "arrow"
    elif item := _ITEM.match(text):
        kind = "speech" if _DASH.match(text) and closed else "item"
        if item.end() == length:
            kind = "counter"
    elif (length <= 4 and not any(c.isalpha() for c in text)) or _COUNT.fullmatch(text):
        kind = "counter"
    elif closed:
        kind = _sentence(text, length)
    else:
        kind = _unclosed(text, length, words)
    return Look(kind, length, closed)


def _sentence(text: str, length: int) -> Kind:
    if _QUESTION.match(text):
        return "speech"
    if length >= 2 * MEDIUM or (length >= MEDIUM and _SENTENCE_BREAK.search(text)):
        return "prose"
    if length >= MEDIUM:
        return "sentence"
    return "short"


def _unclosed(text: str, length: int, words: Vocabulary) -> Kind:
    entry = _ENTRY.match(text)
    if entry and any(c.isdigit() for c in entry["stamp"]) and parse_stamps(entry["stamp"], words.packs):
        return "entry"
    if _SCORE.search(text) and length <= 80 and not _HEAD_STAMP.match(text):
        return "row"
    if _TAIL_STAMP.search(text) or _HEAD_STAMP.match(text):
        return "dated"
    if _ADDRESS.match(text):
        return "address"
    if text[-1] in ",;" or (text[0].islower() and length <= 2 * MEDIUM):
        return "verse"
    if length > 160:
        return "open"
    return "label" if length <= BRIEF and text.count(" ") <= 2 else "title"


def _stock(text: str, length: int, closed: bool, words: Vocabulary) -> Look | None:
    """The look of a line that a stock phrase opens, fills together with others, or marks from inside."""
    if _CTRL.search(text):
        return Look("typo", length, closed)
    if _RIGHTS.search(text):
        return Look("copyright", length, closed)
    if _HASHTAGS.match(text):
        return Look("tags", length, closed)
    parts = [part for part in _SEPARATOR.split(text) if part] if length <= STOCK else []
    if len(parts) > 1:
        crumbs = _parted(parts, text, words)
        if crumbs is not None:
            return Look(crumbs[0], length, closed, crumbs[1])
    if length <= STOCK:
        if words.is_bar(text):
            return Look("share", length, closed)
        opened = _opened(text, length, closed, words.starts(text))
        if opened is not None:
            return opened
    return _within(text, length, closed, words)


def _parted(parts: list[str], text: str, words: Vocabulary) -> tuple[Kind, tuple[Stamp, ...]] | None:
    """The kind of a line made of parts with marks between them: a menu, a byline with a date, a share bar."""
    names = [words.whole(part) for part in parts]
    stamps = [parse_stamps(part, words.packs) if any(c.isdigit() for c in part) else () for part in parts]
    bylines = [words.begins(part, "byline") or words.has(part, "reading_time") for part in parts]
    known = sum(bool(n or s or b) for n, s, b in zip(names, stamps, bylines, strict=True))
    found = tuple(stamp for group in stamps for stamp in group)
    if known == len(parts) or (known >= 2 and known >= len(parts) - 1 and len(text) <= STOCK):
        if any(bylines):
            return "byline", found
        if any("share" in n or "share_targets" in n for n in names):
            return "share", found
        return ("byline" if found else "crumbs"), found
    if any(bylines) and found:
        return "byline", found
    brief = all(len(part) <= BRIEF and part.count(" ") <= 2 and part[-1] not in ".!?" for part in parts)
    if brief and (len(parts) >= 4 or (len(parts) >= 3 and known)) and not any(c.isdigit() for c in text):
        return "crumbs", found
    return None


_OPENING: tuple[tuple[str, Kind], ...] = (
    ("read_also", "also"),
    ("tags", "tags"),
    ("views", "counter"),
    ("reading_time", "counter"),
    ("photo_credit", "photo"),
    ("byline", "byline"),
    ("published", "byline"),
    ("source", "source"),
    ("comments", "comments"),
    ("share", "share"),
)


def _opened(text: str, length: int, closed: bool, starts: Mapping[str, Hit]) -> Look | None:
    """The look of a line by the phrase it begins with."""
    heading = starts.get("latest_news")
    if heading and heading.seam == "glue":
        return Look("list_heading", length, closed, glue=heading.length)
    also = starts.get("read_also")
    if also and also.seam in ("glue", "mark") and length - also.length > 8 and not text[also.length].islower():
        return Look("also", length, closed, glue=also.length)
    for name, kind in _OPENING:
        hit = starts.get(name)
        if hit is None or hit.seam == "word":
            continue
        rest = text[hit.length :]
        if _suits(name, rest, closed, hit):
            return Look(kind, length, closed)
    if "follow" in starts or "newsletter" in starts:
        hit = starts.get("follow") or starts["newsletter"]
        if hit.seam != "word" and (not closed or hit.length >= 12):
            return Look("follow" if "follow" in starts else "newsletter", length, closed)
    return None


def _suits(name: str, rest: str, closed: bool, hit: Hit) -> bool:
    """Whether what follows an opening phrase is what follows it in chrome."""
    marked = hit.seam == "mark" and rest[:1] in ":：՝"
    body = rest.lstrip(" :：՝–—-").strip()
    if name in ("views", "reading_time"):
        return bool(re.match(r"[\d\s.,]+\D{0,12}$", body)) and any(c.isdigit() for c in body)
    if name == "byline":
        return is_person(body.split("|")[0].split(",")[0].strip()) and (not closed or len(body) < 50)
    if name in ("tags", "photo_credit", "source"):
        return (marked and not (closed and len(body) > MEDIUM)) or (
            name == "photo_credit" and is_person(body) and hit.length > 4 and hit.seam == "space"
        )
    if name == "comments":
        return marked or body.strip("()").isdigit()
    if name == "share":
        return marked and not closed
    return False


_NAME = re.compile(r"[^\W\d_][\w’'.-]*")


def is_person(text: str) -> bool:
    """Whether the text could be a name: one to five words, each with a capital where its script has any.

    >>> is_person("Emma van Whitlock"), is_person("the end of it all"), is_person("ნინო ბერიძე")
    (True, False, True)
    """
    found = text.split()
    if not 1 <= len(found) <= 5 or not all(_NAME.fullmatch(word) for word in found):
        return False
    small = sum(word[0].islower() and word[0].upper() != word[0] for word in found)
    return not (found[0][0].islower() and found[0][0].upper() != found[0][0]) and small <= len(found) // 3


def _within(text: str, length: int, closed: bool, words: Vocabulary) -> Look | None:
    """The look of a line that says what it is for somewhere inside: a banner, an invitation to subscribe."""
    found = words.within(text)
    if not found:
        return None
    if "typo_report" in found:
        return Look("typo", length, closed, names=found)
    if "cookie" in found:
        return Look("notice", length, closed, names=found)
    if "copyright" in found:
        return Look("notice", length, closed, names=found)
    if length <= STOCK and "newsletter" in found:
        return Look("newsletter", length, closed, names=found)
    if length <= STOCK and "follow" in found:
        return Look("follow", length, closed, names=found)
    if "about" in found:
        return Look("about", length, closed, names=found)
    return None
