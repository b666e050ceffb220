"""Within a memory limit the result is the same; without DuckDB the error says what to install."""

import sys
from pathlib import Path

import pytest
from corpora import families, story
from test_duplicates_index import Runs, named, store_of

from cleaner.corpus.duplicates import Index, MissingExtraError, find_duplicates

LIMIT = 100 << 20


@pytest.mark.parametrize("keep", ["longest", "first"])
def test_a_memory_limit_changes_nothing(tmp_path: Path, keep: str) -> None:
    pytest.importorskip("duckdb")
    texts = families(3, 400) + [f"{story('page', 60)} {story(at, 2)}" for at in range(100)] + ["", "one two"]
    store = store_of(named("", texts), tmp_path / "store")
    before = sorted(path.name for path in store.directory.iterdir())
    unlimited = find_duplicates(store, keep=keep)
    assert len(unlimited) > 150
    assert find_duplicates(store, keep=keep, memory_limit=LIMIT) == unlimited
    assert sorted(path.name for path in store.directory.iterdir()) == before


def test_with_an_index_too(tmp_path: Path) -> None:
    pytest.importorskip("duckdb")
    runs = Runs(tmp_path)
    runs.against(named("a", families(1, 100)))
    docs = named("b", families(1, 150))
    store = runs.store(docs)
    with Index(tmp_path / "index") as index:
        unlimited = find_duplicates(store, index=index, ids=[name for name, _ in docs])
        limited = find_duplicates(store, index=index, ids=[name for name, _ in docs], memory_limit=LIMIT)
    assert limited.removed == unlimited.removed


def test_without_duckdb_the_error_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "duckdb", None)
    store = store_of(named("", [story("a"), story("a")]), tmp_path / "store")
    assert len(find_duplicates(store)) == 1
    with pytest.raises(MissingExtraError, match=r"pip install 'corpus-clean\[scale\]'"):
        find_duplicates(store, memory_limit=LIMIT)
