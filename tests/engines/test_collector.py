"""The garbage collector stands still while a document is cleaned, and only then."""

import gc
import weakref

import pytest

from cleaner.engines.collector import collected_between, collector_paused


def test_the_collector_runs_again_afterwards_even_after_an_error() -> None:
    def fail() -> None:
        with collector_paused():
            assert not gc.isenabled()
            raise ValueError("lost")

    with pytest.raises(ValueError, match="lost"):
        fail()
    assert gc.isenabled()


def test_a_collector_that_the_caller_has_stopped_stays_stopped() -> None:
    gc.disable()
    try:
        with collector_paused():
            pass
        assert not gc.isenabled()
    finally:
        gc.enable()


class Node:
    """Part of a cycle, which only the collector frees."""

    def __init__(self) -> None:
        self.self = self


def test_cycles_are_freed_between_the_chunks_of_a_worker_and_not_within_them() -> None:
    watched: list[weakref.ref[Node]] = []
    try:
        for at, _ in enumerate(collected_between(iter(range(3)))):
            assert not gc.isenabled()
            assert [node() is None for node in watched] == [True] * at
            watched.append(weakref.ref(Node()))
            assert watched[-1]() is not None
    finally:
        gc.unfreeze()
        gc.enable()
