"""What each HTML element means for the flow of text. Whatever is in no table here breaks lines, as a `div` does."""

_SKIPPED = """script style template noscript svg math iframe frame object embed applet canvas video audio map select
datalist textarea input img picture source track param progress meter wbr link meta base title noframes dialog col
area amp-analytics amp-ad amp-img amp-state amp-iframe amp-sticky-ad amp-embed"""

_FORMATTING = """b i em strong u s big small font tt code kbd samp var cite dfn sub sup mark ins del strike bdi bdo
ruby rb nobr q acronym abbr rt rp"""

SKIPPED = frozenset(_SKIPPED.split())
"""Never read as text: not shown, replaced by something else when shown, or a control."""

FORMATTING = frozenset(_FORMATTING.split())
"""Changes how letters look; its class says nothing about the text's part in the page."""

INLINE = FORMATTING | {"a", "span", "label", "time", "data", "output", "slot"}
"""Runs within a line."""

HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})

LABELS = ("class", "id", "role", "itemprop", "data-testid", "data-component", "data-component-name", "data-qa", "rel")
"""Attributes in which authors and systems say what an element is for."""
