"""The cases of fixtures/glitches.json: what each repair mends, what it must leave alone, and what it cannot do yet."""

import json
from pathlib import Path
from typing import Any

import pytest

from cleaner.stages.repair import Repaired, repair_block, repair_text
from cleaner.stages.repair.table import FIXES

FIXTURE = Path(__file__).parents[2] / "fixtures" / "glitches.json"
CASES: list[dict[str, Any]] = json.loads(FIXTURE.read_text(encoding="utf-8"))


def of(kind: str) -> list[Any]:
    return [pytest.param(case, id=f"{case['repair']}: {case['why']}") for case in CASES if case["kind"] == kind]


def repaired(case: dict[str, Any]) -> Repaired:
    return (repair_block if case.get("block") else repair_text)(case["given"])


@pytest.mark.parametrize("case", of("positive"))
def test_damage_is_mended_by_the_repair_that_is_meant_for_it(case: dict[str, Any]) -> None:
    result = repaired(case)
    assert result.text == case["wanted"]
    assert case["repair"] in result.counts


@pytest.mark.parametrize("case", of("negative"))
def test_what_its_author_wrote_is_left_alone(case: dict[str, Any]) -> None:
    assert repaired(case) == Repaired(case["given"])


@pytest.mark.parametrize("case", of("known-failure"))
@pytest.mark.xfail(strict=True, reason="known: the evidence in the text is too little, or says something else")
def test_known_failures(case: dict[str, Any]) -> None:
    assert repaired(case).text == case["wanted"]


@pytest.mark.parametrize("name", sorted({fix.name for fix in FIXES}))
def test_every_repair_has_cases_for_and_against(name: str) -> None:
    kinds = {case["kind"] for case in CASES if case["repair"] == name}
    assert kinds >= {"positive", "negative"}


@pytest.mark.parametrize("case", of("positive") + of("negative"))
def test_wanted_texts_are_fixed_points(case: dict[str, Any]) -> None:
    assert repair_text(case["wanted"]).text == case["wanted"] or case.get("block")
