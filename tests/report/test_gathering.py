"""A report of a large run holds sums and samples: its size must not grow with the number of documents."""

from cleaner.corpus.accounting import Summary
from cleaner.document import Quarantined
from cleaner.report.gathering import MOST_CHANGED, MOST_LOST, Gathering
from cleaner.report.html import page
from cleaner.report.trace import Taken, Trace
from cleaner.writers.lines import Rendered

COUNT = 3_000


def rendered(number: int) -> Rendered:
    return Rendered(b"{}", (), None, "en", {"generic/share": number}, {}, (), 9_000, 5_000, "a.example", "2026-01-02")


def gathered() -> Gathering:
    found = Gathering()
    for number in range(COUNT):
        found.cleaned(number, str(number), rendered(number), None, kept=True, stands_for=0)
        found.quarantined(str(number), Quarantined(f"{number}.txt", str(number), "not-text", "<noise>"))
    return found


def look(row: int) -> tuple[str, Trace]:
    record = {"headline": f"<b>{row}", "source": f"{row}.txt", "site": "a.example", "language": "en", "body": ""}
    return str(row), Trace(record, "A word.\nShare", (Taken(8, 13, "generic/share"),), {})


def test_the_documents_that_lost_most_are_the_sample():
    assert gathered().most_changed() == list(range(COUNT - 1, COUNT - 1 - MOST_CHANGED, -1))


def test_a_sample_is_said_to_be_one_and_all_text_is_escaped():
    none: dict[str, int] = {}
    summary = Summary(
        version="1", engines={}, documents=2 * COUNT, kept=COUNT, duplicates=0, marked=0, dropped=none,
        quarantined={"not-text": COUNT}, ignored=0, languages={"en": COUNT}, removed={"generic/share": 5},
        repairs=none, flags=none, characters=9, characters_kept=5, quarantine_exceeded=True,
    )  # fmt: skip
    html = "".join(page("<out>", summary, gathered(), look))
    assert html.count("<article ") == MOST_CHANGED
    assert f"the {MOST_CHANGED} that lost most" in html
    assert f"the first {MOST_LOST} of {COUNT:,} documents are shown" in html
    assert "<noise>" not in html
    assert "<b>" not in html
    assert "<del>Share</del>" in html
    assert "http" not in html.replace('http-equiv="', "")
