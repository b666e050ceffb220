"""`--report`: one page about a run that carries everything with it and asks nothing of anybody.

Its content policy allows its own style sheet and script, by their digests, and nothing else: whatever a document
says, it is text here.
"""

import base64
import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from importlib import resources

from cleaner.corpus.accounting import Summary
from cleaner.report.charts import bars, columns, flow
from cleaner.report.gathering import MOST_CHANGED, MOST_CLUSTERS, MOST_LOST, Gathering
from cleaner.report.samples import article, shown, side_by_side
from cleaner.report.trace import Trace

MOST_ROWS = 40
"""Rules and sites in a table."""
MOST_MONTHS = 120
SECTIONS = {
    "totals": "Documents",
    "rules": "Removals by rule",
    "sites": "Removals by site",
    "languages": "Languages",
    "sizes": "Sizes before and after",
    "dates": "Publication dates",
    "duplicates": "Near-duplicates",
    "quarantine": "Quarantine",
    "documents": "The documents that changed most",
}


def page(name: str, summary: Summary, gathered: Gathering, look: Callable[[int], tuple[str, Trace]]) -> Iterator[str]:
    """The report in parts. `look` gives the id and the trace of a row; it is asked for the samples alone."""
    style, script = _asset("report.css"), _asset("report.js")
    policy = (
        f"default-src 'none'; style-src {_sha(style)}; script-src {_sha(script)}; base-uri 'none'; form-action 'none'"
    )
    yield (
        f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" '
        f'content="{policy}"><meta name="viewport" content="width=device-width"><meta name="referrer" '
        f'content="no-referrer"><title>{shown(name)} – corpus-clean</title><style>{style}</style></head><body>'
        f'<header><h1>{shown(name)}</h1><p class="note">corpus-clean {shown(summary.version)}</p>'
    )
    links = "".join(f'<li><a href="#{key}">{title}</a></li>' for key, title in SECTIONS.items())
    yield f"<nav><ul>{links}</ul></nav></header><main>"
    parts = {
        "totals": _totals(summary),
        "rules": _rules(summary, gathered),
        "sites": _sites(gathered),
        "languages": [bars("Documents by language", _top(summary.languages), "documents")],
        "sizes": _sizes(gathered),
        "dates": _dates(gathered),
        "duplicates": _duplicates(gathered, look),
        "quarantine": _quarantine(summary, gathered),
        "documents": _documents(summary, gathered, look),
    }
    for key, content in parts.items():
        yield f'<section id="{key}"><h2>{SECTIONS[key]}</h2>'
        yield from content
        yield "</section>"
    yield f"</main><script>{script}</script></body></html>\n"


def _totals(summary: Summary) -> Iterator[str]:
    fates = [
        ("kept", summary.kept),
        ("duplicates", summary.duplicates),
        ("dropped", sum(summary.dropped.values())),
        ("quarantined", summary.in_quarantine),
    ]
    yield flow("What became of the documents", ("in", summary.documents), fates)
    left = 100 * summary.characters_kept / summary.characters if summary.characters else 0
    marked = f" {summary.marked:,} of the kept are marked as duplicates." if summary.marked else ""
    yield (
        f"<p>Files ignored: {summary.ignored:,}.{marked} The kept documents had {summary.characters:,} characters "
        f"when repaired; {summary.characters_kept:,} ({left:.0f}%) are headline and body.</p>"
    )
    for sentence in summary.gates_broken:
        yield f"<p><strong>Gate: {shown(sentence)}</strong></p>"


def _rules(summary: Summary, gathered: Gathering) -> Iterator[str]:
    top = _top(summary.removed)
    yield bars("Characters removed by rule", top[:12], "characters")
    rows = [
        (f'<a href="#documents" data-filter="rule" data-value="{shown(rule)}">{shown(rule)}</a>',
         f"{count:,}", f"{gathered.documents_by_rule[rule]:,}")
        for rule, count in top
    ]  # fmt: skip
    yield _table(("rule", "characters", "documents"), rows)
    yield _left_out(len(summary.removed), len(top), "rules")


def _sites(gathered: Gathering) -> Iterator[str]:
    top = _top(gathered.by_site)
    rows = [
        (f'<a href="#documents" data-filter="site" data-value="{shown(site)}">{shown(site) or "no site"}</a>',
         f"{count:,}", f"{gathered.documents_by_site[site]:,}")
        for site, count in top
    ]  # fmt: skip
    yield _table(("site", "characters removed", "documents kept"), rows)
    yield _left_out(len(gathered.by_site), len(top), "sites")


def _sizes(gathered: Gathering) -> Iterator[str]:
    present = [*gathered.sizes_before, *gathered.sizes_after]
    span = range(min(present), max(present) + 1) if present else range(0)
    series = [
        (name, [(_size(bits), counts[bits]) for bits in span])
        for name, counts in (("repaired text", gathered.sizes_before), ("headline and body", gathered.sizes_after))
    ]
    yield columns("Documents by size, in characters", series, "documents up to that size")


def _size(bits: int) -> str:
    """The largest number of so many bits, shortly."""
    return f"{2**bits // 1000}k" if bits > 13 else f"{2**bits:,}"


def _dates(gathered: Gathering) -> Iterator[str]:
    known = {month: count for month, count in gathered.months.items() if len(month) == 7}
    months = _calendar(known)
    yield columns("Documents by month of publication", [("documents", months)], "documents")
    unknown = gathered.months.total() - sum(known.values())
    before = sum(known.values()) - sum(count for _, count in months)
    earlier = f" {before:,} are older than the {MOST_MONTHS} months shown." if before else ""
    yield f"<p>{unknown:,} documents do not say their month.{earlier}</p>"


def _calendar(known: Mapping[str, int]) -> list[tuple[str, int]]:
    """Every month from the first to the last, at most MOST_MONTHS of them."""
    if not known:
        return []
    numbers = {int(m[:4]) * 12 + int(m[5:]) - 1: count for m, count in known.items() if m[5:].isdecimal()}
    last = max(numbers, default=0)
    first = max(min(numbers, default=0), last - MOST_MONTHS + 1)
    return [(f"{n // 12:04}-{n % 12 + 1:02}", numbers.get(n, 0)) for n in range(first, last + 1)]


def _duplicates(gathered: Gathering, look: Callable[[int], tuple[str, Trace]]) -> Iterator[str]:
    clusters = gathered.clusters()
    if not clusters:
        yield "<p>None.</p>"
        return
    total = sum(map(len, gathered.pairs.values()))
    yield f"<p>{total:,} documents are near-duplicates of {len(gathered.pairs):,} kept ones.</p>"
    yield _left_out(len(gathered.pairs), len(clusters), "groups", f"the {MOST_CLUSTERS} largest")
    for of, members in clusters:
        row = members[0][0]
        identifier, copy = look(row)
        kept = gathered.kept_rows.get(of)
        original = look(kept)[1].record["body"] if kept is not None else None
        yield f'<article><h3><bdi>{shown(of)}</bdi></h3><p class="note">stands for {len(members):,}: '
        yield ", ".join(
            f"<bdi>{shown(p.id)}</bdi> (Jaccard {p.jaccard}, {p.containment} of it)" for _, p in members[:8]
        )
        yield f"{' …' if len(members) > 8 else ''}</p>"
        if original is None:
            yield f'<div class="text" dir="auto">{shown(copy.record["body"])}</div></article>'
            continue
        left, right = side_by_side(original, copy.record["body"])
        yield f'<div class="pair"><div><p class="note">kept: <bdi>{shown(of)}</bdi></p>'
        yield f'<div class="text" dir="auto" tabindex="0">{left}</div></div>'
        yield f'<div><p class="note">duplicate: <bdi>{shown(identifier)}</bdi></p>'
        yield f'<div class="text" dir="auto" tabindex="0">{right}</div></div></div></article>'


def _quarantine(summary: Summary, gathered: Gathering) -> Iterator[str]:
    if not summary.in_quarantine:
        yield "<p>None.</p>"
        return
    yield bars("Documents in quarantine by reason", _top(summary.quarantined), "documents")
    rows = [(shown(lost.source), shown(lost.reason), shown(lost.detail)) for _, lost in gathered.lost]
    yield _table(("source", "reason", "detail"), rows, numbers=False)
    yield _left_out(summary.in_quarantine, len(rows), "documents", f"the first {MOST_LOST}")


def _documents(summary: Summary, gathered: Gathering, look: Callable[[int], tuple[str, Trace]]) -> Iterator[str]:
    found = [look(row) for row in gathered.most_changed()]
    rules = sorted({t.rule for _, trace in found for t in trace.taken})
    sites = sorted({trace.record.get("site") or "" for _, trace in found} - {""})
    languages = sorted({trace.record.get("language") or "" for _, trace in found})
    yield f"<p>{gathered.changed:,} of {summary.kept:,} kept documents lost something.</p>"
    yield _left_out(gathered.changed, len(found), "of them", f"a sample, the {MOST_CHANGED} that lost most,")
    yield '<form id="filters" hidden><label>text <input type="search" name="text"></label>'
    for name, values in (("rule", rules), ("site", sites), ("language", languages)):
        options = "".join(f"<option>{shown(value)}</option>" for value in values)
        yield f'<label>{name} <select name="{name}"><option value="">all</option>{options}</select></label>'
    yield '<button type="reset">all</button><output id="shown"></output></form>'
    for identifier, trace in found:
        yield article(identifier, trace)


def _table(heads: Iterable[str], rows: Iterable[tuple[str, ...]], *, numbers: bool = True) -> str:
    heading = "".join(f'<th scope="col"{_right(n, numbers)}>{head}</th>' for n, head in enumerate(heads))
    body = "".join(
        f"<tr>{''.join(f'<td{_right(n, numbers)}>{cell}</td>' for n, cell in enumerate(row))}</tr>" for row in rows
    )
    return f"<table><thead><tr>{heading}</tr></thead><tbody>{body}</tbody></table>"


def _right(column: int, numbers: bool) -> str:
    return ' class="n"' if numbers and column else ""


def _left_out(there: int, seen: int, what: str, which: str | None = None) -> str:
    """A note where not everything is shown."""
    return f'<p class="note">{which or f"the {seen} largest"} of {there:,} {what} are shown</p>' if there > seen else ""


def _top(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:MOST_ROWS]


def _asset(name: str) -> str:
    return (resources.files("cleaner.report") / "assets" / name).read_text(encoding="utf-8")


def _sha(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()}'"
