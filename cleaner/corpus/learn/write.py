"""From counted words to a rule file that a person can judge: each rule with its reason, its evidence and its tests."""

import hashlib
import re
from collections.abc import Iterable
from typing import Any

from cleaner.corpus.learn.words import Spelling, Words
from cleaner.rulebook.phrases import bare

FEWEST = 3
"""Documents in which a text must be to be quoted."""
LINE_SHARE = 0.2
"""Share of the site's documents that must have a line: what stands around a few alone is the list of the day."""
TITLE_SHARE = 0.5
"""The same for lines that look like headlines: they may be one some day."""
MARK_SHARE = 0.3
MARK_LENGTH = 12
MARKS = 6
LONGEST = 90
"""Code points of the longest line that is quoted as a phrase; a longer one becomes an expression of its own."""
PARAGRAPH = "The council met on Tuesday and decided nothing."
"""What stands in the tests for the article, which a rule file must not quote."""
HEADLINE = "A bridge too few"
_TITLES = frozenset({"title", "label", "word", "dated"})


def rule_file(site: str, words: Words, documents: int) -> tuple[str, dict[str, Any], str] | None:
    """Name, content and heading of a site's file; None where nothing is sure enough to be written down."""
    rules = [rule for rule in (*_lines(words, documents), *_edges(words)) if rule is not None]
    where = _where(site, words, documents)
    if not rules or where is None:
        return None
    name = where["id"]
    heading = f"Learned from {documents} documents; review before use. Each rule says what it was learned from."
    return name, {"version": 1, "site": where, "rules": rules}, heading


def _where(site: str, words: Words, documents: int) -> dict[str, Any] | None:
    """How documents of the site are known: by its domain, else by lines that many of them carry."""
    if "." in site and " " not in site:
        slug = re.sub(r"[^a-z0-9.-]+", "-", site.lower()).strip(".-")
        return {"id": slug or _digest(site), "domains": [site]}
    lines = [
        _spelt(spelling)
        for spelling in sorted(words.lines.values(), key=lambda s: (-s.documents, _spelt(s)))
        if spelling.documents >= max(FEWEST, MARK_SHARE * documents)
        and len(_spelt(spelling)) >= MARK_LENGTH
        and spelling.kinds.keys() & {"copyright", "about", "sentence", "prose", "crumbs", "notice", "byline"}
    ][:MARKS]
    return {"id": f"marks-{_digest(*lines)}", "marks": {"lines": lines, "at_least": 1}} if lines else None


def _digest(*texts: str) -> str:
    return hashlib.sha256("\n".join(texts).encode()).hexdigest()[:10]


def _spelt(spelling: Spelling) -> str:
    """The commonest spelling."""
    return min(spelling.texts, key=lambda text: (-spelling.texts[text], text))


def _lines(words: Words, documents: int) -> Iterable[dict[str, Any] | None]:
    """Rules for whole lines: those that stand around the articles alone, and those that are nearly always there."""
    everywhere: list[Spelling] = []
    for key, spelling in words.lines.items():
        title = bool(spelling.kinds.keys() & _TITLES)
        least = max(FEWEST, (TITLE_SHARE if title else LINE_SHARE) * documents)
        if key not in words.headlines and spelling.documents >= least:
            everywhere.append(spelling)
    ordered = sorted(everywhere, key=_spelt)
    phrases = [s for s in ordered if len(_spelt(s)) <= LONGEST and not _numbered(s)]
    yield _line_rule("site-lines", phrases, documents)
    others = [s for s in ordered if s not in phrases]
    for number, spelling in enumerate(others, start=1):
        yield _pattern_rule(f"site-line-{number}", spelling, documents)


def _numbered(spelling: Spelling) -> bool:
    """Whether the spellings differ (in their numbers), or have marks that a phrase is compared without."""
    return len(spelling.texts) > 1 or re.search(r"\d", bare(_spelt(spelling))) is not None or not bare(_spelt(spelling))


def _line_rule(name: str, spellings: list[Spelling], documents: int) -> dict[str, Any] | None:
    if not spellings:
        return None
    first = _spelt(spellings[0])
    return {
        "id": name,
        "why": "lines that come back around the articles of the site and hardly ever within them",
        "evidence": _evidence(spellings, documents),
        "line": {"any_of": [_spelt(spelling) for spelling in spellings]},
        "tests": [
            {"in": f"{PARAGRAPH}\n{first}", "out": PARAGRAPH},
            {"keep": f"{PARAGRAPH}\nThey spoke of {first} for an hour, and then they left."},
        ],
    }


def _pattern_rule(name: str, spelling: Spelling, documents: int) -> dict[str, Any]:
    text = _spelt(spelling)
    pattern = re.sub(r"\d+", r"\\d+", _escaped(text))
    return {
        "id": name,
        "why": "a line that comes back around the articles of the site, its numbers apart",
        "evidence": _evidence([spelling], documents),
        "line": {"regex": f"^{pattern}$"},
        "tests": [{"in": f"{PARAGRAPH}\n{text}", "out": PARAGRAPH}],
    }


def _escaped(text: str) -> str:
    """The text as a regular expression; digits stay, for they become classes."""
    return re.sub(r"([\\.^$*+?{}\[\]|()])", r"\\\1", text)


def _evidence(spellings: list[Spelling], documents: int) -> str:
    parts: dict[str, int] = {}
    for spelling in spellings:
        for part, count in spelling.parts.items():
            parts[part] = parts.get(part, 0) + count
    counts = sorted(spelling.documents for spelling in spellings)
    spread = f"{counts[0]}" if counts[0] == counts[-1] else f"{counts[0]} to {counts[-1]}"
    places = ", ".join(f"{part} {count}" for part, count in sorted(parts.items()))
    return f"in {spread} of {documents} documents; where: {places}"


def _edges(words: Words) -> Iterable[dict[str, Any] | None]:
    """Rules for parts of lines: the site's name behind the headline, buttons stuck to paragraphs, openings."""
    names = _quotable(words.names)
    if names:
        yield {
            "id": "site-name",
            "why": "the site's name behind the headline",
            "evidence": f"behind {sum(s.documents for s in names)} headlines",
            "scope": "header",
            "suffix": {"any_of": [_spelt(s) for s in names]},
            "tests": [
                {"in": f"A bridge too few - {_spelt(names[0])}\n{PARAGRAPH}", "out": f"A bridge too few\n{PARAGRAPH}"}
            ],
        }
    buttons = _quotable(words.buttons)
    if buttons:
        yield {
            "id": "stuck-button",
            "why": "a button stuck to the last sentence of a paragraph",
            "evidence": f"on {sum(s.documents for s in buttons)} paragraphs",
            "glued": {"any_of": [_spelt(s) for s in buttons], "at": "end"},
            "tests": [{"in": f"{PARAGRAPH}{_spelt(buttons[0])}", "out": PARAGRAPH}],
        }
    openings = _quotable(words.openings)
    if openings:
        first = _spelt(openings[0])
        yield {
            "id": "interruption",
            "why": "words that introduce a link to another article within this one",
            "evidence": f"in {sum(s.documents for s in openings)} documents, never before a whole sentence",
            "line": {"starts": [_spelt(s) for s in openings], "then": "separator", "sentence": False},
            "tests": [
                {"in": f"{PARAGRAPH}\n{first}: {HEADLINE}\n{PARAGRAPH}", "out": f"{PARAGRAPH}\n{PARAGRAPH}"},
            ],
        }


def _quotable(table: dict[int, Spelling]) -> list[Spelling]:
    """What was spelt alike in enough documents."""
    found = [spelling for spelling in table.values() if spelling.texts[_spelt(spelling)] >= FEWEST]
    return sorted(found, key=lambda s: (-s.documents, _spelt(s)))
