"""Take repeated paragraphs out of a rendered document: record and ledger stay one account of its text."""

from collections.abc import Collection
from dataclasses import replace
from typing import Any

import orjson

from cleaner.writers.lines import Rendered, row_of, rows_of

STAGE, RULE = "corpus", "repeated-paragraph"


def without_paragraphs(rendered: Rendered, numbers: Collection[int]) -> Rendered:
    """The document without some paragraphs of its body (counted from 0), each gone span a removal of the ledger.

    A document is returned as it is where nothing would be left of it.
    """
    record = orjson.loads(rendered.record)
    paragraphs = record["body"].split("\n\n")
    left = [text for number, text in enumerate(paragraphs) if number not in numbers]
    if not left:
        return rendered
    rows = [row_of(row) for row in rendered.ledger]
    spans = next(values["spans"] for kind, values in rows if kind == "kept")
    stays, goes = _parted(record["body"], spans, numbers)
    removals = sorted(
        [values for kind, values in rows if kind == "removal"] + goes, key=lambda removal: int(removal["start"])
    )
    record["body"] = "\n\n".join(left)
    taken = sum(removal["end"] - removal["start"] for removal in goes)
    removed = dict(sorted({**rendered.removed, RULE: taken}.items()))
    record["provenance"]["removed"] = removed
    others = [(kind, values) for kind, values in rows if kind not in ("removal", "kept")]
    ledger = [*others, *(("removal", removal) for removal in removals), ("kept", {"spans": stays})]
    return replace(
        rendered,
        record=orjson.dumps(record),
        ledger=rows_of(ledger),
        removed=removed,
        size=rendered.size - taken,
    )


def _parted(
    body: str, spans: list[list[Any]], numbers: Collection[int]
) -> tuple[list[list[Any]], list[dict[str, Any]]]:
    """The kept spans that stay, and removals for those of the paragraphs that go."""
    stays: list[list[Any]] = []
    goes: list[dict[str, Any]] = []
    position = paragraph = 0
    for start, end, role in spans:
        if role != "body":
            stays.append([start, end, role])
            continue
        feeds = 0
        while body[position : position + 1] == "\n":
            position, feeds = position + 1, feeds + 1
        paragraph += feeds == 2
        text = body[position : position + end - start]
        position += end - start
        if paragraph in numbers:
            goes.append({"stage": STAGE, "rule": RULE, "start": start, "end": end, "text": text})
        else:
            stays.append([start, end, role])
    return stays, goes
