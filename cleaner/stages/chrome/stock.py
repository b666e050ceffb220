"""Lines told by their stock phrases: as the whole of the line, at its beginning, in its parts, or inside it."""

import re
from collections.abc import Mapping

from cleaner.rulebook.datestamp import Stamp, parse_stamps
from cleaner.rulebook.lexicon import Hit
from cleaner.stages.chrome.kinds import BRIEF, MEDIUM, STOCK, Kind
from cleaner.stages.chrome.shapes import is_person
from cleaner.stages.chrome.vocabulary import Vocabulary

_SEPARATOR = re.compile(r"\s*[|·•¦│»›/]\s*|\s+[-–—>]\s+|\s{2,}")
_MARK = re.compile(r"[|·•¦│»›/–—>-]")
_CTRL = re.compile(r"ctrl\s*\+\s*enter", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\([cCсС]\)\s*\d{4}|ⓒ")
_HASHTAGS = re.compile(r"(?:#[\w-]+[,\s]*)+$")
_GAP = re.compile(r"\s+(?=[^\W\d_])")
_DIGIT = re.compile(r"\d")
_FIGURES = re.compile(r"[\d\s.,]+\D{0,12}$")
_CREDIT = re.compile(r"(?:^|[\s.|(/\]])(?P<word>[^\W\d_]{3,20}(?: [^\W\d_]{2,12})?)\s?:\s*[^:.!?]{2,70}[.)]?$")
_COLONS = ":：՝"
_OPENERS = _COLONS + "|»>–—-"

_WHOLE: tuple[tuple[str, Kind], ...] = (
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
    ("paywall", "notice"),
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
_OPENING: tuple[tuple[str, Kind], ...] = (
    ("tags", "tags"),
    ("views", "counter"),
    ("reading_time", "counter"),
    ("photo_credit", "photo"),
    ("byline", "byline"),
    ("source", "source"),
    ("comments", "comments"),
    ("share", "share"),
)
_INSIDE: tuple[tuple[str, Kind, int], ...] = (
    ("typo_report", "typo", 300),
    ("cookie", "notice", 600),
    ("paywall", "notice", 300),
    ("copyright", "notice", 300),
    ("newsletter", "newsletter", STOCK),
    ("follow", "follow", STOCK),
    ("about", "about", 300),
)
"""Kinds by a phrase inside the line, the first that applies, and how long such a line may be."""

_INVITING = frozenset({"newsletter", "follow"})
"""Lists whose phrases are words that anybody may say."""
_OPENED = frozenset('"“„«‘»‹「『')

Told = tuple[Kind, tuple[Stamp, ...], int]
"""A kind, the stamps within the line, and the length of a phrase stuck to its beginning."""


def whole(names: frozenset[str]) -> Kind | None:
    """The kind of a line that is a phrase, None for one that tells none; a word that is both a section and something
    else is the something else."""
    return next((kind for name, kind in _WHOLE if name in names), None) if names else None


def told(text: str, closed: bool, words: Vocabulary) -> Told | None:
    """What the phrases of a line say; None where they say nothing."""
    if "+" in text and _CTRL.search(text):
        return "typo", (), 0
    if ("©" in text or "(" in text or "ⓒ" in text) and _RIGHTS.search(text):
        return "copyright", (), 0
    if text[0] == "#" and _HASHTAGS.match(text):
        return "tags", (), 0
    if len(text) <= STOCK:
        parts = _parts(text)
        found = _of_parts(parts, text, words) if len(parts) > 1 else _of_source(text, words)
        if found is not None:
            return found
        starts = words.starts(text)
        if starts:
            if words.is_bar(text):
                return "share", (), 0
            found = _of_opening(text, closed, starts)
            if found is not None:
                return found
    elif (also := words.starts(text).get("read_also")) and _introduces(also, text):
        return "also", (), also.length
    credit = _CREDIT.search(text, max(len(text) - 90, 0)) if ":" in text else None
    if credit:
        label = credit["word"] if not credit.start() else credit["word"].split()[-1]
        if "photo_credit" in words.whole(credit["word"]) or "photo_credit" in words.whole(label):
            return "photo", (), 0
    inside = words.within(text)
    for name, kind, longest in _INSIDE if inside else ():
        if name in inside and len(text) <= longest and not (name in _INVITING and _is_said(text, closed, name)):
            return kind, (), 0
    return None


def _is_said(text: str, closed: bool, name: str) -> bool:
    """Whether a line with an inviting phrase in it is somebody's sentence: a closed one, or one in quotation marks."""
    return text[0] in _OPENED or (closed and name == "follow")


def _parts(text: str) -> list[str]:
    """The parts of a line with marks or gaps between them; most lines have neither."""
    if not _MARK.search(text) and " ".join(text.split()) == text:
        return [text]
    return [part for part in _SEPARATOR.split(text) if part]


def _of_parts(parts: list[str], text: str, words: Vocabulary) -> Told | None:
    """A line made of parts with marks between them: a menu, a byline with a date, a share bar."""
    names = [words.whole(part) for part in parts]
    stamps = [parse_stamps(part, words.packs) if _DIGIT.search(part) else () for part in parts]
    bylines = [_is_byline(part, words) for part in parts]
    strange = [part for part, n, s, b in zip(parts, names, stamps, bylines, strict=True) if not (n or s or b)]
    found = tuple(stamp for group in stamps for stamp in group)
    known = len(parts) - len(strange)
    if not strange or (known >= 2 and len(strange) == 1 and len(strange[0]) <= BRIEF) or (any(bylines) and found):
        if any(bylines):
            return "byline", found, 0
        if any(names) and any({"share", "share_targets"} & n for n in names):
            return "share", found, 0
        if not strange and any("advertisement" in n for n in names):
            return "advertisement", found, 0
        return ("byline" if found else "crumbs"), found, 0
    if any(stamp.label or ":" in (stamp.value or "") for stamp in found):  # no headline tells the time
        return "byline", found, 0
    brief = all(len(part) <= BRIEF and part.count(" ") <= 2 and part[-1] not in ".!?" for part in parts)
    if brief and (len(parts) >= 4 or (len(parts) >= 3 and known)) and not _DIGIT.search(text):
        return "crumbs", found, 0
    return None


def _of_source(text: str, words: Vocabulary) -> Told | None:
    """A date with its source or its author right behind: "2026-03-02 10:30 来源：新华社"."""
    if not text[0].isdecimal():
        return None
    for gap in _GAP.finditer(text):
        hits = words.starts(text[gap.end() :])
        if any(name in hits and hits[name].seam == "mark" for name in ("source", "byline")):
            stamps = parse_stamps(text[: gap.start()], words.packs)
            return ("byline", stamps, 0) if stamps else None
    return None


def _is_byline(part: str, words: Vocabulary) -> bool:
    hit = words.starts(part).get("byline")
    if hit is not None:
        return is_person(part[hit.length :].strip(" " + _COLONS))
    return words.has(part, "reading_time")


def _of_opening(text: str, closed: bool, starts: Mapping[str, Hit]) -> Told | None:
    """A line by the phrase it begins with."""
    heading = starts.get("latest_news")
    if heading and heading.seam == "glue" and len(text) - heading.length >= 8:
        return "list_heading", (), heading.length
    if heading and not closed and _names_section(heading, text):
        return "list_heading", (), 0
    also = starts.get("read_also")
    if also and _introduces(also, text):
        return "also", (), also.length
    for name, kind in _OPENING:
        hit = starts.get(name)
        if hit is not None and _suits(name, text[hit.length :], closed, hit):
            return kind, (), 0
    for name, kind in (("follow", "follow"), ("newsletter", "newsletter")):
        hit = starts.get(name)
        if hit is None or text[hit.length : hit.length + 1] == ",":  # "Follow us, he said"
            continue
        if not closed or hit.length >= 12:
            return ("follow" if kind == "follow" else "newsletter"), (), 0
    return None


def _names_section(hit: Hit, text: str) -> bool:
    """Whether a heading of several words goes on with a word or two: "More from Europe", "Trending now on Facebook"."""
    rest = text[hit.length :]
    return hit.seam == "space" and " " in text[: hit.length] and len(rest) <= BRIEF and rest.count(" ") <= 3


def _introduces(hit: Hit, text: str) -> bool:
    """Whether an opening "read also" introduces a headline: a colon or the like behind it, or the headline itself."""
    rest = text[hit.length :]
    if len(rest) <= 8:
        return False
    return hit.seam == "glue" or rest.lstrip()[:1] in _OPENERS or text[hit.length - 1] in _COLONS + "】]?"


def _suits(name: str, rest: str, closed: bool, hit: Hit) -> bool:
    """Whether what follows an opening phrase is what follows it in chrome."""
    marked = rest.lstrip()[:1] in _COLONS and bool(rest)
    body = rest.lstrip(" " + _COLONS + "–—-").strip()
    if name in ("views", "reading_time"):
        return _FIGURES.match(body) is not None and _DIGIT.search(body) is not None
    if name == "byline":
        name_part = re.split(r"[|,]", body)[0].strip()
        return is_person(name_part) and (marked or " " in name_part) and (not closed or len(body) < 50)
    if name == "photo_credit" and hit.seam == "space" and hit.length > 4 and is_person(body):
        return True
    if name in ("tags", "photo_credit", "source"):
        return marked and not (closed and len(body) > MEDIUM)
    if name == "comments":
        return marked or body.strip("()").isdigit()
    return marked and not closed
