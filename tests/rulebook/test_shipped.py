"""The rules that come along: every example holds, every rule has some, and the committed schema is the model's."""

import json

import pytest

from cleaner.rulebook import RuleBook, load
from cleaner.rulebook.check import check
from cleaner.rulebook.examples import try_out
from cleaner.rulebook.lint import lint
from cleaner.rulebook.load import builtin_folder
from cleaner.rulebook.schema import FILE, schema


def test_every_example_of_every_rule_holds() -> None:
    findings = list(check(load()))
    assert [finding for finding in findings if finding.verdict != "passed"] == []
    assert len(findings) > 50


def test_nothing_about_the_rules_is_doubtful() -> None:
    assert list(lint(load())) == []


def test_the_committed_schema_is_the_one_of_the_model() -> None:
    committed = json.loads((builtin_folder() / FILE).read_text(encoding="utf-8"))
    assert committed == schema(), "run: corpus-clean rules schema > rules/rule.schema.json"


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load()


# Sentences and headings that mention what chrome is about. Whoever widens a rule sees here what it must not take.
CONTENT = [
    "Latest news from the front suggests otherwise.",
    "Read also the small print, the ombudsman advised consumers.",
    "All rights reserved by the constitution must be protected, the court said.",
    "Share prices fell for the third day.",
    "Comments by 17 ministers were published on Monday.",
    "By Monday the river had risen by two metres.",
    "Views of the harbour are rare from here.",
    "Photo: that single word stood under the frame, and nobody knew what it meant to the family who had kept it.",
    "Subscribe to that theory and you will be disappointed, she said.",
    "2 March 2026 was the coldest day of the year.",
    "Related industries suffered most in the second quarter.",
    "Follow us on this, he told the committee.",
    "Последние новости с фронта говорят о другом.",
    "Комментарии министра вызвали споры в парламенте.",
    "Поделиться опытом приехали врачи из трёх стран.",
    "Son xəbərlər əksini göstərir.",
]


@pytest.mark.parametrize("line", CONTENT)
@pytest.mark.parametrize("where", [0, 1, 2], ids=["first", "between", "last"])
def test_articles_may_speak_of_what_chrome_says(line: str, where: int, book: RuleBook) -> None:
    lines = ["Ministers met in the capital on Monday.", "They will meet again next week."]
    lines.insert(where, line)
    assert try_out("\n".join(lines), book.for_document(), book.packs).kept == tuple(lines)
