"""One document through every stage, as plain data: what `corpus-clean explain` shows, as text or as JSON.

Nothing is decided here. The stages run as they do in a run, and what they decided is set beside what they looked at.
"""

import difflib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from cleaner import pipeline
from cleaner.document import Document, Prepared, Quarantined, Source
from cleaner.pipeline import Toolkit
from cleaner.stages import decode, markup, repair
from cleaner.stages.language import decide, prepare, scripts

LANGUAGES_SHOWN = 5
STRUCTURE = "the structure of the whole document says that it is no part of the article"
REGION = "outside the part of the page that holds the article"


@dataclass(frozen=True, slots=True)
class Explained:
    """A cleaned document and the story of how it came about."""

    document: Document
    story: dict[str, Any]


def explain(source: Source, tools: Toolkit) -> Explained | Quarantined:
    """Clean one document and say what every stage saw and did."""
    ready = pipeline.prepare(source, tools)
    if isinstance(ready, Quarantined):
        return ready
    document = pipeline.finish(ready, tools)
    record = document.record()
    return Explained(
        document,
        {
            "source": source.name,
            "form": "text" if ready.page is None else "html",
            "encoding": ready.encoding,
            "repairs": {"counts": record["provenance"]["repairs"], "changes": list(_repaired(source, ready))},
            "blocks": list(_blocks(ready, document, tools)),
            "headline": {"chosen": document.headline, "candidates": _headlines(ready, document)},
            "dates": {
                "published": document.published,
                "modified": document.modified,
                "candidates": _dates(ready),
            },
            "language": _language(document, ready),
            "rules": document.rules,
            "flags": list(document.flags),
            "dropped": document.dropped,
            "record": record,
        },
    )


def _repaired(source: Source, ready: Prepared) -> Iterator[dict[str, str]]:
    """Lines (of a page: blocks) before and after repair, where they differ."""
    decoded = decode.decode(source.data, html=source.html, declared=source.declared_encoding)
    if ready.page is None:
        yield from _line_changes(decoded.text.split("\n"), ready.text.split("\n"))
        return
    for block in markup.parse(decoded.text, url=source.url).blocks:
        after = repair.repair_block(block.text).text
        if after != block.text:
            yield {"before": block.text, "after": after}


def _line_changes(before: list[str], after: list[str]) -> Iterator[dict[str, str]]:
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=False)
    for tag, low, high, start, end in matcher.get_opcodes():
        if tag != "equal":
            yield {"before": "\n".join(before[low:high]), "after": "\n".join(after[start:end])}


def _blocks(ready: Prepared, document: Document, tools: Toolkit) -> Iterator[dict[str, Any]]:
    """Every block in order: kept (as what), removed, or in part; and the rules that took what went, with reasons."""
    for block in ready.blocks:
        kept = [k for k in document.kept if k.start < block.end and k.end > block.start]
        taken = [r for r in document.removals if r.rule != "layout" and r.start < block.end and r.end > block.start]
        fate = kept[0].role if kept else "removed"
        told: dict[str, Any] = {"start": block.start, "end": block.end, "kind": block.kind, "text": block.text}
        told |= {"fate": f"{fate}, in part" if kept and taken else fate}
        told["removals"] = [
            {
                "stage": removal.stage,
                "rule": removal.rule,
                "why": _why(removal.stage, removal.rule, tools),
                "text": ready.text[max(removal.start, block.start) : min(removal.end, block.end)],
            }
            for removal in taken
        ]
        if block.evidence:
            told |= {"path": block.evidence.path, "link_density": round(block.evidence.link_density, 2)}
        yield told


def _why(stage: str, rule: str, tools: Toolkit) -> str:
    found = tools.rulebook.rule(rule)
    if found:
        return found[1].rule.why or "no reason is given in the rule's file"
    return REGION if stage == "region" else STRUCTURE


def _headlines(ready: Prepared, document: Document) -> list[dict[str, Any]]:
    """The headlines that the page states and shows, or the lines at the head of a text."""
    if ready.page is None:
        found = [("first lines", block.text) for block in ready.blocks[:3]]
    else:
        found = [(c.origin, c.value) for c in ready.page.headlines]
    if ready.source.given.headline:
        found.insert(0, ("input", ready.source.given.headline))
    return [{"value": value, "origin": origin, "chosen": value == document.headline} for origin, value in found]


def _dates(ready: Prepared) -> list[dict[str, Any]]:
    """The dates that the input and the page state."""
    given = ready.source.given
    found = [("published", "input", given.published), ("modified", "input", given.modified)]
    if ready.page is not None:
        found += [("published", c.origin, c.value) for c in ready.page.published]
        found += [("modified", c.origin, c.value) for c in ready.page.modified]
        found += [("time", m.label, m.value) for m in ready.page.moments]
    return [{"what": what, "origin": origin, "value": value} for what, origin, value in found if value]


def _language(document: Document, ready: Prepared) -> dict[str, Any]:
    """The answer, and what spoke for each language in the script that most of the text is in."""
    cleaned = prepare.clean(document.body)
    letters = scripts.count_letters(prepare.lower(cleaned))
    hint = ready.page.language_hint if ready.page else None
    told: dict[str, Any] = {
        "code": document.language.code,
        "confidence": document.language.confidence,
        "shares": dict(document.languages),
        "scripts": letters,
        "page_says": hint,
        "weights": {},
    }
    if letters:
        script = max(sorted(letters), key=lambda name: letters[name])
        part = cleaned if len(letters) == 1 else scripts.only_script(cleaned, script)
        guesses = decide.ask_engine(script, prepare.lower(part))
        ranking = decide.rank(script, prepare.sample(part), guesses, (hint or "")[:2])
        told["weights"] = {code: round(weight, 1) for code, weight in ranking[:LANGUAGES_SHOWN]}
        told["engine"] = {g.code: {"share": round(g.share, 2), "typical": round(g.score)} for g in guesses}
    return told
