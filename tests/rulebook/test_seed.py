"""The list under the article and the page's date are found by rules that can be read."""

from cleaner.document import Block
from cleaner.rulebook import load, outline, resolve

ARTICLE = "Ministers met in the capital on Monday.\nThey will meet again."
CHROME = """Latest news
Latest newsStrategy in the South: a Partner
27.Feb.2026
Air Assault as an Element of Pressure
26.Feb.2026"""


def blocks_of(text: str) -> list[Block]:
    at, found = 0, []
    for line in text.split("\n"):
        if line.strip():
            found.append(Block(line, at))
        at += len(line) + 1
    return found


def test_list_and_page_date_go_and_the_article_stays() -> None:
    text = f"{ARTICLE}\n{CHROME}\n\n02 Mar 2026\n"
    book = load()
    blocks = blocks_of(text)
    rules = book.for_document(source="a.txt")
    decided = resolve(rules.propose(blocks, outline(blocks, book.packs)), blocks, limits=rules.limits)
    kept = [b.text for b in blocks if not any(c.start <= b.start < c.end for c in decided.cuts)]
    assert kept == ARTICLE.split("\n")
    assert {cut.rule for cut in decided.cuts} == {"generic/latest/latest-list", "generic/page-date/page-date"}
    assert decided.extracted == {"page_date": "2026-03-02"}
