"""What the documents of one site in a run have in common, as the stages use it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class HtmlProfile:
    """What the pages of a site in the run have in common: places (`Evidence.place`) where they carry boilerplate
    alone, and keys (`text_key`) of texts that stand on several distinct pages."""

    chrome_places: frozenset[str] = frozenset()
    chrome_texts: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class TextProfile:
    """What the other documents of a site show, as keys of folded texts: lines that come back around its articles,
    what it calls itself behind its headlines, words that open interruptions, buttons stuck to its paragraphs."""

    chrome_lines: frozenset[int] = frozenset()
    names: frozenset[int] = frozenset()
    openings: frozenset[int] = frozenset()
    buttons: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class SiteProfile:
    """What the documents of one site in a run have in common, for its texts and for its pages."""

    text: TextProfile | None = None
    html: HtmlProfile | None = None
