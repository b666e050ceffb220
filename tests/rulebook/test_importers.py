"""FiveFilters configurations: what translates selects the same elements, what does not is named."""

import pytest
from selectolax.lexbor import LexborHTMLParser

from cleaner.rulebook import load
from cleaner.rulebook.emit import to_yaml
from cleaner.rulebook.importers.css import UntranslatableError
from cleaner.rulebook.importers.ftr import read_ftr
from cleaner.rulebook.importers.xpath import to_css

PAGE = """
<html><body id=body>
<main id=m class="page wide">
  <article id=a1 class="post"><h1 id=h>Head</h1><p id=p1 class=lead>One <a id=l1 href="/x">x</a></p><p id=p2>Two</p>
    <div id=d1 class="box ad-box"><p id=p3>Three</p><img id=i1></div><p id=p4 data-k="v">Four</p></article>
  <article id=a2><p id=p5>Five</p><time id=t datetime="2026-01-01">x</time></article>
</main>
<footer id=f><p id=p6>Foot</p></footer><div id=after>after</div>
</body></html>
"""

# XPath, and the ids of the elements that it selects (worked out by hand from the XPath recommendation)
SAME = {
    "//article[@id='a1']/p": "p1 p2 p4",
    "//article[@id='a1']//p": "p1 p2 p3 p4",
    "//div[contains(@class, 'ad')]": "d1",
    "//div[contains(concat(' ', normalize-space(@class), ' '), ' ad ')]": "",
    "//main[contains(concat(' ', @class, ' '), ' wide ')]/article": "a1 a2",
    "//h1 | //time": "h t",
    "//article/p[1]": "p1 p5",
    "//article/p[last()]": "p4 p5",
    "//article[1]/*[position()>3]": "d1 p4",
    "//article[2]/p": "p5",
    "//p[a]": "p1",
    "//article[.//img]": "a1",
    "//p[not(@class) and not(@data-k)]": "p2 p3 p5 p6",
    "//p[@class='lead' or @data-k='v']": "p1 p4",
    "//p[@class!='x']": "p1",
    "//p[a/@href='/x']": "p1",
    "//img/parent::div": "d1",
    "//a/..": "p1",
    "//img/ancestor::article": "a1",
    "//p[ancestor::article[@id='a2']]": "p5",
    "//p[preceding-sibling::h1]": "p1 p2 p4",
    "//p[following-sibling::time]": "p5",
    "//footer/following-sibling::*": "after",
    "//h1/following-sibling::*[1]": "p1",
    "//footer/self::footer | //footer/following-sibling::*": "f after",
    "//article/*[self::p or self::div][@id]": "p1 p2 d1 p4 p5",
    "/html/body/main/article": "a1 a2",
    "//*[starts-with(@id, 'a')]": "a1 a2 after",
}


@pytest.mark.parametrize("xpath", SAME)
def test_the_same_elements_are_selected(xpath: str) -> None:
    selected = LexborHTMLParser(PAGE).css(to_css(xpath).selector)
    assert {node.attributes["id"] for node in selected} == set(SAME[xpath].split())


@pytest.mark.parametrize(
    ("xpath", "reason"),
    [
        ("//p[contains(text(), 'x')]", "a condition on text"),
        ("//p[contains(., 'x')]", "a condition on text"),
        ("(//article)[1]", "the n-th of the whole page"),
        ("//div[@class='x'][1]", "a position among the elements that meet a condition"),
        ("//div[string-length(@class) = 15]", "the function string-length()"),
        ("//h1/text()", "text()"),
        ("//div/following-sibling::p[1]", "a position on the axis"),
        ("//ul[count(li) > 2]", "the function count()"),
        ("//div[", "ends too early"),
        ("", "where a path should begin"),
        ("//div" + "[@a]" * 500, "too long"),
        ("//p/@a | //p/@b", "different attributes"),
    ],
)
def test_what_css_cannot_say_is_named(xpath: str, reason: str) -> None:
    with pytest.raises(UntranslatableError) as caught:
        to_css(xpath)
    assert reason in str(caught.value)


CONFIGURATION = """
# a comment
title: (//meta[@property="og:title"])[1]/@content
title: //h1
body: //div[@class="text"]
date: //time/@datetime
author: //span[@class='by']
strip: //div[@id="more"]
strip: //p[contains(text(), 'Read also')]
strip_id_or_class: promo"box
tidy: no
http_header(user-agent): X
replace_string(<noscript>): <div>
test_url: https://ledger.example/1
"""


def test_a_configuration_becomes_a_rule_file_that_loads(tmp_path) -> None:  # type: ignore[no-untyped-def]
    imported = read_ftr("ledger.example.txt", CONFIGURATION)
    assert imported.data is not None
    assert not imported.whole
    assert [(lost.line, lost.reason) for lost in imported.lost] == [
        (3, "a path in brackets: the n-th of the whole page"),
        (9, "a condition on text"),
        (13, "it rewrites the page's source before it is read"),
    ]
    (tmp_path / "ledger.yaml").write_text(to_yaml(imported.data, heading="From FiveFilters."), encoding="utf-8")
    [(name, html)] = load([tmp_path], builtin=False).for_document(site="ledger.example").html
    assert name == "ledger.example/ftr"
    assert html.keep == ('div[class="text"]',)
    assert html.strip == ('div[id="more"]', '[class*="promo\\"box"], [id*="promo\\"box"]')
    assert (html.headline, html.date, html.author) == (("h1",), ("time::attr(datetime)",), ('span[class="by"]',))


def test_a_leading_dot_is_for_subdomains() -> None:
    imported = read_ftr(".ledger.example.txt", "body: //article")
    assert imported.whole
    assert imported.data is not None
    assert imported.data["site"] == {"id": "ledger.example-subdomains", "domains": ["*.ledger.example"]}


def test_the_first_of_the_page_is_a_selector_of_ours() -> None:
    imported = read_ftr("a.example.txt", "body: (//div[contains(@class, 'text')])[1]\ntitle: (//h1)[1]")
    assert imported.data is not None
    assert imported.data["rules"][0]["html"] == {"keep": ['div[class*="text"]::first'], "headline": ["h1"]}


def test_rewriting_of_the_source_is_listed_and_does_not_make_it_less_whole() -> None:
    imported = read_ftr("a.example.txt", "body: //article\nfind_string: a\nreplace_string: b")
    assert (imported.whole, len(imported.lost)) == (True, 2)


def test_nothing_that_translates_means_no_file() -> None:
    imported = read_ftr("a.example.txt", "body: (//article)[2]\nnonsense\n")
    assert imported.data is None
    assert [lost.line for lost in imported.lost] == [1, 2]
