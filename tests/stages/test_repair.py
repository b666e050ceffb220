"""Repair: what the seeds need, and laws that hold for any text."""

import pytest

from cleaner.stages.repair import repair_block, repair_text

SEEDS = [
    ("It `s naturally.", "It's naturally."),
    ("“This worries us, ” Aliyev continued.", "“This worries us,” Aliyev continued."),
    ('“This is very worrisome, " Aliyev said.', "“This is very worrisome,” Aliyev said."),
    ("“There is no need for this, ”Aliyev noted.", "“There is no need for this,” Aliyev noted."),
]


@pytest.mark.parametrize(("given", "wanted"), SEEDS)
def test_the_glitches_of_the_seed_documents(given: str, wanted: str) -> None:
    assert repair_text(given).text == wanted
    assert repair_block(given).text == wanted


@pytest.mark.parametrize(("_", "wanted"), SEEDS)
def test_repaired_text_stays(_: str, wanted: str) -> None:
    assert repair_text(wanted).text == wanted
    assert not repair_text(wanted).counts
