"""A phrase at the edge of a line, and what joins it to the rest: the difference between a button and a sentence."""

import pytest

from cleaner.rulebook.lexicon import Lexicon, hits
from cleaner.rulebook.phrases import fold

LISTS = {"latest": ["latest news", "latest"], "share": ["share"], "by": ["by", "©"], "ru": ["поделиться", "x"]}
LEXICON = Lexicon(phrase for phrases in LISTS.values() for phrase in phrases)

STARTS = [
    ("Latest news", {"latest": (11, "end")}),
    ("» LATEST NEWS: more", {"latest": (13, "mark")}),
    ("Latest newsIndia votes", {"latest": (11, "camel")}),
    ("LATEST NEWSIndia votes", {"latest": (11, "camel")}),
    ("Latest newsletter", {"latest": (6, "space")}),
    ("Latest news from the front", {"latest": (11, "space")}),
    ("Sharepoint rises", {}),
    ("SHARED PROSPERITY", {}),
    ("Share2 votes", {"share": (5, "glue")}),
    ("By Nora", {"by": (2, "space")}),
    ("© 2026", {"by": (1, "space")}),
    ("X", {"ru": (1, "end")}),
    ("Nothing of that", {}),
    ("", {}),
]
ENDS = [
    ("The end.Share", {"share": (5, "glue")}),
    ("“It was surreal.”Share", {"share": (5, "glue")}),
    ("The end. Share »", {"share": (7, "space")}),
    ("He did not share", {"share": (5, "space")}),
    ("Market-share", {"share": (5, "mark")}),
    ("Конец.Поделиться", {"ru": (10, "glue")}),
    ("timeshare", {}),
]


def names_of(phrase: str) -> list[str]:
    return [name for name, phrases in LISTS.items() if phrase in phrases]


@pytest.mark.parametrize(("line", "expected"), STARTS)
def test_start(line: str, expected: dict[str, tuple[int, str]]) -> None:
    assert {name: (hit.length, hit.seam) for name, hit in hits(LEXICON.starts(line), names_of).items()} == expected


@pytest.mark.parametrize(("line", "expected"), ENDS)
def test_end(line: str, expected: dict[str, tuple[int, str]]) -> None:
    assert {name: (hit.length, hit.seam) for name, hit in hits(LEXICON.ends(line), names_of).items()} == expected


@pytest.mark.parametrize("line", ["ΝΕΣΤΟΡΑΣ", "ΝΕΣΤΟΡΑΣ: Η πόλη", "Η πόλη. ΝΕΣΤΟΡΑΣ", "Νεστορας"])
def test_a_greek_sigma_is_one_letter_wherever_it_stands(line: str) -> None:
    """In capitals there is one; in small letters which of two it is depends on the next letter, or on a cut."""
    lexicon = Lexicon([fold("Νεστορας")])
    found = lexicon.starts(line) + lexicon.ends(line)
    assert {(place.phrase, place.length) for place in found} == {(fold("νεστορας"), 8)}


CUT = [("τόσα νέα", "ΤΌΣΑ ΝΈΑ: Η πόλη"), ("ας δούμε", "Η πόλη.ΑΣ ΔΟΎΜΕ"), ("όσα", "ΌΣΑ | Η πόλη")]


@pytest.mark.parametrize(("phrase", "line"), CUT)
def test_an_edge_is_cut_before_it_is_known_what_follows(phrase: str, line: str) -> None:
    lexicon = Lexicon([fold(phrase)])
    assert [place.phrase for place in (*lexicon.starts(line), *lexicon.ends(line))] == [fold(phrase)]


@pytest.mark.parametrize("line", ["LATEST NEWS", "— Latest news (12) »", "Latest  news:"])
def test_whole(line: str) -> None:
    assert [name for phrase in LEXICON.whole(line) for name in names_of(phrase)] == ["latest"]
