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
