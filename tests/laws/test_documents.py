"""The laws on documents put together at random from lines that were seen and lines that are odd, in this process."""

import random
from itertools import pairwise
from pathlib import Path

import pytest

import cleaner

ODD = [
    "", "  ", "Share", "Latest newsIndia’s Strategy", "27.Feb.2026", "Read also: Big thing", "By Ann Lee", "| a | b |",
    "© 2026 Site. All rights reserved", "“Open quote never closed", "- item one", "1. first", "a\tb\tc", "שלום עולם",
    "السلام عليكم يا صديقي العزيز.", "👩‍👩‍👧‍👦 🇦🇿", "e\u0301a\u0300", "\u200b", "\u202eabc", "x\u2028y", "x\x85y",
    "a\rb", "\0", "\ud800", "It `s", "“a ” b", "&amp;amp;", "&lt;p&gt;", "<p>hi</p>", "<br>", "中文新闻。",
    "Home | News | About", "* * *", "A", "A line that was broken by some editor at seventy columns or so\nand goes on.",
    "the minis-\nter", "> quote", "CafÃ© rÃ©sumÃ©", "12:30", "2 hours ago", "Title - Site Name", "Site Name", "Title",
    "### Head", "\u3000",
]  # fmt: skip
FOUND_BY_CHANCE = [
    "\u3000\n\n| a | b |\n\na\rb",
    "Subscribe\n\nTitle - Site Name\n\nTitle\n\n<p>hi</p>",
    "### Head\nCafé résumé\n<p>hi</p>",
    "* * *\nIt’s\nSite Name\nשלום עולם\nBy Ann Lee\n<p>hi</p>",
    "Russia and Ukraine Fail to Reach Agreement in Geneva\nرياضة\nHome | News | Culture | Sport",
    "<p>hi</p>\n\n- item one\n\n• x\n\n&amp;amp;",
    "שלום עולם\n\nSite Name\n\nx\x85y\n\na\rb\n\nLatest newsIndia’s Strategy\n\nA\n\nCafé résumé",
    "<ul><li>the repu-</li><li>tation of it</li></ul>",
]


@pytest.fixture(scope="module")
def documents(fixtures: Path) -> list[str]:
    """Two hundred documents, the same in every run."""
    files = sorted(fixtures.glob("text/*/source.txt"))
    seen = [line for path in files for line in path.read_text(encoding="utf-8", errors="replace").split("\n")]
    chance = random.Random(131)
    made = list(FOUND_BY_CHANCE)
    for _ in range(200):
        size = chance.choice([1, 2, 3, 5, 8, 15, 30])
        odd_share = chance.choice([0.1, 0.4, 1.0])
        lines = [chance.choice(ODD if chance.random() < odd_share else seen) for _ in range(size)]
        made.append(chance.choice(["\n", "\n", "\n\n", "\r\n"]).join(lines))
    return made


def test_cleaning_a_result_gives_it_again(documents: list[str]):
    """A corpus is cleaned again when rules change; what is clean must stay as it is."""
    for text in documents:
        once = cleaner.clean(text)
        result = f"{once.headline}\n\n{once.body}" if once.headline is not None else once.body
        again = cleaner.clean(result)
        if once.body:
            assert (again.headline, again.body) == (once.headline, once.body), repr(text)


def test_kept_spans_and_removals_are_the_repaired_text(documents: list[str]):
    """Nothing disappears silently, and nothing comes from nowhere."""
    for text in documents:
        done = cleaner.clean(text)
        spans = sorted([(kept.start, kept.end) for kept in done.kept] + [(r.start, r.end) for r in done.removals])
        assert "".join(done.text[start:end] for start, end in spans) == done.text, repr(text)
        assert all(before[1] == after[0] for before, after in pairwise(spans)), repr(text)
        shown = "".join(done.text[kept.start : kept.end] for kept in done.kept if kept.role == "headline")
        assert shown in ("", done.headline), repr(text)
