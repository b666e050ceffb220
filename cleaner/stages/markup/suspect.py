"""A cheap look at a page's source for what makes an HTML parser slow."""

LARGE = 4_000_000
MOST_FORMATTING = 1500
MOST_DEEP = 2500
MOST_ATTRIBUTES = 8000


def suspect(html: str) -> str | None:
    """Why the page may cost a parser seconds, or None; a hint for routing, never a verdict.

    Lexbor is quadratic on formatting elements that are opened and not closed, on deep nesting, and on one tag
    with many attributes. Counting tags of a few kinds costs some hundred microseconds a megabyte.
    """
    if len(html) > LARGE:
        return "large"
    for tag in ("<b ", "<b>", "<i ", "<i>", "<font", "<a ", "<u>", "<em", "<nobr", "<s>", "<tt", "<code", "<strong"):
        opened = html.count(tag)
        if opened > MOST_FORMATTING and opened > 2 * html.count(f"</{tag[1:].rstrip(' >')}"):
            return "formatting"
    for tag in ("div", "ul", "li", "p", "table", "span", "section", "blockquote", "dl", "form", "center"):
        opened = html.count(f"<{tag}")
        if opened > MOST_DEEP and opened > 2 * html.count(f"</{tag}"):
            return "nesting"
    return "attributes" if _longest_tag_attributes(html) > MOST_ATTRIBUTES else None


def _longest_tag_attributes(html: str) -> int:
    """Upper bound of the attributes of the tag that has the most room for them: white space between < and >."""
    most, position = 0, 0
    while (start := html.find("<", position)) >= 0:
        end = html.find(">", start)
        end = len(html) if end < 0 else end
        if end - start > MOST_ATTRIBUTES:
            most = max(most, len(html[start:end].split()))
        position = end
    return most
