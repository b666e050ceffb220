"""What JSON-LD says about the article of a page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import orjson

MOST_NODES = 5000
ARTICLE = re.compile(r"article|blogposting|report|news|story|review|posting|recipe", re.I)
NO_ARTICLE = re.compile(r"list|breadcrumb|organi[sz]ation|website|person|image|comment|mediaobject|element", re.I)


@dataclass(slots=True)
class Linked:
    """What was found, in document order."""

    headlines: list[str] = field(default_factory=list)
    published: list[str] = field(default_factory=list)
    modified: list[str] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    bodies: list[str] = field(default_factory=list)
    descriptions: list[str] = field(default_factory=list)
    site_names: list[str] = field(default_factory=list)


def read(scripts: Sequence[str]) -> Linked:
    """Read the `application/ld+json` scripts of a page; what cannot be parsed is as if it were not there."""
    found = Linked()
    for node in _nodes(scripts):
        kinds = [kind for kind in _texts(node.get("@type")) if kind]
        kind = " ".join(kinds)
        if kind and ARTICLE.search(kind) and not NO_ARTICLE.search(kind):
            _read_article(node, found)
        elif "WebSite" in kinds or "Organization" in kinds or "NewsMediaOrganization" in kinds:
            found.site_names += _texts(node.get("name"))
        elif "WebPage" in kinds:
            found.published += _texts(node.get("datePublished"))
            found.modified += _texts(node.get("dateModified"))
    return found


def _read_article(node: dict[str, Any], found: Linked) -> None:
    found.headlines += _texts(node.get("headline")) or _texts(node.get("name"))
    found.published += _texts(node.get("datePublished"))
    found.modified += _texts(node.get("dateModified"))
    found.authors += _names(node.get("author"))
    found.bodies += _texts(node.get("articleBody"))
    found.descriptions += _texts(node.get("description"))
    found.site_names += _names(node.get("publisher"))


def _nodes(scripts: Sequence[str]) -> Iterator[dict[str, Any]]:
    """All objects, breadth first, so that the page's own article comes before what it mentions."""
    queue: list[Any] = []
    for script in scripts:
        parsed = _parse(script)
        queue += parsed if isinstance(parsed, list) else [parsed]
    for seen in range(MOST_NODES):
        if seen >= len(queue):
            return
        node = queue[seen]
        if not isinstance(node, dict):
            continue
        yield node
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "hasPart"):
            inner = node.get(key)
            queue += inner if isinstance(inner, list) else [inner]


def _parse(script: str) -> Any:
    text = script.strip().removeprefix("<!--").removesuffix("-->").removeprefix("//<![CDATA[").removesuffix("//]]>")
    try:
        return orjson.loads(text)
    except ValueError:
        pass
    try:
        return orjson.loads(re.sub(r",(\s*[}\]])", r"\1", re.sub(r"[\x00-\x1f]+", " ", text)).rstrip("; "))
    except ValueError:
        return None


def _texts(value: Any) -> list[str]:
    """The strings that a value states: itself, those of a list, or the `@value` of an object."""
    values = value if isinstance(value, list) else [value]
    values = [v.get("@value") if isinstance(v, dict) else v for v in values]
    return [text for v in values if isinstance(v, str) and (text := " ".join(v.split()))]


def _names(value: Any) -> list[str]:
    """Names of persons or organisations, given as strings or as objects with a name."""
    values = value if isinstance(value, list) else [value]
    names = []
    for v in values:
        names += _texts(v.get("name") if isinstance(v, dict) else v)
    return names
