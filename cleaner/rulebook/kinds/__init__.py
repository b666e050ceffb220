"""The kinds of rules: what each looks for and what of it goes."""

from collections.abc import Mapping
from types import MappingProxyType

from cleaner.rulebook.kinds import glued, html, line, prefix, regex, section, suffix
from cleaner.rulebook.kinds.base import Finder, Kind, Span

KINDS: Mapping[str, Kind] = MappingProxyType(
    {kind.name: kind for kind in (line.KIND, prefix.KIND, suffix.KIND, glued.KIND, section.KIND, regex.KIND, html.KIND)}
)

__all__ = ["KINDS", "Finder", "Kind", "Span"]
