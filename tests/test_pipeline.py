"""What holds across the stages: choices of rules, and what is known of a page before its rules are."""

from dataclasses import replace

import pytest

from cleaner import pipeline
from cleaner.document import Document, Prepared, Source
from cleaner.engines.steps import toolkit
from cleaner.settings import Settings

PROSE = (
    "The river rose for the third day in a row, and the lower town had to leave its houses by noon.",
    "By evening the water had reached the market, where traders carried out what they could carry.",
)
PAGE = (
    "<html><body><nav><a href=/>Home</a></nav><article><h1>River</h1>"
    + "".join(f"<p>{text}</p>" for text in PROSE)
    + "<p class=caption>A lamp on the bridge.</p></article></body></html>"
)


def cleaned(settings: Settings, *, forget: bool = False) -> Document:
    """The page, cleaned; `forget` what was read of its structure when it was prepared."""
    tools = toolkit(settings)
    ready = pipeline.prepare(Source("page", PAGE), tools)
    assert isinstance(ready, Prepared)
    assert ready.region
    return pipeline.finish(replace(ready, region=None) if forget else ready, tools)


@pytest.mark.parametrize("select", [(), ("generic/share",)], ids=["all", "some"])
def test_a_choice_of_rules_does_not_bring_the_menus_of_a_page_back(select: tuple[str, ...]) -> None:
    assert cleaned(Settings(select=select)).body == "\n\n".join(PROSE)


def test_a_part_of_a_page_stays_where_its_rule_is_ignored() -> None:
    settings = Settings(ignore=("region/caption",))
    assert cleaned(settings).body == "\n\n".join((*PROSE, "A lamp on the bridge."))


@pytest.mark.parametrize("settings", [Settings(), Settings(ignore=("region/caption",))], ids=["all", "some"])
def test_what_a_prepared_page_knows_of_its_region_changes_nothing(settings: Settings) -> None:
    assert cleaned(settings, forget=True) == cleaned(settings)
