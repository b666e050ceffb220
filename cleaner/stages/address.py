"""Where a document comes from: its URL and its site, from the input, its folders, and the page itself."""

import re
from urllib.parse import urlsplit

from cleaner.document import Source
from cleaner.page import PageFacts

_DOMAIN = re.compile(r"(?=.{4,253}$)(?:[^\W_](?:[\w-]*[^\W_])?\.)+[^\W\d_]{2,}")
_FILE_ENDINGS = frozenset(
    "txt html htm xhtml md json jsonl ndjson csv tsv xml zip tar gz zst warc parquet bak old".split()  # noqa: SIM905
)


def site_of_url(url: str) -> str | None:
    """The host of an absolute http(s) URL in lower case without a leading `www.`; None where it has none."""
    try:
        parts = urlsplit(url.strip())
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or "." not in host:
        return None
    return host.removeprefix("www.") or None


def domain_folder(name: str) -> str | None:
    """The nearest folder of a source's path that is named like a domain; None where there is none.

    >>> domain_folder("crawl/www.ledger.example/2026/story.html")
    'ledger.example'
    """
    for folder in reversed(name.split("#")[0].split("/")[:-1]):
        lowered = folder.lower()
        if _DOMAIN.fullmatch(lowered) and lowered.rsplit(".", 1)[1] not in _FILE_ENDINGS:
            return lowered.removeprefix("www.")
    return None


def absolute(url: str | None) -> str | None:
    """The URL where it is absolute and of the web, else None."""
    return url.strip() if url and site_of_url(url) else None


def address_of(source: Source, facts: PageFacts | None, folder: str | None = None) -> tuple[str | None, str | None]:
    """URL and site of a document.

    The URL is the input's, else the canonical link, else og:url. The site is the input's, else that of the input's
    URL, else the nearest folder named like a domain, else that of the page's own URL. `folder` is a domain that the
    name of RAW itself gives, farther than any folder below it.
    """
    page_url = absolute(facts.canonical_url) or absolute(facts.og_url) if facts else None
    url = source.url or page_url
    site = source.site or (site_of_url(source.url) if source.url else None) or domain_folder(source.name) or folder
    if not site and page_url:
        site = site_of_url(page_url)
    return url, site.lower().removeprefix("www.") if site else None
