"""HTML to blocks: one Lexbor parse, one walk over its nodes, and the facts that the page states about itself.

Nothing is left out here but what a reader of the page could never see; which blocks are the article is the region
stage's question.
"""

from selectolax.lexbor import LexborHTMLParser

from cleaner.document import Given, Page
from cleaner.stages.markup.facts import facts_of
from cleaner.stages.markup.siterules import SiteRules, marks_of, stated_by
from cleaner.stages.markup.walk import Walk

__all__ = ["parse"]


def parse(html: str, *, url: str | None = None, site_rules: SiteRules = ()) -> Page:
    """Parse a page into its visible blocks (texts as parsed, white space folded) and its facts.

    `url` helps to find the date; `site_rules` mark blocks and state values. Never raises on any input. The time is
    linear in the nodes, apart from what Lexbor itself needs: whoever cleans pages of strangers sets a limit of CPU
    time, as the engines do.
    """
    parser = LexborHTMLParser(html)
    walk = Walk(marks_of(parser, site_rules) if site_rules else None)
    if parser.root is not None:
        walk.run(parser.root)
    return Page(walk.blocks(), facts_of(walk.found, url), stated_by(parser, site_rules) if site_rules else Given())
