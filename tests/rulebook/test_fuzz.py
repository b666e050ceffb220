"""Whatever a rule file holds, it loads or its faults are listed; whatever a document holds, rules stay within it."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from cleaner.document import Block
from cleaner.rulebook import Fault, RuleBook, RuleErrors, load, outline, resolve
from cleaner.rulebook.load import builtin_folder
from cleaner.rulebook.pattern import CLASSES
from cleaner.rulebook.safeyaml import read

SHIPPED = "\n".join(file.read_text(encoding="utf-8") for file in sorted((builtin_folder() / "generic").glob("*.yaml")))
WORDS = [
    *("version", "1", "rules", "id", "line", "section", "from", "items", "glued", "regex", "html", "strip", "keep"),
    *("scope", "when", "next", "tests", "in", "out", "action", "extract", "to", "site", "marks", "lines", "valid"),
    *("any_of", "starts", "then", "made_of", "max_words", "@share", "@share:2", "@nothing", "(a+)+$", r"\d", ".x[["),
    *("", "2026-01-01", "true", "no", "null", "99999999999999999999", "limits", "max_removed", "extends", "base"),
    *CLASSES,
]
WORD = st.sampled_from(WORDS)
DATA = st.recursive(
    WORD, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(WORD, inner, max_size=4), max_leaves=20
)
PATTERN = st.sampled_from([*CLASSES, "@share", "@cookie:2", "Share", "2026"]) | st.fixed_dictionaries(
    {"starts": st.sampled_from(["@byline", "Latest"])},
    optional={"then": st.sampled_from(["any", "end", "name", "number"]), "sentence": st.booleans(), "digits": WORD},
)
RULE = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", "c"])},
    optional={
        "line": PATTERN | DATA,
        "glued": st.sampled_from(["@share", "Share"]) | DATA,
        "section": st.fixed_dictionaries(
            {"from": PATTERN, "items": PATTERN}, optional={"glued": WORD, "until": PATTERN}
        ),
        "regex": WORD,
        "scope": st.sampled_from(["tail", "any"]),
        "when": st.fixed_dictionaries({"next": PATTERN}),
        "action": st.sampled_from(["keep", "flag", "remove"]),
    },
)


@given(st.text(max_size=200) | st.binary(max_size=200) | DATA.map(lambda data: yaml.safe_dump(data)))
def test_reading_ends_in_a_tree_or_a_fault(content: Any) -> None:
    found = read("f.yaml", content if isinstance(content, bytes) else content.encode("utf-8", "replace"))
    assert isinstance(found, Fault) or found.place(()) >= (1, 1)


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(data=st.fixed_dictionaries({"rules": st.lists(RULE, max_size=3)}, optional={"limits": DATA, "extends": DATA}))
def test_any_rule_file_loads_or_is_faulty_at_a_place(data: dict[str, Any], tmp_path: Path) -> None:
    file = tmp_path / "f.yaml"
    file.write_text(yaml.safe_dump({"version": 1, **data}), encoding="utf-8")
    faults: tuple[Fault, ...] = ()
    try:
        apply(load([file], builtin=False), "Share\nOne sentence here.\n2 March 2026\nLatest newsIn brief\nby Ann Lee")
    except RuleErrors as errors:
        faults = errors.faults
    assert all(fault.file == str(file) and fault.line >= 1 and fault.message for fault in faults)


LINES = st.lists(
    st.sampled_from([line.strip(' -"') for line in SHIPPED.split("\n") if line.strip()])
    | st.sampled_from(
        ["2 March 2026", "5 min ago", "Share", "Latest news", "Поделиться", "分享", "© 2026", "Views: 12"]
    )
    | st.text(st.characters(blacklist_categories=["Cs", "Cc"]), max_size=60),
    max_size=25,
)


@pytest.fixture(scope="module")
def book() -> RuleBook:
    return load()


@settings(deadline=None)
@given(lines=LINES)
def test_the_shipped_rules_stay_within_any_document(book: RuleBook, lines: list[str]) -> None:
    apply(book, "\n".join(lines))


def apply(book: RuleBook, text: str) -> None:
    """Apply the rules and check what every document may rely on."""
    blocks, at = [], 0
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(line, at))
        at += len(line) + 1
    rules = book.for_document()
    proposals = rules.propose(blocks, outline(blocks, book.packs))
    spans = {(block.start, block.end) for block in blocks}
    for proposal in proposals:
        assert any(start <= proposal.start < proposal.end <= end for start, end in spans), proposal
    decided = resolve(proposals, blocks, limits=rules.limits)
    assert all(before.end <= after.start for before, after in zip(decided.cuts, decided.cuts[1:], strict=False))
    assert rules.propose(blocks, outline(blocks, book.packs)) == proposals
