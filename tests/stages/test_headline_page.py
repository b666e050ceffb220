"""Headlines and dates of pages: which of the things that a page calls its headline or date it means."""

import pytest

from cleaner.stages import markup
from cleaner.stages.headline.isodate import normalise
from cleaner.stages.headline.moment import choose_dates
from cleaner.stages.headline.page import choose
from cleaner.stages.headline.textdate import find

MONTHS = {"march": 3, "mar": 3, "märz": 3, "марта": 3}
TEXT = "<p>" + "A long paragraph of the story, with several clauses in it. " * 4


def headline(html: str, site: str | None = None) -> tuple[str | None, bool]:
    page = markup.parse(html)
    choice = choose(page.facts, page.blocks, site)
    return choice.value, choice.block is not None


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<title>River rises - The Daily</title><h1>River rises</h1>", "River rises"),
        # The h1 of many systems is the site's name, or a crumb; the article's headline is then the heading below.
        (
            '<meta property="og:title" content="River rises again"><h1>The Daily</h1><h2>River rises again</h2>',
            "River rises again",
        ),
        (
            '<meta property="og:title" content="River rises again"><ol><li><h1>River in flood: all news</h1></ol>'
            "<h2>River rises again</h2>",
            "River rises again",
        ),
        # A kicker in front of the headline is no part of it.
        (
            '<meta property="og:title" content="River rises again"><h1>Floods in the south River rises again</h1>',
            "River rises again",
        ),
        ("<title>River rises | The Daily</title>", "River rises"),
        (
            "<title>The Daily - River rises once more</title><h1>The Daily</h1><h3>River rises once more</h3>",
            "River rises once more",
        ),
        (f"<title>The Daily</title><h1>Log in</h1><h1>River rises</h1>{TEXT}<h1>Comments</h1>", "River rises"),
        (
            '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "River rises again"}</script>'
            '<meta property="og:title" content="River rises again"><h1>Seen from above</h1>',
            "River rises again",
        ),
        ("<p>No headline at all.", None),
    ],
)
def test_headline_is_what_heading_and_metadata_agree_on(html: str, expected: str | None) -> None:
    assert headline(html, "thedaily.example")[0] == expected


def test_a_headline_known_from_metadata_alone_has_no_block() -> None:
    assert headline('<meta property="og:title" content="River rises"><p>Text.') == ("River rises", False)


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("2026-03-02T10:05:00.000Z", "2026-03-02T10:05:00Z"),
        ("2026-03-02T10:05:00+0400", "2026-03-02T10:05:00+04:00"),
        ("2026-03-02 10:05", "2026-03-02T10:05"),
        ("20260302", "2026-03-02"),
        ("Mon, 02 Mar 2026 10:05:00 GMT", "2026-03-02T10:05:00Z"),
        ("Mon Mar 02 10:05:21 CET 2026", "2026-03-02T10:05:21"),
        ("March 2, 2026 10:05 PM", "2026-03-02T22:05"),
        ("2026-02-30", None),
        ("0000-00-00", None),
        ("2 hours ago", None),
        ("", None),
    ],
)
def test_stated_dates_become_iso_and_no_more_exact_than_stated(value: str, expected: str | None) -> None:
    assert normalise(value) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ann Lee, 2 March 2026, 10:05", "2026-03-02T10:05"),
        ("2. März 2026 um 10:05 Uhr", "2026-03-02T10:05"),
        ("Mar. 2, 2026", "2026-03-02"),
        ("2 марта 2026 г.", "2026-03-02"),
        ("02.03.26 | 10:05", "2026-03-02T10:05"),
        ("2026年3月2日", "2026-03-02"),
        ("May 2026", None),
        ("Tel. 02.03.2026-1", None),
    ],
)
def test_dates_in_text(text: str, expected: str | None) -> None:
    assert find(text, MONTHS) == expected


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        # JSON-LD in UTC says the day after; the page's own clock and address know better.
        (
            '<link rel="canonical" href="https://x.example/2026/03/01/river">'
            '<meta property="article:published_time" content="2026-03-02T03:10:00+00:00">',
            "2026-03-01",
        ),
        (
            '<meta property="article:published_time" content="2026-03-02T03:10:07+00:00">'
            '<meta name="sailthru.date" content="2026-03-01 22:10:07">',
            "2026-03-01T22:10:07",
        ),
        # Of two stated days the one that the page shows.
        (
            '<meta property="article:published_time" content="2026-02-11"><meta name="date" content="2026-03-02">'
            '<h1>River rises</h1><p class="date">2 March 2026</p>',
            "2026-03-02",
        ),
        # The stamp below the headline, not a related story's.
        (
            '<h1>River rises</h1><p class="date">2 March 2026</p><div class="related"><h2>Old</h2>'
            "<time datetime=2026-01-01>1 March 2025</time></div>",
            "2026-03-02",
        ),
        ('<link rel="canonical" href="https://x.example/2026/03/02/river"><h1>River rises</h1>', "2026-03-02"),
        ("<h1>River rises</h1><p>Nothing is dated here.", None),
    ],
)
def test_published_is_the_articles_own_date(html: str, expected: str | None) -> None:
    page = markup.parse(html)
    choice = choose(page.facts, page.blocks)
    assert choose_dates(page.facts, page.blocks, choice.block, MONTHS).published == expected


def test_modified_is_kept_apart() -> None:
    page = markup.parse(
        '<meta name="date" content="2026-03-02"><meta property="article:modified_time" content="2026-03-05">'
    )
    dates = choose_dates(page.facts, page.blocks)
    assert (dates.published, dates.modified) == ("2026-03-02", "2026-03-05")
