"""HTML to blocks: one Lexbor parse, one walk over its nodes, and the facts that the page states about itself.

Nothing is left out here but what a reader of the page could never see; which blocks are the article is the region
stage's question.
"""

from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from cleaner.document import Block, Given
from cleaner.page import PageFacts
from cleaner.stages.markup.facts import facts_of
from cleaner.stages.markup.siterules import RulesFor, SiteRules, addressed, marks_of, stated_by
from cleaner.stages.markup.walk import Walk

__all__ = ["Page", "SiteRules", "parse"]


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed HTML page: its visible blocks in document order (texts as parsed), and its facts.

    `stated` is what site rules read from it, as found.
    """

    blocks: tuple[Block, ...]
    facts: PageFacts
    stated: Given


def parse(html: str | bytes, *, url: str | None = None, site_rules: SiteRules | RulesFor = ()) -> Page:
    """Parse a page into its visible blocks (texts as parsed, white space folded) and its facts.

    Bytes are UTF-8: Lexbor reads nothing else, and a text would have to be made UTF-8 again. `url` helps to find the
    date; `site_rules` mark blocks and state values, and may be asked for by the address that the page states. Never
    raises on any input. The time is linear in the nodes, apart from what Lexbor itself needs: whoever cleans pages of
    strangers sets a limit of CPU time, as the engines do.
    """
    parser = LexborHTMLParser(html)
    rules = site_rules(addressed(parser)) if callable(site_rules) else site_rules
    walk = Walk(marks_of(parser, rules) if rules else None)
    if parser.root is not None:
        walk.run(parser.root)
    return Page(walk.blocks(), facts_of(walk.found, url), stated_by(parser, rules) if rules else Given())
