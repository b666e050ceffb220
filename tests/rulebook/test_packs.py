"""Phrases are found whatever their case, marks and counters."""

from pathlib import Path

import pytest

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
