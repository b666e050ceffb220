"""The report in a real browser: its links and filters work, and whatever a document says stays text."""

import json
import struct
from pathlib import Path

import pytest

HOSTILE = [
    "<script>document.title = 'ran'</script>",
    "</style><style>body { display: none }</style>",
    "</script><script>document.title = 'ran'</script>",
    "<img src=x onerror=\"document.title = 'ran'\">",
    "<svg onload=\"document.title = 'ran'\">",
    "' onmouseover='document.title=1' x='",
    '"><iframe src="https://example.org"></iframe>',
    "\u202eevil\u202c \u2067turned\u2069 \x1b[31mred\x07",
    "<!-- -- > ]]> &lt;b&gt; &#60;script&#62;",
]
PROSE = "The ferry sailed again on Wednesday, two years after the last crossing was cancelled for repairs. "


@pytest.fixture(scope="module")
def report(command, fixtures: Path, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    done = command(fixtures / "raw", "out.jsonl", "--report", "report.html", "--quiet", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "report.html"


@pytest.fixture(scope="module")
def hostile(command, tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("hostile")
    rows = []
    for number, evil in enumerate(HOSTILE):
        body = (
            f"{evil}\n\n{PROSE * 3}{number}. {evil}\n\nThe harbour was full of people, number {number}.\nLatest news\n"
        )
        rows += [
            {"id": f"{number}{evil}", "site": f"{evil[:20]}.example", "text": body + f"{evil}\n27.Feb.2026\n"},
            {"id": f"{number}b", "headline": evil, "text": body},
        ]
    (folder / f"{HOSTILE[0].replace('/', '')}.txt").write_bytes(b"\x01\x02\x03noise" * 500)
    (folder / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows))
    done = command(".", "out.jsonl", "--report", "report.html", "--quiet", "--max-quarantine", "9", cwd=folder)
    assert done.returncode == 0, done.stderr
    return folder / "report.html"


def shown(browser) -> list[str]:
    return browser.run("return [...document.querySelectorAll('#documents article')].filter(a => a.offsetParent)"
                       ".map(a => a.querySelector('h3').textContent)")  # fmt: skip


def test_links_lead_to_their_sections(browser, report):
    browser.open(report)
    targets = browser.run("return [...document.querySelectorAll('nav a')].map(a => a.getAttribute('href'))")
    assert len(targets) == 9
    for target in targets:
        browser.click(f"nav a[href='{target}']")
        assert browser.run("return location.hash") == target
        assert browser.run("return document.querySelector(location.hash + ' h2').getBoundingClientRect().top") < 1400


def test_filters_narrow_the_documents_and_say_so(browser, report):
    browser.open(report)
    every = shown(browser)
    assert len(every) > 10
    browser.type("input[name=text]", "motorway bridges")
    narrowed = shown(browser)
    assert 0 < len(narrowed) < len(every)
    assert (
        browser.run("return document.getElementById('shown').textContent") == f"{len(narrowed)} of {len(every)} shown"
    )
    browser.click("button[type=reset]")
    browser.run("return new Promise(done => setTimeout(done, 50))")
    assert shown(browser) == every


def test_a_rule_of_the_table_filters_by_itself(browser, report):
    browser.open(report)
    rule = "generic/latest/latest-list"
    browser.click(f"#rules a[data-value='{rule}']")
    found = shown(browser)
    assert found
    assert browser.run("return document.querySelector('select[name=rule]').value") == rule
    visible = browser.run(
        "return [...document.querySelectorAll('#documents article')].filter(a => a.offsetParent)"
        ".map(a => a.dataset.rules)"
    )
    assert all(rule in rules.split() for rules in visible)


def test_removed_text_is_struck_through_with_its_rule(browser, report):
    browser.open(report)
    struck = browser.run(
        "const d = [...document.querySelectorAll('#documents del')].find(d => d.textContent.includes('Latest news'));"
        "return [getComputedStyle(d).textDecorationLine, d.nextElementSibling.textContent]"
    )
    assert struck == ["line-through", "generic/latest/latest-list"]


def test_charts_have_text_alternatives(browser, report):
    browser.open(report)
    charts = browser.run(
        "return [...document.querySelectorAll('svg')].map(s => [s.getAttribute('role'), s.getAttribute('aria-label'),"
        " s.querySelector('title').textContent, s.querySelector('desc').textContent])"
    )
    assert len(charts) >= 6
    assert all(role == "img" and label and title and told for role, label, title, told in charts)
    assert "in 47: kept 38, duplicates 4, dropped 2, quarantined 3" in charts[0][3]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_both_schemes_are_legible(browser, report, scheme, tmp_path):
    """Contrast of text and of chart labels to the page, by WCAG's formula, is at least 4.5."""
    browser.command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
    browser.open(report)
    page, *inks = browser.run(
        "const c = (s, p) => getComputedStyle(document.querySelector(s))[p];"
        "return [c('body', 'backgroundColor'), c('body', 'color'), c('svg text', 'fill'), c('.note', 'color'),"
        " c('nav a', 'color')]"
    )
    assert [ink for ink in inks if contrast(ink, page) < 4.5] == []
    assert contrast(*browser.run(
        "const s = getComputedStyle(document.querySelector('#documents del')); return [s.color, s.backgroundColor]"
    )) >= 4.5  # fmt: skip
    browser.screenshot(tmp_path / "page.png")
    assert struct.unpack(">II", (tmp_path / "page.png").read_bytes()[16:24])[0] > 500
    browser.command("Emulation.setEmulatedMedia", features=[])


def test_in_print_everything_is_there_and_nothing_to_click(browser, report):
    browser.command("Emulation.setEmulatedMedia", media="print")
    browser.open(report)
    assert browser.run("return getComputedStyle(document.querySelector('nav')).display") == "none"
    assert browser.run("return getComputedStyle(document.querySelector('form')).display") == "none"
    assert browser.run("return getComputedStyle(document.querySelector('.text')).maxHeight") == "none"
    browser.command("Emulation.setEmulatedMedia", media="")


def test_hostile_documents_show_as_text_and_run_nothing(browser, hostile):
    browser.log()
    browser.open(hostile)
    assert browser.run("return document.title") == "out.jsonl – corpus-clean"
    assert browser.run("return document.querySelectorAll('script').length") == 1
    assert (
        browser.run("return document.querySelectorAll('iframe, img, [onerror], [onload], [onmouseover]').length") == 0
    )
    assert browser.run("return getComputedStyle(document.body).display") == "block"
    text = browser.run("return document.body.textContent")
    assert "<script>document.title = 'ran'</script>" in text
    assert not any(mark in text for mark in "\u202e\u2067\x1b\x07")
    assert len(shown(browser)) > 5
    assert browser.log() == []


def test_the_policy_refuses_what_is_not_its_own(browser, hostile):
    """Should a text ever get out of its place, the browser still runs nothing of it and loads nothing for it."""
    browser.open(hostile)
    browser.log()
    browser.run(
        "const s = document.createElement('script'); s.textContent = \"document.title = 'ran'\";"
        "document.body.append(s);"
        "const i = document.createElement('img'); i.src = 'https://example.org/x.png'; document.body.append(i)"
    )
    assert browser.run("return document.title") != "ran"
    refused = browser.log()
    assert len(refused) >= 2
    assert all("Content Security Policy" in message for message in refused)


def contrast(one: str, other: str) -> float:
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    parts = [int(part) / 255 for part in colour[colour.index("(") + 1 : -1].split(",")[:3]]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
