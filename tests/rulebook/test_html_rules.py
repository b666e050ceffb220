"""A site's `html:` rules on real pages: what they take is in the account, and they cannot take everything."""

from pathlib import Path

import pytest

import cleaner
from cleaner.document import Document

PAGE = """<html><head><title>Ferry returns | Tidewater</title></head><body>
<div class="menu"><a href="/">Home</a> <a href="/w">World</a></div>
<article><div class="kop">The ferry comes back after nine months</div><span class="day">2 March 2026</span>
<span class="who">Mara Lind</span>
<div class="tekst"><p>The ferry came back to the old harbour on Monday after nine months in dock.</p>
<p class="tip">Some four hundred people have already subscribed to our paper edition this spring.</p>
<p>She had kept the timetable of that last summer on her wall, and took it down that day.</p></div></article>
<article><div class="tekst">
<p>Another story of that length stands here, about the price of tickets.</p></div></article>
<div class="foot">Our correspondents write from both sides of the bay, and have for years.</div></body></html>"""


def clean(tmp_path: Path, html: str, limits: str = "") -> Document:
    rules = f"version: 1\nsite: {{domains: [tidewater.example]}}\n{limits}\nrules: [{{id: dom, html: {html}}}]\n"
    (tmp_path / "tidewater.yaml").write_text(rules, encoding="utf-8")
    return cleaner.clean(PAGE, url="https://tidewater.example/ferry", rules=tmp_path)


def test_body_headline_date_and_author_are_where_the_rule_says(tmp_path: Path) -> None:
    document = clean(tmp_path, "{keep: '.tekst::first', strip: .tip, headline: .kop, date: .day, author: .who}")
    assert document.headline == "The ferry comes back after nine months"
    assert document.published == "2026-03-02"
    assert document.authors == ("Mara Lind",)
    assert document.body.startswith("The ferry came back")
    assert document.body.count("\n\n") == 1
    assert document.removed().keys() >= {"tidewater/dom"}
    assert "subscribed" in "".join(r.text for r in document.removals if r.rule == "tidewater/dom")


@pytest.mark.parametrize(
    ("head", "url", "applies"),
    [
        ("<link rel=canonical href='https://www.tidewater.example/ferry'>", None, True),
        ("<meta property='og:url' content='https://tidewater.example/ferry'>", None, True),
        ("<link rel=canonical href='https://other.example/ferry'>", None, False),
        ("<link rel=canonical href='https://tidewater.example/ferry'>", "https://copy.example/1", False),
        ("", None, False),
    ],
)
def test_a_page_that_only_states_its_address_gets_its_sites_rules(
    tmp_path: Path, head: str, url: str | None, applies: bool
) -> None:
    rules = "version: 1\nsite: {domains: [tidewater.example]}\nrules: [{id: dom, html: {strip: .tip}}]\n"
    (tmp_path / "tidewater.yaml").write_text(rules, encoding="utf-8")
    document = cleaner.clean(PAGE.replace("<head>", f"<head>{head}"), url=url, rules=tmp_path)
    assert ("tidewater/dom" in document.removed()) is applies


def test_every_character_is_accounted_for(tmp_path: Path) -> None:
    document = clean(tmp_path, "{keep: .tekst, strip: [.tip, .menu]}")
    spans = sorted([(k.start, k.end) for k in document.kept] + [(r.start, r.end) for r in document.removals])
    assert "".join(document.text[start:end] for start, end in spans) == document.text


@pytest.mark.parametrize("html", ["{strip: body}", "{strip: ['*']}", "{strip: [article, .foot]}", "{keep: .menu}"])
def test_a_rule_that_takes_too_much_takes_nothing_and_is_named(tmp_path: Path, html: str) -> None:
    document = clean(tmp_path, html)
    assert "overreach:tidewater" in document.flags
    assert "tidewater/dom" not in document.removed()
    assert "The ferry came back" in document.body


def test_a_body_that_is_not_there_leaves_the_choice_to_structure(tmp_path: Path) -> None:
    document = clean(tmp_path, "{keep: .gone}")
    assert document.flags == ()
    assert "The ferry came back" in document.body
