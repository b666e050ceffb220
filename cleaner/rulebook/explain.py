"""`rules explain ID`: one rule in full, as a person needs it to trust or to change it."""

import json
from collections.abc import Iterator

from cleaner.rulebook.base import list_of
from cleaner.rulebook.book import LoadedFile, RuleBook
from cleaner.rulebook.check import check_rule
from cleaner.rulebook.compiled import Applied, phrases_of
from cleaner.rulebook.model import Site
from cleaner.rulebook.proposal import GENERIC, LANGUAGE, SITE
from cleaner.rulebook.ruleset import names
from cleaner.rulebook.shape import words

_LAYERS = {SITE: "site", LANGUAGE: "language", GENERIC: "generic"}
_SHOWN = 8
_CODE = {
    "region": "decided by code, by the markup of a page: what its parts are called, and where its prose is",
    "structure": "decided by code, on the outline of the whole text: where it stands, and what the line looks like",
    "profile": "decided by code, by what other pages of the site in the run have in the same place",
    "": "the white space between blocks, where it is named layout",
}


def explain(book: RuleBook, name: str) -> Iterator[str]:
    """The lines of the explanation. Raises KeyError with the nearest ids where there is no such rule."""
    found = book.rule(name)
    if found is None:
        reason = _CODE.get(name.rpartition("/")[0])
        if reason is None:
            raise KeyError(name)
        yield f"{name}: {reason}; no rule file has it"
        return
    file, applied = found
    rule = applied.rule
    yield f"{name}: {rule.why or 'no reason is given'}"
    yield f"  written in   {file.place('rules', [r.id for r in file.model.rules].index(rule.id), 'id')}"
    yield f"  applies to   {_documents(file)}"
    yield f"  looks at     {_where(applied)}"
    yield f"  does         {rule.action}{f' to {rule.to}' if rule.to else ''}"
    share = f"{file.model.limits.max_removed:.0%}"
    yield f"  ranks        {_LAYERS[applied.layer]}; the file may take {share} of a document"
    yield f"  looks for    {rule.kind}: {_options(applied)}"
    for phrase in sorted(set(phrases_of([rule]))):
        if phrase.startswith("@"):
            yield f"    {phrase}: {_phrases(book, phrase)}"
    for other in book.files:
        if any(names(pattern, name) for pattern in other.model.disable):
            yield f"  disabled by  {other.path}"
    for finding in check_rule(book, file, applied):
        yield f"  {finding.verdict:12} {finding.place} {finding.message}".rstrip()


def _documents(file: LoadedFile) -> str:
    site: Site | None = file.model.site
    if site is None:
        return "documents of the sites whose files extend it" if file.model.base else "every document"
    told = [
        f"{key} {', '.join(values)}"
        for key, values in (("domains", site.domains), ("url", site.url), ("paths", site.paths))
        if values
    ]
    if site.marks:
        told.append(f"at least {site.marks.at_least} of {len(site.marks.lines)} marked lines")
    days = site.valid
    since, until = (f"{days.from_ or '…'}", f"{days.until or '…'}") if days else ("", "")
    return " or ".join(told) + (f", dated {since} to {until}" if days else "")


def _where(applied: Applied) -> str:
    scope = " and ".join(applied.rule.scope)
    where = "every line" if "any" in applied.rule.scope else f"the {scope} of a document"
    when = applied.rule.when
    return where + (f", when {_json(when.model_dump(mode='json', exclude_none=True))}" if when else "")


def _options(applied: Applied) -> str:
    said = applied.rule.model_dump(mode="json", exclude_none=True)[applied.rule.kind]
    return _json(said[0] if isinstance(said, list) and len(said) == 1 else said)


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _phrases(book: RuleBook, given: str) -> str:
    name, least = list_of(given)
    every = (phrase for pack in book.packs.packs for phrase in pack.phrases.get(name, ()) if words(phrase) >= least)
    phrases = list(dict.fromkeys(every))
    shown = ", ".join(phrases[:_SHOWN])
    return f"{len(phrases)} phrases in {len(book.packs.languages)} languages: {shown}" + (
        ", …" if phrases[_SHOWN:] else ""
    )
