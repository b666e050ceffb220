"""Which rules a document gets: by domain, address, path, marks and date; what they extend and disable."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cleaner.rulebook import RuleBook, load
from cleaner.rulebook.ruleset import RuleSet

Write = Callable[..., RuleBook]


@pytest.fixture
def book(tmp_path: Path) -> Write:
    def write(**files: str) -> RuleBook:
        for name, content in files.items():
            path = tmp_path / f"{name.replace('__', '/')}.yaml"
            path.parent.mkdir(exist_ok=True)
            path.write_text(f"version: 1\n{content}\n", encoding="utf-8")
        return load([tmp_path], builtin=False)

    return write


def ids(rules: RuleSet) -> list[str]:
    return [applied.name for applied in rules.rules]


RULE = "\nrules: [{id: r, line: x}]"

MATCHES: list[tuple[str, dict[str, Any], bool]] = [
    ("domains: [ledger.example]", {"site": "ledger.example"}, True),
    ("domains: [www.Ledger.example]", {"site": "ledger.example"}, True),
    ("domains: [ledger.example]", {"url": "https://www.ledger.example/a"}, True),
    ("domains: [ledger.example]", {"site": "m.ledger.example"}, False),
    ("domains: ['*.ledger.example']", {"site": "en.m.ledger.example"}, True),
    ("domains: ['*.ledger.example']", {"site": "ledger.example"}, False),
    ("domains: ['*.ledger.example']", {"site": "notledger.example"}, False),
    ("url: ['ledger.example/news/*']", {"url": "https://www.ledger.example/news/1?x=2"}, True),
    ("url: ['https://ledger.example/news/*']", {"url": "http://ledger.example/opinion/1"}, False),
    ("url: ['a*a*a*a*a*a*a*a*b']", {"url": "http://" + "a" * 5000}, False),
    ("url: ['ledger.example/*']", {}, False),
    ("paths: ['ledger/**']", {"source": "ledger/2024/a.txt"}, True),
    ("paths: ['ledger/*']", {"source": "ledger/2024/a.txt"}, False),
    ("paths: ['**/a?.txt']", {"source": "a1.txt"}, True),
    ("marks: {lines: ['© 2024 Ledger', Our team], at_least: 2}", {"lines": ["our  team", "© 2025 LEDGER"]}, True),
    ("marks: {lines: ['© 2024 Ledger', Our team], at_least: 2}", {"lines": ["our team", "our team"]}, False),
    ("domains: [a.example], valid: {until: 2025-12-31}", {"site": "a.example", "published": "2026-01-01"}, False),
    ("domains: [a.example], valid: {until: 2025-12-31}", {"site": "a.example", "published": "2025-12-31T23:00"}, True),
    ("domains: [a.example], valid: {from: 2025-12-31}", {"site": "a.example"}, True),
]


@pytest.mark.parametrize(("site", "document", "expected"), MATCHES)
def test_a_site_is_known(book: Write, site: str, document: dict[str, Any], expected: bool) -> None:
    rules = book(s=f"site: {{id: s, {site}}}{RULE}").for_document(**document)
    assert (ids(rules) == ["s/r"]) is expected


def test_a_base_comes_only_with_the_file_that_extends_it(book: Write) -> None:
    rules = book(
        group="base: true\nrules: [{id: footer, line: y}]",
        sites__a="site: {domains: [a.example]}\nextends: [group]" + RULE,
        sites__b="site: {domains: [b.example]}" + RULE,
    )
    assert ids(rules.for_document(site="a.example")) == ["a/r", "group/footer"]
    assert ids(rules.for_document(site="b.example")) == ["b/r"]
    assert ids(rules.for_document()) == []


def test_a_site_disables_for_its_documents_only(book: Write) -> None:
    rules = book(
        all="rules: [{id: p, line: x}, {id: q, line: y}]", a="site: {domains: [a.example]}\ndisable: [all/p]" + RULE
    )
    assert ids(rules.for_document(site="a.example")) == ["a/r", "all/q"]
    assert ids(rules.for_document(site="b.example")) == ["all/p", "all/q"]


def test_extending_a_language_narrows_its_lists(book: Write) -> None:
    rules = book(a='site: {domains: [a.example]}\nextends: [lang/en]\nrules: [{id: s, line: "@share"}]')
    from cleaner.rulebook.examples import try_out

    chosen = rules.for_document(site="a.example")
    assert try_out("He left.\nShare\nПоделиться", chosen, rules.packs).kept == ("He left.", "Поделиться")


def test_the_digest_changes_with_what_rules_do_and_not_with_what_they_say(tmp_path: Path) -> None:
    def digest(content: str, **document: str) -> str:
        (tmp_path / "a.yaml").write_text("version: 1\nsite: {domains: [a.example]}\n" + content)
        return load([tmp_path], builtin=False).for_document(**document).digest

    first = digest("rules: [{id: r, line: x}]", site="a.example")
    assert digest("# why\nrules: [{id: r, why: so, line: x, tests: [{in: x, out: ''}]}]", site="a.example") == first
    assert digest("rules: [{id: r, line: y}]", site="a.example") != first
    assert digest("rules: [{id: r, line: y}]") == digest("rules: [{id: r, line: x}]"), (
        "another site's rules do not count"
    )


def test_select_and_ignore_by_id_file_and_pattern(book: Write, tmp_path: Path) -> None:
    book(all="rules: [{id: p, line: x}, {id: q, line: y}]", more="rules: [{id: p, line: z}]")
    chosen = load([tmp_path], builtin=False, select=["all", "*/p"], ignore=["all/p"])
    assert ids(chosen.for_document()) == ["all/q", "more/p"]
    assert chosen.for_document().enabled("structure/x") is False
    assert chosen.for_document().believed("region/x") is True


def test_a_site_may_disable_what_is_code(book: Write) -> None:
    rules = book(a="site: {domains: [a.example]}\ndisable: [structure/tail-link]" + RULE)
    assert rules.for_document(site="a.example").enabled("structure/tail-link") is False
    assert rules.for_document(site="b.example").enabled("structure/tail-link") is True


def test_a_site_wins_over_a_language_and_that_over_the_generic_rules(book: Write) -> None:
    from cleaner.rulebook.examples import try_out

    rules = book(
        a_generic="rules: [{id: r, line: Here}]",
        b_language="language: en\nrules: [{id: r, line: [Here, There]}]",
        c_site="site: {domains: [a.example]}\nrules: [{id: r, line: Here, action: extract, to: place}]",
    )

    def owners(**document: str) -> dict[str, str]:
        text = "Here\nThere\nIt rained."
        found = try_out(text, rules.for_document(**document), rules.packs).resolution
        return {text[cut.start : cut.end]: cut.rule for cut in found.cuts}

    assert owners() == {"Here": "b_language/r", "There": "b_language/r"}
    assert owners(site="a.example") == {"Here": "c_site/r", "There": "b_language/r"}


def test_what_somebody_adds_wins_over_what_comes_along(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text("version: 1\nrules: [{id: r, line: Advertisement}]\n")
    book = load([tmp_path / "mine.yaml"])
    assert next(applied.name for applied in book.for_document().rules) == "mine/r"
