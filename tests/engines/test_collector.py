"""The garbage collector stands still while a document is cleaned, and only then."""

import gc

import pytest

from cleaner.engines.collector import collector_paused


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
