"""The facts of a page: statements of JSON-LD, meta elements, microdata and links, each with its origin."""

import html
import re
from collections.abc import Iterable

from cleaner.page import Candidate, PageFacts
from cleaner.stages.markup import jsonld
from cleaner.stages.markup.found import Found

HEADLINE_METAS = ("og:title", "twitter:title", "headline", "title", "dc.title", "sailthru.title", "parsely-title")
PUBLISHED_METAS = (
    "article:published_time",
    "og:article:published_time",
    "article:published",
    "datepublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "dc.date.issued",
    "dcterms.created",
    "dcterms.date",
    "dcterms.issued",
    "dc.date",
    "dc.date.created",
    "date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published_date",
    "publication_date",
    "citation_publication_date",
    "article_date_original",
    "originalpublicationdate",
    "article.published",
    "bt:pubdate",
    "rnews:datepublished",
    "displaydate",
    "og:published_time",
    "published_time_telegram",
    "release_date",
    "video:release_date",
    "og:release_date",
    "created",
    "timestamp",
)
MODIFIED_METAS = (
    "article:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "datemodified",
    "lastmod",
    "last-modified",
    "article:modified",
    "dcterms.modified",
    "dc.date.modified",
    "modified",
    "updated_time",
)
AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "byl", "citation_author")
SITE_METAS = ("og:site_name", "application-name", "twitter:site_name", "publisher", "dc.publisher")


def facts_of(found: Found, url: str | None) -> PageFacts:
    """Order what the walk has met into the page's facts. `url` counts as the address where the page gives none."""
    linked = jsonld.read(found.scripts)
    metas = _metas(found)
    canonical = next((link.get("href") for link in found.links if link.get("rel") == "canonical"), None)
    og_url = _first(metas, "og:url")
    published = [Candidate(v, "json-ld") for v in linked.published] + _candidates(metas, PUBLISHED_METAS)
    modified = [Candidate(v, "json-ld") for v in linked.modified] + _candidates(metas, MODIFIED_METAS)
    headlines = [Candidate(html.unescape(v), "json-ld") for v in linked.headlines] + _candidates(metas, HEADLINE_METAS)
    headlines += [Candidate(value, "itemprop") for name, value, _ in found.items if name == "headline"]
    if found.title:
        headlines.append(Candidate(found.title, "title"))
    addresses = [a for a in (url, canonical, og_url) if a]
    return PageFacts(
        headlines=tuple(headlines),
        published=tuple(published),
        modified=tuple(modified),
        authors=_authors(linked.authors, metas),
        site_name=_first(metas, *SITE_METAS) or next(iter(linked.site_names), None),
        canonical_url=canonical,
        og_url=og_url,
        language_hint=_language(found.lang or _first(metas, "og:locale", "content-language", "language")),
        descriptions=tuple(
            dict.fromkeys(
                [c.value for c in _candidates(metas, ("og:description", "description", "twitter:description"))]
                + [html.unescape(d) for d in linked.descriptions]
            )
        ),
        article_bodies=tuple(linked.bodies),
        moments=tuple(found.moments),
        addresses=tuple(dict.fromkeys(addresses)),
    )


def _metas(found: Found) -> dict[str, list[str]]:
    """Contents of the meta elements by lower-cased name, property, itemprop or http-equiv."""
    metas: dict[str, list[str]] = {}
    for attributes in found.metas:
        content = attributes.get("content")
        if not content or not (content := " ".join(content.split())):
            continue
        for key in ("property", "name", "itemprop", "http-equiv"):
            if name := attributes.get(key):
                metas.setdefault(name.lower(), []).append(content)
    return metas


def _values(metas: dict[str, list[str]], *names: str) -> list[str]:
    return [value for name in names for value in metas.get(name, ())]


def _first(metas: dict[str, list[str]], *names: str) -> str | None:
    return next(iter(_values(metas, *names)), None)


def _candidates(metas: dict[str, list[str]], names: Iterable[str]) -> list[Candidate]:
    return [Candidate(value, name) for name in names for value in metas.get(name, ())]


def _authors(linked: list[str], metas: dict[str, list[str]]) -> tuple[str, ...]:
    """Names of persons; addresses of profile pages, which some pages give instead, are left out."""
    names = linked or _values(metas, *AUTHOR_METAS)
    return tuple(dict.fromkeys([name for name in map(html.unescape, names) if "://" not in name and len(name) < 100]))


def _language(value: str | None) -> str | None:
    match = re.match(r"[a-zA-Z]{2,3}", value or "")
    return match.group().lower() if match else None
