"""One browser for all tests of this folder."""

import os

import pytest
from driver import Browser, available


@pytest.fixture(scope="session")
def browser():
    """Headless Chromium. CI must have one; elsewhere its absence skips these tests."""
    if not available():
        if os.environ.get("CI"):
            pytest.fail("CI must have chromium and chromium-driver: .ci/run installs them")
        pytest.skip("no chromium and chromedriver here: apt-get install chromium chromium-driver")
    with Browser() as opened:
        yield opened
