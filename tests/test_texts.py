"""Whole texts, cleaned as anybody would: what must come out of each stands beside it."""

import json
from pathlib import Path

import pytest

import cleaner

TEXTS = sorted((Path(__file__).parents[1] / "fixtures" / "text").iterdir())


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_a_text_gives_its_article(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    record = cleaner.clean((folder / "source.txt").read_bytes()).record()
    assert {key: record[key] for key in expected} == expected


@pytest.mark.parametrize("folder", TEXTS, ids=lambda folder: folder.name)
def test_an_article_that_is_clean_stays_as_it_is(folder: Path) -> None:
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    again = "\n\n".join(part for part in (expected["headline"], expected["body"]) if part)
    document = cleaner.clean(again)
    assert (document.headline, document.body) == (expected["headline"], expected["body"])


STORY = (
    "The council voted on Tuesday to close the plant after a debate that lasted most of the night.\n\n"
    "Workers had marched through the rain in the morning, and the union said it would go to court."
)


@pytest.mark.parametrize(
    ("first", "headline"),
    [
        ("Who will close the plant?", "Who will close the plant?"),
        ("“Nobody asked us”", "“Nobody asked us”"),
        ("Help, they are closing the plant!", "Help, they are closing the plant!"),
        ("The plant will be closed.", None),
    ],
)
def test_a_question_set_apart_is_a_headline_and_a_statement_may_be_the_first_paragraph(
    first: str, headline: str | None
) -> None:
    document = cleaner.clean(f"{first}\n\n{STORY}")
    assert document.headline == headline
    assert document.body == (STORY if headline else f"{first}\n\n{STORY}")
