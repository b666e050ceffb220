"""Two outputs compared record by record: `--check` must name every change and nothing else."""

import json

import pytest

from cleaner.report.changes import changes

A = {"id": "a", "source": "a.txt", "body": "one", "provenance": {"rules": "1", "flags": []}}
B = {"id": "b", "source": "b.txt", "body": "two", "provenance": {"rules": "1", "flags": []}}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ([A], [A, B], [("new", "b", ())]),
        ([A, B], [B], [("gone", "a", ())]),
        ([A], [A | {"body": "other"}], [("changed", "a", ("body",))]),
        ([A], [A | {"provenance": {"rules": "2", "flags": []}}], [("changed", "a", ("provenance.rules",))]),
        ([A | {"more": 1}], [A], [("changed", "a", ("a field that is no longer written",))]),
        ([A, B], [B, A], [("reordered", "", ())]),
        (None, [A], [("new", "a", ())]),
        ([[1]], [A], [("unreadable", "", ()), ("new", "a", ())]),
    ],
)
def test_changes(tmp_path, old, new, expected):
    if old is not None:
        (tmp_path / "old.jsonl").write_text("".join(json.dumps(row) + "\n" for row in old))
    (tmp_path / "new.jsonl").write_text("".join(json.dumps(row) + "\n" for row in new))
    found = changes(tmp_path / "old.jsonl", tmp_path / "new.jsonl")
    assert [(c.kind, c.id, c.fields) for c in found] == expected
