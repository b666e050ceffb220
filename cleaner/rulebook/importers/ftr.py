"""FiveFilters site configurations (Full-Text RSS, also used by wallabag and Calibre) read into rule files.

`body`, `title`, `date`, `author`, `strip` and `strip_id_or_class` become an `html` rule; the addresses of the
configuration's own tests are kept as the rule's evidence. Directives about fetching (headers, next pages, logins) and
about images mean nothing for a page that is there already. Everything else is listed with the reason.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from cleaner.rulebook.importers.css import UntranslatableError, quoted
from cleaner.rulebook.importers.xpath import to_css
from cleaner.rulebook.kinds.html import is_css

_DIRECTIVE = re.compile(r"(?P<key>[a-z_]+)(?:\((?P<argument>.*?)\))?\s*:\s*(?P<value>.*)", re.DOTALL)
_FIRST = re.compile(r"^\((//[^|]*)\)\[1\]$")
_VALUES = {"title": "headline", "date": "date", "author": "author"}
# What only matters while a page is fetched, or for its pictures, or for that program's own heuristics.
_IRRELEVANT = frozenset(
    (
        "tidy", "prune", "parser", "autodetect_on_failure", "autodetect_next_page", "http_header", "single_page_link",
        "next_page_link", "if_page_contains", "single_page_link_in_feed", "test_contains", "strip_image_src",
        "strip_comments", "requires_login", "login_uri", "login_username_field", "login_password_field",
        "login_extra_fields", "not_logged_in_xpath", "src_lazy_load_attr", "insert_detected_image", "skip_json_ld",
        "skip_id_or_class_stripping", "native_ad_clue", "footnotes", "dissolve", "convert_double_br_tags",
        "feed_source", "dateformat", "wrap_in",
    )
)  # fmt: skip
_REWRITES = frozenset(("find_string", "replace_string"))
_TRANSFORMS = frozenset(("move_into", "unwrap"))
_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Lost:
    """A directive that was not taken over, and why."""

    line: int
    text: str
    reason: str
    rewrite: bool = False


@dataclass(frozen=True, slots=True)
class Imported:
    """A rule file's data (None where nothing could be taken over), and what was lost."""

    id: str
    data: dict[str, Any] | None
    lost: tuple[Lost, ...]

    @property
    def whole(self) -> bool:
        """Whether all that the configuration says of the page's elements was taken over (rewriting its source,
        which is mostly about pictures, is listed and does not count)."""
        return self.data is not None and all(lost.rewrite for lost in self.lost)


def read_ftr(name: str, text: str) -> Imported:
    """The configuration in the file `name` (`example.com.txt`; a leading dot stands for all subdomains)."""
    domain = name.removesuffix(".txt").lower()
    html: dict[str, list[str]] = {}
    tests: list[str] = []
    lost: list[Lost] = []
    for number, key, argument, value in _directives(text):
        try:
            if key == "test_url":
                tests.append(value)
            else:
                _take(html, key, argument, value)
        except UntranslatableError as error:
            lost.append(Lost(number, f"{key}: {value}", str(error), key in _REWRITES))
    identity = re.sub(r"[^a-z0-9._-]+", "-", domain.strip(".")) + ("-subdomains" if domain.startswith(".") else "")
    return Imported(identity, _data(identity, domain, html, tests) if html else None, tuple(lost))


def _directives(text: str) -> Iterator[tuple[int, str, str | None, str]]:
    for number, line in enumerate(text.splitlines(), start=1):
        stripped = line.strip()
        if not stripped or stripped.startswith("#"):
            continue
        match = _DIRECTIVE.fullmatch(stripped)
        if match is None:
            yield number, stripped, None, ""
        elif match["value"]:
            yield number, match["key"], match["argument"], match["value"].strip()


def _take(html: dict[str, list[str]], key: str, argument: str | None, value: str) -> None:
    """One directive into the html rule's options. Raises UntranslatableError."""
    if key in _IRRELEVANT:
        return
    if key == "body":
        _add(html, "keep", _element(value))
    elif key in _VALUES:
        # Of a title only the first counts anyway, so that saying so changes nothing.
        found = to_css(_FIRST.sub(r"\1", value))
        _add(html, _VALUES[key], f"{found.selector}::attr({found.attribute})" if found.attribute else found.selector)
    elif key == "strip":
        _add(html, "strip", _element(value))
    elif key == "strip_id_or_class":
        part = quoted(value.strip("'\""))
        _add(html, "strip", f"[class*={part}], [id*={part}]")
    elif key in _REWRITES or argument is not None:
        raise UntranslatableError("it rewrites the page's source before it is read")
    elif key in _TRANSFORMS:
        raise UntranslatableError("it moves elements about")
    else:
        raise UntranslatableError("an unknown directive")


def _add(html: dict[str, list[str]], key: str, selector: str) -> None:
    if not is_css(re.sub(r"::(?:attr\([^)]*\)|first)$", "", selector)):
        raise UntranslatableError(f"selectolax does not read {selector}")
    if selector not in html.setdefault(key, []):
        html[key].append(selector)


def _element(xpath: str) -> str:
    first = _FIRST.match(xpath)
    found = to_css(first[1] if first else xpath)
    if found.attribute is not None:
        raise UntranslatableError("an attribute where an element is meant")
    return found.selector + ("::first" if first else "")


def _data(identity: str, domain: str, html: dict[str, list[str]], tests: Iterable[str]) -> dict[str, Any]:
    domains = [f"*{domain}"] if domain.startswith(".") else [domain]
    rule: dict[str, Any] = {"id": "ftr", "why": "taken over from a FiveFilters site configuration"}
    addresses = list(tests)
    if addresses:
        shown = " ".join(addresses[:_SHOWN])
        rule["evidence"] = f"its own tests name {len(addresses)} pages: {shown}"
    order = ("keep", "strip", "headline", "date", "author")
    rule["html"] = {key: html[key] for key in order if key in html}
    return {"version": 1, "site": {"id": identity, "domains": domains}, "rules": [rule]}
