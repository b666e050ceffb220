"""Rule files written: YAML that `safeyaml` reads back to the same data, laid out for people to review."""

from typing import Any

import yaml


class _Plain(yaml.SafeDumper):
    """No aliases, and lists set in under their keys."""

    def ignore_aliases(self, data: Any) -> bool:
        """Never: rule files have no aliases."""
        del data
        return True

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        """Lists are always set in."""
        del indentless
        super().increase_indent(flow, False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.ScalarNode:
    style = "|" if "\n" in value and value.strip(" ") == value else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


_Plain.add_representer(str, _text)


def to_yaml(data: Any, *, heading: str = "") -> str:
    """The data (maps, lists, texts, numbers, booleans) as a rule file, under a comment."""
    comment = "".join(f"# {line}\n" for line in heading.splitlines())
    body: str = yaml.dump(data, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=110)
    return comment + body
