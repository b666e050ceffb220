"""What a page states about itself, as the walk meets it: raw material of its facts."""

from dataclasses import dataclass, field
from typing import Any

from cleaner.page import Moment
from cleaner.stages.markup.attributes import Attributes


@dataclass(slots=True)
class Found:
    """What the walk meets that is not text: raw material of the page's facts."""

    metas: list[Attributes] = field(default_factory=list)
    links: list[Attributes] = field(default_factory=list)
    scripts: list[str] = field(default_factory=list)
    title: str | None = None
    lang: str | None = None
    moments: list[Moment] = field(default_factory=list)
    items: list[tuple[str, str, int]] = field(default_factory=list)

    def microdata(self, tag: str, attributes: Attributes, number: int) -> None:
        """The date or value that the attributes of an element state; `number` is the element's in the tree."""
        value = attributes.get("datetime") or attributes.get("content")
        name = attributes.get("itemprop") or ""
        if value and (tag == "time" or "date" in name.lower()):
            self.moments.append(Moment(value, number, f"{name} {attributes.get('class') or ''}"))
        elif value and name:
            self.items.append((name, value, number))

    def fact(self, tag: str, node: Any, here: int) -> None:
        """What a script, meta, link or title says; `here` is the element around it."""
        if tag == "script":
            kind = node.attributes.get("type")
            if kind and "ld+json" in kind:
                self.scripts.append(node.text(deep=True))
        elif tag == "meta":
            attributes = node.attributes
            self.metas.append(attributes)
            if "itemprop" in attributes:
                self.microdata(tag, attributes, max(here, 0))
        elif tag == "link":
            self.links.append(node.attributes)
        elif self.title is None:
            self.title = " ".join(node.text(deep=True).split()) or None
