"""Blocks and facts of small pages: what a reader of the page sees, line by line."""

import pytest

from cleaner.stages import markup


def lines(html: str) -> list[tuple[str, str, bool]]:
    return [(b.kind, b.text, b.tight) for b in markup.parse(html).blocks]


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>One\n  two</p><p>Three</p>", [("paragraph", "One two", False), ("paragraph", "Three", False)]),
        ("<h2>Head</h2>text", [("heading", "Head", False), ("paragraph", "text", False)]),
        ("<ul><li>a<li>b</ul><ul><li>c</ul>", [("item", "a", False), ("item", "b", True), ("item", "c", False)]),
        (
            "<table><tr><td>a<td>b<tr><td>c<td>d<tr><td>e<td>f</table>",
            [("row", "a\tb", False), ("row", "c\td", True), ("row", "e\tf", True)],
        ),
        # Two rows are no table in plain text, which has no markup to tell: their cells are words in a row.
        ("<table><tr><td>a<td>b<tr><td>c<td>d</table>", [("row", "a b", False), ("row", "c d", True)]),
        ("<p>One<br><br>Two</p>", [("paragraph", "One", False), ("paragraph", "Two", False)]),
        (
            "<p>Roses are red<br>Violets are blue</p>",
            [("paragraph", "Roses are red", False), ("verse", "Violets are blue", True)],
        ),
        ("<pre>a = 1\nb = 2</pre>", [("verse", "a = 1", False), ("verse", "b = 2", True)]),
        ("<blockquote>Said.</blockquote>", [("quote", "Said.", False)]),
        ("<figure><img><figcaption>A dog</figcaption></figure>", [("caption", "A dog", False)]),
        ("a<script>x()</script>b<style>y</style><noscript>z</noscript>", [("paragraph", "ab", False)]),
        ("<p>un<b>believ</b>able <i>word</i></p>", [("paragraph", "unbelievable word", False)]),
        ("<div>lead<p>first</p>tail</div>", [("paragraph", t, False) for t in ("lead", "first", "tail")]),
        ("", []),
    ],
)
def test_blocks_are_the_lines_a_reader_sees(html: str, expected: list[tuple[str, str, bool]]) -> None:
    assert lines(html) == expected


def test_evidence_names_the_innermost_element_that_holds_the_block() -> None:
    block = markup.parse(
        '<div class="story main"><p><span class="lead">All <a href="/x">of it</a></span></p></div>'
    ).blocks[0]
    assert block.evidence is not None
    assert block.evidence.path == "html > body > div.main.story > p > span.lead"
    assert block.evidence.link_density == pytest.approx(5 / 9)


def test_facts_come_from_json_ld_meta_and_links() -> None:
    facts = markup.parse(
        '<html lang="az-AZ"><head><title>T - Site</title><meta property="og:site_name" content="Site">'
        '<link rel="canonical" href="https://site.example/a">'
        '<meta property="article:modified_time" content="2026-01-03">'
        '<script type="application/ld+json">{"@graph": [{"@type": "NewsArticle", "headline": "T &amp; U", '
        '"datePublished": "2026-01-02T10:00:00Z", "author": [{"name": "Ann Lee"}], "articleBody": "Text."}]}</script>'
    ).facts
    assert [(c.value, c.origin) for c in facts.headlines] == [("T & U", "json-ld"), ("T - Site", "title")]
    assert (facts.published[0].value, facts.modified[0].value) == ("2026-01-02T10:00:00Z", "2026-01-03")
    assert (facts.authors, facts.site_name, facts.language_hint) == (("Ann Lee",), "Site", "az")
    assert (facts.canonical_url, facts.article_bodies) == ("https://site.example/a", ("Text.",))


@pytest.mark.parametrize(
    "html", ["", "<p>Größe", "<title>\ufeff\u0085</title><p>one\r\ntwo\x0c", "\ufeff<p>\ufeffthree"]
)
def test_a_page_may_be_handed_over_as_the_bytes_it_came_in(html: str) -> None:
    assert markup.parse(html.encode()) == markup.parse(html)


def test_depth_does_not_matter() -> None:
    assert lines("<div>" * 5000 + "deep") == [("paragraph", "deep", False)]
