"""A site's `html:` rules on its pages: which elements they keep and strip, and what they state about the page."""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from cleaner.document import Given
from cleaner.page import PageFacts
from cleaner.rulebook.dom import elements, first_value
from cleaner.rulebook.kinds.html import Html

SiteRules = Sequence[tuple[str, Html]]
"""Rule ids and their selectors, the one that wins first."""

RulesFor = Callable[[PageFacts], SiteRules]
"""The site rules of a page that says itself where it is from."""


def addressed(parser: Any) -> PageFacts:
    """What the page states of its own address, and nothing else: rules are chosen by it before the page is walked."""
    canonical, og_url = (
        node.attributes.get(name) if (node := parser.css_first(css)) else None
        for css, name in (("link[rel='canonical']", "href"), ("meta[property='og:url']", "content"))
    )
    return PageFacts(canonical_url=canonical, og_url=og_url)


def marks_of(parser: Any, rules: SiteRules) -> dict[int, tuple[str, ...]]:
    """By the node's id, "-rule" where a rule strips an element and "+rule" where it is the article's body.

    All that any rule strips goes; the body is what the first rule that finds one says.
    """
    marks: dict[int, tuple[str, ...]] = {}
    kept = False
    for name, options in rules:
        for css in options.strip:
            for node in elements(parser, css):
                marks[node.mem_id] = (*marks.get(node.mem_id, ()), f"-{name}")
        for css in options.keep if not kept else ():
            found = elements(parser, css)
            for node in found:
                marks[node.mem_id] = (*marks.get(node.mem_id, ()), f"+{name}")
            if found:
                kept = True
                break
    return marks


def stated_by(parser: Any, rules: SiteRules) -> Given:
    """What the rules' selectors say about the page: for each value the first rule that finds one."""

    def first(each: Iterable[tuple[str, ...]]) -> str | None:
        return next((value for selectors in each if (value := first_value(parser, selectors))), None)

    author = first(options.author for _, options in rules)
    return Given(
        headline=first(options.headline for _, options in rules),
        published=first(options.date for _, options in rules),
        modified=first(options.modified for _, options in rules),
        authors=(author,) if author else (),
    )
