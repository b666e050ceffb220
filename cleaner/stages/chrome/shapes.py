"""What the shape of a line tells without knowing a word of its language."""

import re
from typing import Literal

from cleaner.rulebook.datestamp import parse_stamps
from cleaner.rulebook.packs import Packs
from cleaner.stages.chrome.kinds import BRIEF, LONG, MEDIUM, Kind

Figure = Literal["", "first", "last"]
LONGEST_CREDIT = 60
"""Code points of the longest line that is a picture's credit and nothing else."""

_UNNAMED = re.compile(r"[,;:]")
_CLOSED = re.compile(r"(?:[.!?…։۔؟。！？।॥]['\"”’»)\]›」』*\s]*(?:\[\d+\]|\[[^\]]{3,80}\])?|(?<=[\u0531-\u058f]):)$")
_STOPS = frozenset(".!?…։۔؟。！？।॥")
_STOP_INSIDE = re.compile(r"[.!?…։۔؟।]['\"”’»)]*\s|[。！？]")
_SENTENCE_BREAK = re.compile(r"[^\W\d_]{3}[.!?…։۔؟।]['\"”’»)]*\s+[^\W\d_]|[。！？]\S")
_ITEM = re.compile(r"(?:[-–—*•●▪◦·‣■□✓✔]|\(?\d{1,2}[.)]|[a-zа-яё]\))\s*(?=\S)")
_DASH = re.compile(r"[-–—]\s")
_ARROW = re.compile(r"(?:[▶►▸▷→➤➜➔➡»›❯👉⇒>]|[>-]>)️?\s*")
_QUESTION = re.compile(r"\w{1,2}[:.]\s")
_QUOTED = re.compile(r"[\"“„«‘'‹「『][^\"“”„«»]*[\"“”»’'›」』][,.]?")
_ENTRY = re.compile(r"(?P<stamp>.{4,32}?)\s*(?:—|–|-|:)\s+\S")
_SCORE = re.compile(r"(?P<before>\S+)\s+\d{1,3}\s?[:–—-]\s?\d{1,3}(?:\s+(?P<after>\S+)|$)")
_CELLS = re.compile(r"\t| \| ")
_COUNT = re.compile(r"[^\w]*(?:[\d][\d.,\s\xa0]*[kKmM]?%?)[^\w]*")
_PLAYER = re.compile(r"[▶►▷]?\s*(?:\d{1,2}:\d\d\s?/\s?\d{1,2}:\d\d|\d{1,3}\s?/\s?\d{1,3})|[▶►▷]\s*\d{1,2}:\d\d")
_FIGURE_FIRST = re.compile(r"[\d.,/½¼¾]+\s?[^\W\d_]")
_FIGURE_LAST = re.compile(r"[^\W\d_].*\s[\d.,]+\s?(?:[^\w\s]|[^\W\d_]{1,4}\.?)?$")
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+$|\S+@\S+\.\w+$")
_TAIL_STAMP = re.compile(
    r"(?:\d{1,2}[\s./-]{1,2}[^\W\d]{3,12}[\s.,/-]{1,2}\d{4}|[^\W\d]{3,12}\.?\s\d{1,2},\s\d{4}"
    r"|\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d\d)|\d{4}-\d\d-\d\d)(?:[,|·\s–-]+\d{1,2}:\d\d)?$"
)
_HEAD_STAMP = re.compile(
    r"(?:\d{1,2}[./-]\d{1,2}(?:[./-](?:\d{4}|\d\d))?[\s,]+)?\d{1,2}:\d\d\s+(?=[^\W\d])"
    r"|\d{1,2}\.\d{1,2}\.\d{2,4}\s+(?=[^\W\d])"
)
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff]")
_SLASHED = re.compile(
    r"(?:^|[\s.|/(-])(?P<name>[^\W\d_][^\s/:.]*)[.)]?(?: ?/ ?|/[^/]+/)(?P<rest>[^\W\d_][^/|,:]{1,40})$"
)
_BRACKETED = re.compile(r"\((?P<inside>[^()]{5,80})\)$")
_LABELLED = re.compile(r"(?P<run>[^\W\d_]{5,}): ?\S[^.]{1,40}$")
_BETWEEN_NAMES = re.compile(r"[^\W\d_]{2} ?/ ?[^\W\d_]{2}")
_STUCK_AGENCY = re.compile(r"[^\W\d_A-Z]{2}[.)][A-Z]{2,6}$")
_AGENCY = re.compile(r"[a-z]{3}")
_LAST_WORDS = re.compile(r"(?:^|\s)(?P<word>\w{3,})[.!?]['\"”’»)]*\s(?P<rest>\S+(?: \S+){1,5})$")
_DIGIT = re.compile(r"\d")
_NAME = re.compile(r"[^\W\d_][\w’'.-]*")


def is_closed(text: str) -> bool:
    """Whether the line ends as a sentence does; a bracketed note behind the stop is passed over.

    >>> is_closed("He left.”"), is_closed("It rained. [Source: AP]"), is_closed("What happens next")
    (True, True, False)
    """
    last = text[-1:]
    if last in _STOPS or last.isalnum():
        return last in _STOPS
    return _CLOSED.search(text, max(len(text) - 100, 0)) is not None


def is_small(character: str) -> bool:
    """Whether the character is a small letter of a script that has capitals in use.

    Unicode calls Georgian letters small, but nobody writes their capitals at the beginning of anything.
    """
    return character.islower() and not "\u10d0" <= character <= "\u10ff"


def is_player(text: str) -> bool:
    """Whether the line is what a player or a gallery counts: "0:00 / 1:32", "1/12"."""
    return text[-1].isdecimal() and _PLAYER.fullmatch(text) is not None


def figure_of(text: str) -> Figure:
    """The end of a line at which a figure stands, beside its unit: "200 g flour", "Bread: 3.50 €"."""
    if not _DIGIT.search(text):
        return ""
    return "first" if _FIGURE_FIRST.match(text) else "last" if _FIGURE_LAST.match(text) else ""


def is_person(text: str) -> bool:
    """Whether the text could be a name: one to five words, each with a capital where its script has any.

    >>> is_person("Emma van Whitlock"), is_person("the end of it all"), is_person("ნინო ბერიძე")
    (True, False, True)
    """
    found = text.split()
    if not 1 <= len(found) <= 5 or not all(_NAME.fullmatch(word) for word in found):
        return False
    if text[-1] == "." and not any(c.isupper() for c in text):
        return False  # a sentence of a script without capitals, not an initial
    small = sum(is_small(word[0]) for word in found)
    return not is_small(found[0][0]) and small <= len(found) // 3


def is_caption(text: str) -> bool:
    """Whether a line that no stop ends closes with a credit: a name behind a slash, in brackets, stuck to the
    sentence with its label, or after the sentence.

    >>> is_caption("On stage Nicky Sims/Getty Images"), is_caption("Their last day. Tara Bell for World News")
    (True, True)
    >>> is_caption("Who built the AC/DC stage"), is_caption("A man dies. His wife tells of the day")
    (False, False)
    """
    tail = text[-120:]
    if "/" in tail and (found := _SLASHED.search(tail)) and not is_small(found["name"][0]):
        return _is_name(found["rest"]) or _AGENCY.fullmatch(found["rest"]) is not None
    if tail[-1] == ")":
        return (found := _BRACKETED.search(tail)) is not None and _is_credit(found["inside"])
    if ":" in tail and (found := _LABELLED.search(tail)):
        run = found["run"]
        if any(is_small(run[i - 1]) and run[i].isupper() for i in range(2, len(run) - 2)):
            return True
    if "A" <= tail[-1] <= "Z" and _STUCK_AGENCY.search(tail):
        return True
    last = _LAST_WORDS.search(tail) if _STOP_INSIDE.search(tail) else None
    return last is not None and is_small(last["word"][-1]) and _is_name(last["rest"])


def is_credit(text: str, kind: Kind) -> bool:
    """Whether a whole line is a picture's credit: a name in brackets or behind ©, or behind its label.

    >>> is_credit("(Getty Images)", "title"), is_credit("© Action press/Bernd März", "copyright")
    (True, True)
    >>> is_credit("Foto: Nina Adler", "photo"), is_credit("(and so it was)", "title")
    (True, False)
    """
    if len(text) > LONGEST_CREDIT or _DIGIT.search(text):
        return False
    if text[0] == "(":
        return text[-1] == ")" and len(text) > 3 and _UNNAMED.search(text) is None and _is_name(text[1:-1])
    return (kind == "copyright" and text[0] == "©") or (kind == "photo" and ":" in text[:20])


def is_signed(text: str) -> bool:
    """Whether the line is names with strokes between them and no gap beside these ("Ana Ruiz/Stringer/Getty")."""
    parts = text.split("/")
    return len(text) <= LONGEST_CREDIT and all(part.strip() == part and part and _is_name(part) for part in parts)


def _is_credit(text: str) -> bool:
    """Whether the words in brackets are a photographer's: a slash between names, or capitals at the last two."""
    words = text.split()
    if _BETWEEN_NAMES.search(text):
        return True
    return 1 < len(words) <= 6 and all(word[0].isupper() or word[0].isdigit() for word in words[-2:])


def _is_name(text: str) -> bool:
    """Whether the words read as a name: capitals at both ends and at two words of three."""
    words = text.split()
    capitals = sum(word[0].isupper() for word in words)
    return words[0][0].isupper() and words[-1][0].isupper() and 3 * capitals >= 2 * len(words)


def shape_of(text: str, length: int, *, closed: bool, packs: Packs) -> Kind:
    """The kind of a line that no stock phrase explains."""
    if text[0].isalpha() and text[1:2] != ")":  # no mark, number or bullet begins it, as with most lines
        return _sentence(text, length) if closed else _unclosed(text, length, packs)
    if _QUOTED.fullmatch(text) and length <= LONG:
        return "quote"
    arrow = _ARROW.match(text)
    if arrow and not closed and length - arrow.end() >= 8:
        return "arrow"
    item = _ITEM.match(text)
    if item:
        if item.end() == length:
            return "counter"
        return "speech" if closed and _DASH.match(text) else "item"
    if _COUNT.fullmatch(text) or (length <= 4 and not any(c.isalpha() for c in text)):
        return "counter"
    return _sentence(text, length) if closed else _unclosed(text, length, packs)


def _has_break(text: str) -> bool:
    """Whether a sentence ends within the line; most lines have no stop but their last."""
    return _STOP_INSIDE.search(text) is not None and _SENTENCE_BREAK.search(text) is not None


def _sentence(text: str, length: int) -> Kind:
    if _QUESTION.match(text):
        return "speech"
    if length * _density(text) >= MEDIUM:
        return "prose" if length > LONG or _has_break(text) else "sentence"
    return "short"


def _unclosed(text: str, length: int, packs: Packs) -> Kind:
    if _DIGIT.search(text):
        entry = _ENTRY.match(text)
        if entry and _DIGIT.search(entry["stamp"]) and parse_stamps(entry["stamp"], packs):
            return "entry"
        if _TAIL_STAMP.search(text):
            return "dated"
        if length <= 80 and (_CELLS.search(text) or _is_result(text)):
            return "row"
        if _HEAD_STAMP.match(text):
            return "dated"
    if _ADDRESS.match(text):
        return "address"
    if text[-1] in ",;" or (is_small(text[0]) and length <= 2 * MEDIUM):
        return "verse"
    if length > BRIEF and is_caption(text):
        return "photo"
    if sum(map(str.isalpha, text)) <= sum(map(str.isdecimal, text)):
        return "counter"
    if length > 160 or (length > 100 and text[-1] in '”»"“'):
        return "open"
    if length * _density(text) > BRIEF or text.count(" ") > 2:
        return "title"
    return "label" if " " in text or _UNSPACED.search(text) else "word"


def _density(text: str) -> int:
    """How many letters of an alphabet one of this text's says: scripts that write syllables and words say two and
    more with one, and a headline of fifteen Chinese characters is no label."""
    return 2 if not text.isascii() and _UNSPACED.search(text) else 1


def _is_result(text: str) -> bool:
    """Whether the line has a score between names ("Rovers – Athletic 3:1") rather than a range in a sentence."""
    score = _SCORE.search(text)
    if score is None or not any(c.isalpha() for c in score["before"]):  # "…March 2, 2026, 17:20" has a clock
        return False
    return not is_small(score["before"][0]) and not is_small((score["after"] or "X")[0])
