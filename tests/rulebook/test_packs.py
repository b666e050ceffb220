"""Phrases are found whatever their case, marks and counters; date stamps in every language a pack brings."""

from pathlib import Path

import pytest

from cleaner.rulebook.datestamp import Stamp, gregorian, parse_stamp, parse_stamps
from cleaner.rulebook.packs import NAMES, PackError, Packs, load_packs, read_pack

RULES = Path(__file__).parents[2] / "rules"


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs([RULES])


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ("Latest news", "latest_news"),
        ("» LATEST NEWS:", "latest_news"),
        ("SON XƏBƏRLƏR", "latest_news"),
        ("son xəbərlər", "latest_news"),
        ("Последние новости", "latest_news"),
        ("Ещё по теме", "latest_news"),
        ("Еще по теме", "latest_news"),
        ("Comments (13)", "comments"),
        ("8 comments", "comments"),
        ("Просмотров: 1 024", "views"),
        ("Facebook", "share_targets"),
    ],
)
def test_a_line_that_is_a_phrase_has_its_kind(packs: Packs, line: str, kind: str) -> None:
    assert kind in packs.names(line)
    assert packs.phrases(kind).whole(line)


@pytest.mark.parametrize("line", ["Latest news about the merger sent shares higher on Tuesday.", "", "—", "13"])
def test_other_lines_have_none(packs: Packs, line: str) -> None:
    assert packs.names(line) == frozenset()


def test_a_glued_phrase_is_measured_in_the_characters_of_the_line(packs: Packs) -> None:
    line = "SON HABERLƏRIn"
    assert packs.phrases("latest_news").prefix("Latest newsIndia’s Long-Term Strategy") == len("Latest news")
    assert packs.phrases("read_also").prefix("▶ Read also: Bridge opens") == len("▶ Read also")
    assert packs.phrases("share").suffix("The road reopened.Share") == len("Share")
    assert packs.phrases("share").suffix("Nothing here.") == packs.phrases("latest_news").prefix(line) == 0


def test_within_finds_whole_words_alone(packs: Packs) -> None:
    assert packs.phrases("cookie").within("This website uses cookies. Accept all")
    assert not packs.phrases("cookie").within("She liked cookiesque shapes")


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
    ("text", "fault"),
    [
        ("language: xx", "expected the keys"),
        ("language: xx\nphrases: {latest: [a]}", "unknown list 'latest'"),
        ("language: xx\nphrases: {share: {a: b}}", "must be a list"),
        ("language: xx\nphrases: {}\ncalendar: {months: [a, b]}", "twelve"),
        ("language: [", "not YAML"),
    ],
)
def test_a_faulty_pack_names_its_fault(text: str, fault: str) -> None:
    with pytest.raises(PackError, match=fault):
        read_pack("xx.yaml", text)


def test_a_list_may_be_one_text_with_semicolons_between_its_entries() -> None:
    pack = read_pack(
        "xx.yaml",
        "language: xx\nphrases:\n  share: >-\n    share this;\n    tell a friend;\ncalendar: {days: today; now}",
    )
    assert pack.phrases["share"] == ("share this", "tell a friend")
    assert pack.calendar["days"] == (("today",), ("now",))


def test_words_that_yaml_takes_for_booleans_stay_words() -> None:
    assert read_pack("nb.yaml", "language: no\nphrases: {navigation: [yes, on]}").phrases["navigation"] == ("yes", "on")


def test_every_shipped_pack_fills_the_kinds_that_every_news_site_has(packs: Packs) -> None:
    needed = ["latest_news", "read_also", "share", "comments", "tags", "byline", "photo_credit", "copyright"]
    missing = {(p.language, name) for p in packs.packs for name in needed if not p.phrases.get(name)}
    assert not missing
    assert set(NAMES) >= set(needed)


def test_every_shipped_pack_knows_its_months_and_how_old_news_is_counted(packs: Packs) -> None:
    missing = {
        (p.language, name)
        for p in packs.packs
        for name in ("months", "weekdays", "units", "days")
        if not p.calendar.get(name)
    }
    assert not missing
