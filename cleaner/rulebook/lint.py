"""`rules lint`: rules that are right by the form and doubtful all the same."""

from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.rulebook.book import RuleBook
from cleaner.rulebook.compiled import Applied
from cleaner.rulebook.examples import blocks_of
from cleaner.rulebook.zones import Zones

# Sentences as any article has them: a rule that finds something here takes articles, not chrome.
PROSE = (
    "The minister left the capital on Monday and returned two days later.",
    "“We had no other choice,” she told reporters after the meeting.",
    "В понедельник министр уехал из столицы и вернулся через два дня.",
    "Nazir bazar ertəsi paytaxtdan getdi və iki gün sonra qayıtdı.",
)


@dataclass(frozen=True, slots=True)
class Doubt:
    """Something about a rule that its author should look at: a stable word for it, and a sentence."""

    rule: str
    word: str
    place: str
    message: str


def lint(book: RuleBook) -> Iterator[Doubt]:
    """Every doubt, in the order of the files."""
    for number, file in enumerate(book.files):
        seen: dict[str, str] = {}
        for index, applied in enumerate(book.rules_of(number)):
            place = file.place("rules", index, "id")
            for word, message in _doubts(book, applied, seen):
                yield Doubt(applied.name, word, place, message)
        for index, name in enumerate(file.model.extends):
            if name.startswith("generic/"):
                message = f"{name} applies to every document already; extends is for base files and lang/<code>"
                yield Doubt(file.name, "needless-extends", file.place("extends", index), message)


def _doubts(book: RuleBook, applied: Applied, seen: dict[str, str]) -> Iterator[tuple[str, str]]:
    rule = applied.rule
    if not rule.tests:
        yield "no-examples", "the rule has no examples: nobody will know what it was for"
    elif rule.kind != "html" and rule.action != "keep" and not any(test.keep is not None for test in rule.tests):
        yield "no-trap", "no example with `keep`: show a text that looks alike and must stay"
    if rule.why is None:
        yield "no-why", "no `why`: say what the rule is there for"
    if rule.kind != "html" and rule.action in ("remove", "extract") and _takes_prose(book, applied):
        yield "takes-prose", "the rule takes ordinary sentences of articles; narrow it"
    said = rule.model_dump_json(exclude={"id", "why", "evidence", "tests"})
    if said in seen:
        yield "twice", f"the same as {seen[said]} above it, which wins"
    seen.setdefault(said, rule.id)


def _takes_prose(book: RuleBook, applied: Applied) -> bool:
    """Whether the rule finds something in plain sentences, in each zone, between like neighbours."""
    blocks = blocks_of("\n".join(PROSE))
    rules = book.alone(applied)
    everywhere = (Zones(("header",) * 4), Zones(("body",) * 4, None, frozenset(range(4))), Zones(("tail",) * 4))
    return any(rules.propose(blocks, zones) for zones in everywhere)
