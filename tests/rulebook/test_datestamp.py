"""Date stamps in every language a pack brings, told apart from lines that only mention a date.

A stamp that is not read leaks into the article or loses its date; prose that is read as one loses a line of the text.
"""

from pathlib import Path

import pytest

from cleaner.rulebook.datestamp import Stamp, gregorian, parse_labelled, parse_stamp, parse_stamps
from cleaner.rulebook.datestamp.opening import may_be_stamp
from cleaner.rulebook.packs import Packs, load_packs

RULES = Path(__file__).parents[2] / "rules"


def data(name: str) -> list[str]:
    lines = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs([RULES])


@pytest.mark.parametrize("case", data("stamps.txt"))
def test_a_stamp_of_any_site_gives_its_day(packs: Packs, case: str) -> None:
    line, _, value = case.partition(" ->")
    found = parse_stamp(line, packs)
    assert found is not None
    assert found.value == (value.strip() or None)


@pytest.mark.parametrize("case", data("stamps.txt"))
def test_no_stamp_is_taken_for_another_line_by_its_first_letters(packs: Packs, case: str) -> None:
    line = case.partition(" ->")[0].strip()
    assert all(may_be_stamp(form, packs) for form in (line, line.upper(), line.lower(), line.title()))


@pytest.mark.parametrize("line", ["Governments meet on 2 March 2026", "ΣΥΝΑΝΤΗΣΗ", "Գալստյան 2026", "北京大学"])
def test_the_first_letters_of_other_lines_tell_that_they_are_no_stamps(packs: Packs, line: str) -> None:
    assert not may_be_stamp(line, packs)


@pytest.mark.parametrize("line", data("no-stamps.txt"))
def test_a_line_that_mentions_a_date_is_none(packs: Packs, line: str) -> None:
    assert parse_stamp(line, packs) is None


@pytest.mark.parametrize(
    ("line", "value", "label"),
    [
        ("27.Feb.2026", "2026-02-27", None),
        ("02 Mar 2026", "2026-03-02", None),
        ("27-Feb-2026", "2026-02-27", None),
        ("Published: September 24, 2025, 09:53", "2025-09-24T09:53", "published"),
        ("Last updated on 2 March 2026", "2026-03-02", "updated"),
        ("2026-03-02T12:00:00+04:00", "2026-03-02T12:00:00+04:00", None),
        ("Tuesday, March 2nd, 2026 at 6:05 PM GMT+4", "2026-03-02T18:05+04:00", None),
        ("Mar. 2, 2026, 12:05 a.m. ET", "2026-03-02T00:05", None),
        ("5 марта 2026 г., 12:00", "2026-03-05T12:00", None),
        ("Опубликовано: 1 февраля 2024", "2024-02-01", "published"),
        ("12:21 | 10.03.2026", "2026-03-10T12:21", None),
        ("10.03.2026 12.21", "2026-03-10T12:21", None),
        ("03/15/2026", "2026-03-15", None),
        ("Tarix: 2025-03-14", "2025-03-14", "published"),
        ("2 лютого 2026 року", "2026-02-02", None),
        ("2026年3月2日 12時30分", "2026-03-02T12:30", None),
        ("٢٠٢٦/٠٣/٠٢", "2026-03-02", None),
        ("1404/12/12", "2026-03-03", None),
        ("22 min ago", None, None),
        ("5 минут назад", None, None),
        ("Yesterday, 12:30", None, None),
        ("12:30", None, None),
        ("2 March", None, None),
    ],
)
def test_a_stamp_gives_its_day_as_exactly_as_it_says(packs: Packs, line: str, value: str, label: str) -> None:
    assert parse_stamp(line, packs) == Stamp(value, label)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "line",
    [
        "On 17 July 2023 the council voted to close the plant.",
        "18 May 2019 — The bridge was opened",
        "30.02.2026",
        "2026",
        "10",
        "3:1",
        "May",
        "Wanderers – City 3:1",
        "The second of March",
        "",
        "1" * 200,
    ],
)
def test_what_is_no_stamp_is_none(packs: Packs, line: str) -> None:
    assert parse_stamp(line, packs) is None


def test_two_labelled_dates_on_a_line_are_two_stamps(packs: Packs) -> None:
    found = parse_stamps("Published 2 March 2026 | Updated 3 March 2026, 10:00", packs)
    assert found == (Stamp("2026-03-02", "published"), Stamp("2026-03-03T10:00", "updated"))


@pytest.mark.parametrize(
    ("year", "day"), [(1395, "2016-03-20"), (1399, "2020-03-20"), (1403, "2024-03-20"), (1404, "2025-03-21")]
)
def test_nowruz_falls_on_its_known_days(year: int, day: str) -> None:
    assert str(gregorian(year, 1, 1)) == day


@pytest.mark.parametrize(
    ("line", "value"),
    [
        ("Objavljeno: 2. 3. 2026", "2026-03-02"),
        ("Përditësuar: 25.02.2026 | 20:09", "2026-02-25T20:09"),
        ("Birt 2026-03-02 10:30", "2026-03-02T10:30"),
        ("Tarehe ya kuchapishwa: 02/03/2026", "2026-03-02"),
        ("Deadline: 2 March 2026", "2026-03-02"),
        ("The law of 2.3.2026", None),
        ("Born 2 March 2026", None),
        ("Call us: 020 7946 0018", None),
        ("Day by day: 27 February 2026 was cold", None),
        ("One two three four: 2.3.2026", None),
    ],
)
def test_a_whole_date_behind_a_label_of_no_pack_is_a_stamp(packs: Packs, line: str, value: str | None) -> None:
    assert [stamp.value for stamp in parse_labelled(line, packs)] == ([value] if value else [])
