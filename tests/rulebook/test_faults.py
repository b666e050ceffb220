"""What is wrong with rule files is said all at once, at its place, before any input is read; nothing hangs."""

from pathlib import Path

import pytest

from cleaner.rulebook import RuleErrors, load

HEAD = "version: 1\nrules:\n"

# content of a rule file -> where the fault is, and a part of what is said
FAULTS = {
    "unknown-key": (HEAD + "  - {id: a, lin: x}\n", "3:13", "unknown key 'lin' (did you mean line?)"),
    "no-kind": (HEAD + "  - {id: a}\n", "3:5", "this has none"),
    "two-kinds": (HEAD + '  - {id: a, line: x, prefix: "y"}\n', "3:5", "this has line and prefix"),
    "duplicate-key": (HEAD + "  - id: a\n    id: b\n", "4:5", "given twice (first in line 3)"),
    "duplicate-id": (HEAD + "  - {id: a, line: x}\n  - {id: a, line: y}\n", "4:10", "a second rule with the id a"),
    "anchor": ("version: &v 1\n", "1:10", "anchor &v"),
    "alias": ("a: 1\nb: *v\n", "2:4", "alias *v"),
    "tag": ("version: !!int 1\n", "1:10", "tag tag:yaml.org,2002:int"),
    "python-tag": ("a: !!python/object/apply:os.system [x]\n", "1:4", "rule files have no tags"),
    "deep": ("[" * 40, "1:33", "nested deeper than 32"),
    "very-deep": ("[" * 200_000, "1:33", "nested deeper than 32"),
    "deep-map": ("{a: " * 50_000, "1:129", "nested deeper than 32"),
    "not-yaml": ("version: 1\n  rules: [\n", "2:8", "not YAML"),
    "empty": ("", "1:1", "the file is empty"),
    "list": ("- a\n", "1:1", "expected a map"),
    "two-documents": ("version: 1\n---\nversion: 1\n", "2:1", "a second document"),
    "version": ("version: 2\nrules: []\n", "1:10", "expected '1', not '2'"),
    "no-version": ("rules: []\n", "1:1", "missing key 'version'"),
    "control": ("version: 1\x07\n", "1:1", "not YAML"),
    "list-name": (HEAD + '  - {id: a, line: "@shares"}\n', "3:19", "no language pack has the list @shares"),
    "look-ahead": (HEAD + "  - {id: a, regex: 'a(?=b)'}\n", "3:20", "look-around ((?=) is not supported"),
    "back-reference": (HEAD + "  - {id: a, regex: '(a)\\1'}\n", "3:20", "write the alternatives out"),
    "word-boundary": (HEAD + "  - {id: a, line: {regex: '\\bfoo'}}\n", "3:27", "knows only ASCII"),
    "broken-regex": (HEAD + "  - {id: a, regex: '(a'}\n", "3:20", "missing )"),
    "huge-regex": (HEAD + "  - {id: a, regex: '(\\pL{500}){2}'}\n", "3:20", "too large"),
    "bad-css": (HEAD + "  - {id: a, html: {strip: ['div[[']}}\n", "3:28", "not a CSS selector"),
    "bad-scope": (
        HEAD + "  - {id: a, line: x, scope: foot}\n",
        "3:29",
        "'header', 'body', 'tail' or 'any', not 'foot'",
    ),
    "extract-nowhere": (HEAD + "  - {id: a, line: x, action: extract}\n", "3:5", "needs `to:`"),
    "limit": ("version: 1\nlimits: {max_removed: 2}\n", "2:23", "less than or equal to 1"),
    "limit-word": ("version: 1\nlimits: {max_removed: much}\n", "2:23", "expected a number"),
    "dates": (
        "version: 1\nsite: {paths: [a], valid: {from: 2026-02-01, until: 2025-01-01}}\n",
        "2:27",
        "after `until`",
    ),
    "no-site": ("version: 1\nsite: {id: a}\n", "2:7", "say which documents"),
    "marks": ("version: 1\nsite: {marks: {lines: [a], at_least: 2}}\n", "2:15", "more than there are"),
    "extends": ("version: 1\nextends: [generic/latst]\n", "2:11", "did you mean generic/latest?"),
    "disable": ("version: 1\ndisable: [generic/share/glued]\n", "2:11", "did you mean generic/share/glued-share?"),
    "contains": (HEAD + "  - {id: a, line: {contains: x}}\n", "3:19", "needs `max_words`"),
    "test-form": (HEAD + "  - {id: a, line: x, tests: [{out: b}]}\n", "3:30", "either `in` or `keep`"),
}


@pytest.mark.parametrize("name", FAULTS)
def test_a_fault_is_said_at_its_place(name: str, tmp_path: Path) -> None:
    content, place, message = FAULTS[name]
    file = tmp_path / "rules.yaml"
    file.write_text(content, encoding="utf-8")
    with pytest.raises(RuleErrors) as caught:
        load([file])
    assert [(f"{f.line}:{f.column}", message in f.message) for f in caught.value.faults] == [(place, True)], str(
        caught.value
    )


def test_all_faults_of_all_files_come_at_once(tmp_path: Path) -> None:
    for name, (content, _, _) in FAULTS.items():
        (tmp_path / f"{name}.yaml").write_text(content, encoding="utf-8")
    (tmp_path / "latin.yaml").write_bytes(b"version: 1 # caf\xe9\n")
    (tmp_path / "big.yaml").write_bytes(b"# " + b"x" * 1_000_000)
    (tmp_path / "pipe.yaml").symlink_to("/dev/zero")
    (tmp_path / "gone.yaml").symlink_to(tmp_path / "nowhere")
    with pytest.raises(RuleErrors) as caught:
        load([tmp_path, tmp_path / "missing"], ignore=["generic/nothing"])
    faulty = {Path(fault.file).stem for fault in caught.value.faults}
    assert faulty == {*FAULTS, "latin", "big", "pipe", "gone", "missing"}


def test_a_rule_nobody_has_cannot_be_chosen() -> None:
    with pytest.raises(RuleErrors, match=r"--ignore: there is no rule generic/shar .*generic/share"):
        load(ignore=["generic/shar"])
    load(ignore=["generic/share", "generic/*/follow", "structure/anything"])


def test_norwegian_is_no_boolean(tmp_path: Path) -> None:
    (tmp_path / "no.yaml").write_text("version: 1\nlanguage: no\nrules: [{id: off, line: [no, on, 1.0, null]}]\n")
    rule = next(rule for rule in load([tmp_path / "no.yaml"]) if rule.name == "no/off")
    assert [pattern.any_of[0] for pattern in rule.rule.options] == ["no", "on", "1.0", "null"]


def test_two_files_of_one_name_are_refused(tmp_path: Path) -> None:
    (tmp_path / "generic").mkdir()
    (tmp_path / "generic" / "latest.yaml").write_text("version: 1\n")
    with pytest.raises(RuleErrors, match="another file is called generic/latest"):
        load([tmp_path])


def test_a_circle_of_extends_is_told_where_it_closes(tmp_path: Path):
    (tmp_path / "a.yaml").write_text("version: 1\nbase: true\nextends: [b]\nrules: []\n")
    (tmp_path / "b.yaml").write_text("version: 1\nbase: true\nextends: [a]\nrules: []\n")
    (tmp_path / "c.yaml").write_text("version: 1\nextends: [lang/en, c]\nrules: []\n")
    with pytest.raises(RuleErrors) as caught:
        load([tmp_path])
    told = [str(fault).rpartition("/")[2] for fault in caught.value.faults]
    assert told == [
        "a.yaml:3:11: extends b, which extends a in turn",
        "b.yaml:3:11: extends a, which extends b in turn",
        "c.yaml:2:20: extends itself",
    ]
