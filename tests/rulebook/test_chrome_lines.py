"""Each language's stock lines go, and sentences that begin with the same words stay.

`chrome/<language>.txt` has a line of a news site each: `-` one that goes after an article, `=` one that goes between
two paragraphs as well, `+` one that is of the article wherever it stands. They were written from what sites say, not
from the packs: a line that a pack does not know must go by its looks.
"""

from pathlib import Path

import pytest

import cleaner

FOLDER = Path(__file__).parent / "chrome"
LANGUAGES = sorted(path.stem for path in FOLDER.glob("*.txt"))
ARTICLE = [
    "Ministers met in the capital on Monday to talk about the price of bread, and nobody expected them to agree "
    "before the end of the week.",
    "They had met twice before, in spring and in autumn, and each time the talks had ended without a word to the "
    "press. This time a statement was promised.",
    "The price has risen by a third since last year. Bakers blame the price of flour, millers blame the weather, and "
    "the ministry blames the market.",
    "On Tuesday the talks will go on in the old town hall, behind the same closed doors, with the same people at the "
    "same table.",
]


def lines(language: str, marks: str) -> list[str]:
    text = (FOLDER / f"{language}.txt").read_text(encoding="utf-8")
    return [line[2:] for line in text.splitlines() if line[0] in marks]


def body_with(line: str, at: int) -> list[str]:
    document = cleaner.clean("\n".join([*ARTICLE[:at], line, *ARTICLE[at:]]))
    return [kept for kept in document.body.split("\n") if kept]


@pytest.mark.parametrize("language", LANGUAGES)
def test_stock_lines_after_an_article_go(language: str) -> None:
    assert [line for line in lines(language, "-=") if body_with(line, 4) != ARTICLE] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_stock_lines_between_paragraphs_go(language: str) -> None:
    assert [line for line in lines(language, "=") if body_with(line, 2) != ARTICLE] == []


@pytest.mark.parametrize("at", [2, 4], ids=["between", "last"])
@pytest.mark.parametrize("language", LANGUAGES)
def test_sentences_that_begin_like_chrome_stay(language: str, at: int) -> None:
    lost = [line for line in lines(language, "+") if body_with(line, at) != [*ARTICLE[:at], line, *ARTICLE[at:]]]
    assert lost == []


def test_every_pack_is_tried() -> None:
    packs = {path.stem for path in (Path(__file__).parents[2] / "rules" / "lang").glob("*.yaml")}
    assert set(LANGUAGES) == packs
