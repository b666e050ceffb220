"""The examples in the docstrings of decode and repair are true."""

import doctest
import importlib
import pkgutil

import pytest

import cleaner.stages.decode
import cleaner.stages.repair

PACKAGES = (cleaner.stages.decode, cleaner.stages.repair)
MODULES = [
    name
    for package in PACKAGES
    for name in [package.__name__, *(m.name for m in pkgutil.walk_packages(package.__path__, f"{package.__name__}."))]
]


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str) -> None:
    assert doctest.testmod(importlib.import_module(name)).failed == 0
