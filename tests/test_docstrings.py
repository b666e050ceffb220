"""The examples in docstrings are true: a reader trusts them more than the prose around them."""

import doctest
import importlib
import pkgutil

import pytest

import cleaner

MODULES = sorted(module.name for module in pkgutil.walk_packages(cleaner.__path__, "cleaner."))


@pytest.mark.parametrize("name", ["cleaner", *MODULES])
def test_examples_hold(name: str):
    assert doctest.testmod(importlib.import_module(name)).failed == 0
