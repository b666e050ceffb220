"""The cases of fixtures/pages: pages of many kinds, and what a reader would call their article.

`expected.json` holds headline, body and date, and authors where the page names them. What cleaner is known to get wrong
stands in fixtures/known-failures.json with the reason, and must still fail: a cure is noticed, too.
"""

import json
from pathlib import Path

import pytest

import cleaner

FIXTURES = Path(__file__).resolve().parent.parent / "fixtures"
CASES = sorted(path.parent.name for path in FIXTURES.glob("pages/*/source.html"))
KNOWN = json.loads((FIXTURES / "known-failures.json").read_text(encoding="utf-8"))["pages"]


def cases() -> list[object]:
    return [
        pytest.param(slug, marks=pytest.mark.xfail(reason=KNOWN[slug], strict=True) if slug in KNOWN else ())
        for slug in CASES
    ]


@pytest.mark.parametrize("slug", cases())
def test_page(slug: str) -> None:
    folder = FIXTURES / "pages" / slug
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    document = cleaner.clean((folder / "source.html").read_bytes())
    assert document.headline == expected["headline"]
    assert document.body.split("\n\n") == expected["body"].split("\n\n")
    assert document.published == expected["published"]
    if "authors" in expected:
        assert list(document.authors) == expected["authors"]


def test_there_are_cases_and_every_known_failure_is_one() -> None:
    assert len(CASES) >= 40
    assert set(KNOWN) <= set(CASES)


@pytest.mark.parametrize("slug", CASES)
def test_what_is_kept_and_what_is_removed_make_up_the_page(slug: str) -> None:
    document = cleaner.clean((FIXTURES / "pages" / slug / "source.html").read_bytes())
    spans = [(k.start, k.end) for k in document.kept] + [(r.start, r.end) for r in document.removals]
    assert "".join(document.text[start:end] for start, end in sorted(spans)) == document.text


@pytest.mark.parametrize("slug", CASES)
def test_a_cleaned_page_stays_as_it_is_when_it_is_cleaned_as_text(slug: str) -> None:
    """Whoever cleans a corpus twice, or cleans what somebody cleaned before, must not lose text by it (law 5)."""
    document = cleaner.clean((FIXTURES / "pages" / slug / "source.html").read_bytes())
    again = cleaner.clean("\n\n".join(part for part in (document.headline, document.body) if part))
    assert (again.headline, again.body) == (document.headline, document.body)
