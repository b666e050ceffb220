"""The story of one document as lines for a terminal; control characters are the caller's to escape."""

from collections.abc import Iterator
from itertools import takewhile
from typing import Any

BEFORE = 40
"""Characters shown before the first that a repair changed."""
LONGEST = 160
"""Characters of a text that are shown on one line."""


def lines_of(story: dict[str, Any]) -> Iterator[str]:
    """The story, stage by stage. A line that begins with a space belongs to the heading above it."""
    yield f"{story['source']}: {story['form']}, {story['encoding']}"
    yield from _repairs(story["repairs"])
    yield from _blocks(story["blocks"])
    yield from _choices(story)
    yield from _language(story["language"])
    if story["flags"]:
        yield f"flags: {', '.join(story['flags'])}"
    yield from _near(story)
    record = story["record"]
    if story["dropped"]:
        yield f"dropped: {story['dropped']}"
    else:
        kept = len(record["body"])
        gone = sum(record["provenance"]["removed"].values())
        yield f"result: {kept:,} characters of body, {gone:,} removed, rules {story['rules']}"


def _repairs(repairs: dict[str, Any]) -> Iterator[str]:
    counts = repairs["counts"]
    yield f"repair: {', '.join(f'{name} {count}' for name, count in counts.items()) or 'nothing'}"
    for change in repairs["changes"]:
        before, after = change["before"], change["after"]
        start = max(0, _same(before, after) - BEFORE)
        yield from (f"  - {short(line)}" for line in before[start:].split("\n"))
        yield from (f"  + {short(line)}" for line in after[start:].split("\n"))


def _same(one: str, other: str) -> int:
    """How many characters two texts begin with in common."""
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _blocks(blocks: list[dict[str, Any]]) -> Iterator[str]:
    gone = sum(block["fate"] == "removed" for block in blocks)
    yield f"blocks: {len(blocks)}, of which {gone} go"
    told: set[str] = set()
    for block in blocks:
        mark = {"headline": "H", "body": " ", "removed": "-"}.get(block["fate"], "±")
        yield f"  {mark} {block['start']:>6} {short(block['text'])}"
        for removal in block["removals"]:
            cut = "" if mark == "-" else f" takes {short(removal['text'])!r}"
            why = "" if removal["rule"] in told else f": {removal['why']}"
            told.add(removal["rule"])
            yield f"             {removal['stage']} {removal['rule']}{cut}{why}"


def _choices(story: dict[str, Any]) -> Iterator[str]:
    headline, dates = story["headline"], story["dates"]
    yield f"headline: {headline['chosen'] or 'none'}"
    for candidate in headline["candidates"]:
        yield f"  {'*' if candidate['chosen'] else ' '} {candidate['origin']}: {short(candidate['value'])}"
    yield f"dates: published {dates['published'] or 'unknown'}, modified {dates['modified'] or 'unknown'}"
    for candidate in dates["candidates"]:
        yield f"    {candidate['what']} ({candidate['origin']}): {short(candidate['value'])}"


def _language(language: dict[str, Any]) -> Iterator[str]:
    yield f"language: {language['code']}, confidence {language['confidence']:.2f}"
    shares = ", ".join(f"{code} {share:.0%}" for code, share in language["shares"].items())
    letters = ", ".join(f"{name} {count:,}" for name, count in language["scripts"].items())
    weights = ", ".join(f"{code} {weight:+}" for code, weight in language["weights"].items())
    for name, told in (("letters", letters), ("shares", shares), ("weights (log odds)", weights)):
        if told:
            yield f"    {name}: {told}"
    if language["page_says"]:
        yield f"    the page says: {language['page_says']}"


def _near(story: dict[str, Any]) -> Iterator[str]:
    if "near" not in story:
        return
    yield f"near: {'' if story['near'] else 'nothing'}".rstrip()
    for near in story["near"]:
        yield f"    {near['id']} ({near['source']}): Jaccard {near['jaccard']}, containment {near['containment']}"


def short(text: str) -> str:
    """The text on one line, its middle left out where it is long.

    >>> len(short("x" * 500)), short("a\\nb")
    (160, 'a b')
    """
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST else f"{flat[: LONGEST - 41]} … {flat[-38:]}"
