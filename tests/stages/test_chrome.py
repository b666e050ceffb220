"""The article stays and the site goes, decided on the whole document and not on one line."""

import json
from pathlib import Path

import pytest

import cleaner
from cleaner.document import Block
from cleaner.rulebook.packs import Packs, load_packs
from cleaner.settle import ROUNDS
from cleaner.stages.chrome import ChromeResult, clean, looks

ROOT = Path(__file__).parents[2]
PARAGRAPH = (
    "The council voted on Tuesday to close the plant after a debate that lasted most of the night. Nine members spoke "
    "against the plan, and the mayor left the hall before the result was read out to those who had waited outside."
)
OTHER = (
    "Workers had marched through the rain in the morning, and the union said it would take the matter to court. The "
    "company answered in the evening that it had kept every promise which it had made when it bought the old mill."
)


@pytest.fixture(scope="module")
def packs() -> Packs:
    return load_packs([ROOT / "rules"])


def blocks_of(text: str) -> list[Block]:
    blocks, offset, gap = [], 0, False
    for line in text.split("\n"):
        if line.strip():
            blocks.append(Block(line, offset, gap=gap))
        gap = not line.strip()
        offset += len(line) + 1
    return blocks


def kept(text: str, result: ChromeResult) -> list[str]:
    """The lines of the body that a result leaves."""
    gone = [(cut.start, cut.end) for cut in result.cuts] + ([result.headline] if result.headline else [])
    lines = []
    for block in blocks_of(text):
        left = "".join(
            c for i, c in enumerate(block.text, block.start) if not any(start <= i < end for start, end in gone)
        )
        if left.strip():
            lines.append(left.strip())
    return lines


def headline(text: str, result: ChromeResult) -> str | None:
    return text[result.headline[0] : result.headline[1]] if result.headline else None


def cleaned(text: str, packs: Packs) -> tuple[str | None, list[str]]:
    result = clean(blocks_of(text), packs=packs)
    return headline(text, result), kept(text, result)


CASES = {
    "a list under a glued heading, with dates between": (
        f"Plant to close\n\n{PARAGRAPH}\n{OTHER}\nLatest news\nLatest newsIndia’s Strategy in the South\n27.Feb.2026\n"
        "Air Assault on the Port\n26.Feb.2026\n\n02 Mar 2026\n",
        "Plant to close",
        [PARAGRAPH, OTHER],
    ),
    "a list whose heading no pack knows": (
        f"Plant to close\n\n{PARAGRAPH}\n{OTHER}\nZuletzt gelesenes\n"
        "The bridge that nobody wanted to build\n2 Mar 2026\n"
        "A harbour without any ships\n1 Mar 2026\nWhy the swans came back to town\n1 Mar 2026\n",
        "Plant to close",
        [PARAGRAPH, OTHER],
    ),
    "menus above and below": (
        "Home | Politics | Sports | Culture\n"
        f"Plant to close after long night\nBy Emma Ellison\n2 March 2026\n{PARAGRAPH}\n"
        f"{OTHER}\nHome\nPolitics\nSports\n© 2026 The Mill Post. All rights reserved.\n",
        "Plant to close after long night",
        [PARAGRAPH, OTHER],
    ),
    "interruptions": (
        f"Plant to close\n\n{PARAGRAPH}\nAdvertisement\n{OTHER}\nRead also: Swans return to the river\n{PARAGRAPH}.\n",
        "Plant to close",
        [PARAGRAPH, OTHER, PARAGRAPH + "."],
    ),
    "a button stuck to the last sentence": (f"{PARAGRAPH}\n{OTHER}Share\n", None, [PARAGRAPH, OTHER]),
    "the site's name behind the headline": (
        f"Plant to close - The Mill Post\n\n{PARAGRAPH}\n{OTHER}\n",
        "Plant to close",
        [PARAGRAPH, OTHER],
    ),
    "a second copy of the headline": (
        f"Plant to close after long night - The Mill\nPlant to close after long night\n\n{PARAGRAPH}\n{OTHER}\n",
        "Plant to close after long night",
        [PARAGRAPH, OTHER],
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_chrome_goes_and_the_article_stays(packs: Packs, name: str) -> None:
    text, title, body = CASES[name]
    assert cleaned(text, packs) == (title, body)


STORY = [
    "The council of Millbrook voted on Tuesday to close the paper plant, the largest employer of the town, in autumn.",
    "Workers of the plant marched through Millbrook before the vote, and the union called the council's vote illegal.",
    "The mayor told the council that the plant had lost money in every year since the union refused longer hours.",
    "The union answered that workers had offered longer hours to the mayor and to the owner of the plant in spring.",
    "The owner of the plant said on Tuesday that workers would be paid until autumn, whatever the union decided.",
    "A second vote of the council on the plant is expected after the mayor has met workers and union in Millbrook.",
]
BOX = "Our newsletter Dispatches brings reporting from five continents into your inbox each morning before sunrise."
ON_A_PAGE = {
    "what comes again and again between paragraphs": (
        "\n".join(line for paragraph in STORY for line in (paragraph, "Article text")),
        STORY,
    ),
    "a box that the page has twice": ("\n".join([*STORY[:2], BOX, *STORY[2:4], BOX, *STORY[4:]]), STORY),
    "a caption with a photographer behind a slash": (
        "\n".join([*STORY[:3], "Workers march to the council before the vote Tara Bell/Getty Images", *STORY[3:]]),
        STORY,
    ),
    "the headline of another story between paragraphs": (
        "\n".join([*STORY[:3], "WHY SWANS RETURNED TO A RIVER IN NORTHERN FINLAND AFTER DECADES", *STORY[3:]]),
        STORY,
    ),
    "teasers of other stories with their first sentences": (
        "\n".join(
            [
                *STORY,
                "Swans return to northern rivers of Finland",
                "Biologists counted eleven hundred breeding pairs along Lapland's shores, twice what hunters remember.",
                "Harbour without ships finds new purpose",
                "Where freighters once unloaded bananas, skateboarders practise beneath cranes painted purple.",
                "Opera season opens despite broken roof",
                "Singers rehearse under umbrellas while carpenters hammer overhead; tickets remain available online.",
            ]
        ),
        STORY,
    ),
    "what readers write": (
        "\n".join(
            [
                *STORY,
                "tallships:",
                "November 19, 2025 at 6:34 am",
                "The union should have taken the offer of the mayor, and the workers would still have the plant.",
                "joe_from_millbrook:",
                "November 19, 2025 at 6:44 am",
                "The council has never listened to workers of the plant, why would it listen to the union now?",
                "v2787:",
                "November 19, 2025 at 7:02 am",
                "The owner of the plant pays the mayor and the council, and the workers pay all of them.",
            ]
        ),
        STORY,
    ),
    "a list of other stories that comes between paragraphs again and again": (
        "\n".join(
            line
            for paragraph in STORY
            for line in (
                paragraph,
                "Popular now",
                "Fashion",
                "Sandals that everyone wears this summer",
                "By Marie Perier",
                "Travel",
                "Nine islands without a single car",
                "By Jo Watson",
            )
        ),
        STORY,
    ),
    "who wrote it, by the byline": (
        "\n".join([*STORY, "Emma Ellison reports from the north. Write to her at emma@harbour.example or on paper."]),
        STORY,
    ),
    "a menu in small letters": (
        "\n".join(["agra", "ajmer", "amaravati", "bareilly", "coimbatore", "cuttack", "dehradun", "erode", *STORY]),
        STORY,
    ),
    "who wrote it": (
        "\n".join(
            ["Emma Ellison", *STORY, "Emma Ellison", "Emma Ellison reports on the council of Millbrook and its plant."]
        ),
        STORY,
    ),
}


@pytest.mark.parametrize("name", ON_A_PAGE)
def test_what_pages_put_around_a_story_goes(packs: Packs, name: str) -> None:
    text, body = ON_A_PAGE[name]
    assert cleaned(f"Council votes to close plant in Millbrook\nBy Emma Ellison\n{text}", packs)[1] == body


LAST = "A second vote is expected once the mayor has met both sides in spring."
BETWEEN = {
    "a box of two under a heading": ["Related", "Swans return to the river", "Why the old bridge is closed"],
    "a link under its heading": ["READ ALSO", "Swans return to the river"],
    "an invitation to follow": ["Follow us on Telegram"],
    "an invitation and an advertisement": ["Sign up for our newsletter", "Advertisement"],
    "the clock of a player": ["0:00 / 1:32"],
    "a heading with the name of a section": ["More from Europe", "Swans return to the river", "Old bridge closed"],
}


@pytest.mark.parametrize("name", BETWEEN)
def test_what_interrupts_a_story_leaves_its_first_and_last_paragraphs(packs: Packs, name: str) -> None:
    """A paragraph alone at an end of the article looks like a teaser; what parts it from the others does not count."""
    first = "\n".join(["Plant to close", "By Emma Ellison", PARAGRAPH, *BETWEEN[name], *STORY[:4], "© 2026 The Mill"])
    assert cleaned(first, packs)[1] == [PARAGRAPH, *STORY[:4]]
    last = "\n".join(["Plant to close", "By Emma Ellison", *STORY[:4], *BETWEEN[name], PARAGRAPH, "Share", "Tweet"])
    assert cleaned(last, packs)[1] == [*STORY[:4], PARAGRAPH]


@pytest.mark.parametrize("ended", ["", "\nShare\nTags: mill, plant", "\n© 2026 The Mill"])
def test_an_invitation_leaves_a_last_paragraph_of_one_sentence(packs: Packs, ended: str) -> None:
    text = "\n".join(["Plant to close", "", *STORY[:3], "Follow us on Telegram", LAST]) + ended
    assert cleaned(text, packs)[1] == [*STORY[:3], LAST]


def test_a_count_of_comments_above_paragraphs_heads_no_comments(packs: Packs) -> None:
    text = "\n".join(["Plant to close", "By Emma Ellison", *STORY[:4], "Comments (14)", *STORY[4:]])
    assert cleaned(text, packs)[1] == STORY


TABLES = {
    "what is needed": ["200 g flour", "2 eggs", "1 tin of beans"],
    "prices": ["Bread: 3.50 €", "Milk: 1.20 €", "Butter: 4.10 €"],
    "shares of a vote": ["Labour 34.5 %", "Greens 28.1 %", "Others 12.7 %"],
}


@pytest.mark.parametrize("name", TABLES)
def test_figures_in_a_row_are_a_table_of_the_story(packs: Packs, name: str) -> None:
    body = [*STORY[:3], *TABLES[name], *STORY[3:]]
    assert cleaned("\n".join(["Council votes to close plant", "By Emma Ellison", *body]), packs)[1] == body


def test_an_article_of_two_paragraphs_and_a_subheading_stays(packs: Packs) -> None:
    """No paragraph has company there, so that one is alone says nothing."""
    body = [STORY[0], "What the union says", STORY[1]]
    assert cleaned("\n".join(["Plant to close", "", *body]), packs) == ("Plant to close", body)


def test_a_box_below_the_lead_is_no_end_of_the_header(packs: Packs) -> None:
    box = ["Most read", "Swans return to the river", "Why the old bridge is closed", "Harbour without any ships"]
    text = "\n".join(["Plant to close", "By Emma Ellison", PARAGRAPH, *box, *STORY])
    assert cleaned(text, packs) == ("Plant to close", [PARAGRAPH, *STORY])


def test_one_subheading_in_capitals_stays(packs: Packs) -> None:
    body = [*STORY[:3], "WHAT THE UNION OFFERED TO THE MAYOR", *STORY[3:]]
    assert cleaned("\n".join(["Council votes to close plant", "", *body]), packs)[1] == body


def test_a_long_headline_behind_read_also_is_a_link(packs: Packs) -> None:
    link = f"Read also: {STORY[0][:-1]}"
    assert cleaned("\n".join(["Plant to close", "", *STORY[1:3], link, *STORY[3:]]), packs)[1] == STORY[1:]


ABOVE = {
    "a ticker": ("$ 92,15 € 99,40", None),
    "breadcrumbs": ("Home > Millbrook", None),
    "a date with its source": ("2026-03-02 10:30 来源：新华社", "2026-03-02T10:30"),
    "a date behind a label that no pack knows": ("Tarehe: 02/03/2026", "2026-03-02"),
}


@pytest.mark.parametrize("name", ABOVE)
def test_what_stands_beside_a_headline_is_none(packs: Packs, name: str) -> None:
    line, published = ABOVE[name]
    text = "\n".join([line, "Council votes to close plant", *STORY])
    result = clean(blocks_of(text), packs=packs)
    assert (headline(text, result), kept(text, result)) == ("Council votes to close plant", STORY)
    assert result.published == published


def test_a_name_with_its_place_is_no_headline(packs: Packs) -> None:
    text = "\n".join(["Council votes to close plant", "Emma Ellison / Millbrook", "2 March 2026", *STORY])
    assert cleaned(text, packs) == ("Council votes to close plant", STORY)


def test_a_list_that_the_story_announces_stays(packs: Packs) -> None:
    body = [
        *STORY,
        "These members of the council voted to close it:",
        "Anna Whitlock",
        "Jo Marsh",
        "Peter Quayle, mayor",
    ]
    text = "\n".join(["Council votes to close plant", "By Emma Ellison", *body, "Share", "© 2026 The Mill Post"])
    assert cleaned(text, packs)[1] == body


def test_subheadings_of_the_story_stay(packs: Packs) -> None:
    body = [*STORY[:3], "What the union offered", *STORY[3:5], "What happens next", STORY[5]]
    assert cleaned("Council votes to close plant in Millbrook\n\n" + "\n".join(body), packs)[1] == body


def test_a_standfirst_is_of_the_article(packs: Packs) -> None:
    text = "\n".join(["Council votes to close plant", STORY[5], "By Emma Ellison", "2 March 2026", *STORY[:5]])
    assert cleaned(text, packs) == ("Council votes to close plant", [STORY[5], *STORY[:5]])


LOOKALIKES = {
    "a phrase that opens a sentence": "Latest news from the front suggests that both sides are digging in.",
    "a button's word that opens a sentence": "Share your seat with someone older, the driver told the passengers.",
    "a policy that the article is about": "All rights reserved by the constitution must be protected, the court said.",
    "a subheading": "What happens next",
    "a short paragraph": "Nobody answered.",
    "a day of a diary": "4 September 2020",
    "an entry of a chronicle": "18 May 2019 — The mill was sold to its workers",
    "a result": "Rovers – Athletic 3:1",
    "a question": "Q: How long will the repairs take?",
    "an item": "• reopen two schools",
    "the headline in quotation marks": "“Plant to close”",
}


@pytest.mark.parametrize("name", LOOKALIKES)
def test_what_only_looks_like_chrome_stays(packs: Packs, name: str) -> None:
    text = f"Plant to close\n\n{PARAGRAPH}\n{LOOKALIKES[name]}\n{OTHER}\n"
    assert cleaned(text, packs) == ("Plant to close", [PARAGRAPH, LOOKALIKES[name], OTHER])


def test_a_poem_stays(packs: Packs) -> None:
    poem = [
        "The river keeps no calendar",
        "it counts in stones",
        "and every winter, patient, slow",
        "it brings them home",
    ]
    text = "\n".join([PARAGRAPH, *poem, OTHER])
    assert cleaned(text, packs) == (None, [PARAGRAPH, *poem, OTHER])


HEADLINES = {
    "a standfirst that shares more words with the text stands below": [
        "Plant to close after vote of the council",
        "Nine members of the council spoke against the plan, workers had marched through the rain",
        "By Emma Ellison",
    ],
    "the last of the breadcrumbs": [
        "Home / Economy / Plant to close after vote of the council",
        "Plant to close after vote of the council",
        "By Emma Ellison",
    ],
    "a caption with its credit": [
        "Plant to close after vote of the council",
        "By Emma Ellison",
        "2 March 2026",
        "Workers of the plant march through the rain to the council. Tara Bell for The Mill Post",
    ],
    "a kicker": ["The council", "Plant to close after vote of the council", "By Emma Ellison", "2 March 2026"],
    "menus and teasers": [
        "Swans return to the river in the north",
        "Sports",
        "Why nobody swims in the harbour anymore",
        "Plant to close after vote of the council",
        "Share",
        "Add us as a source that you prefer",
    ],
}


@pytest.mark.parametrize("name", HEADLINES)
def test_the_headline_is_told_from_what_stands_around_it(packs: Packs, name: str) -> None:
    text = "\n".join(["Sports", "Culture", "Weather", *HEADLINES[name], PARAGRAPH, OTHER, PARAGRAPH + "."])
    assert cleaned(text, packs)[0] == "Plant to close after vote of the council"


def test_a_question_set_apart_above_a_text_is_its_headline_and_stays_one(packs: Packs) -> None:
    question = "Why did the council vote to close the plant?"
    assert cleaned(f"{question}\n\n{PARAGRAPH}\n\n{OTHER}\n", packs) == (question, [PARAGRAPH, OTHER])


def test_a_document_that_begins_with_a_paragraph_has_no_headline(packs: Packs) -> None:
    assert cleaned(f"{PARAGRAPH}\n{OTHER}\n", packs) == (None, [PARAGRAPH, OTHER])


def test_nothing_and_next_to_nothing(packs: Packs) -> None:
    assert clean([], packs=packs) == ChromeResult()
    assert cleaned("Latest news\n27.Feb.2026\n", packs) == (None, ["Latest news", "27.Feb.2026"])


def test_a_known_headline_is_the_only_one(packs: Packs) -> None:
    text = f"Some other line\nPlant to close\n{PARAGRAPH}\n{OTHER}\n"
    result = clean(blocks_of(text), packs=packs, headline="Plant to close")
    assert headline(text, result) == "Plant to close"


def test_markup_that_kept_a_block_is_believed_where_the_block_may_be_either(packs: Packs) -> None:
    text = f"{PARAGRAPH}\n{OTHER}\nThe bridge that nobody wanted\nA harbour without ships\nFacebook\n"
    result = clean(blocks_of(text), packs=packs, html=True)
    assert kept(text, result) == [PARAGRAPH, OTHER, "The bridge that nobody wanted", "A harbour without ships"]


def test_where_markup_chose_the_article_only_lines_that_say_so_themselves_are_chrome(packs: Packs) -> None:
    entries = [f"Jar {name} of something that keeps" for name in "abcdefghi"] + [
        "Balcony",
        "555-0143",
        "www.mill.example",
    ]
    text = "\n".join([PARAGRAPH, OTHER, *entries, "Share", "Tags: mill, jars", "27.Feb.2026", "© The Mill", ""])
    result = clean(blocks_of(text), packs=packs, html=True)
    assert kept(text, result) == [PARAGRAPH, OTHER, *entries]
    assert kept(text, clean(blocks_of(text), packs=packs)) == [PARAGRAPH, OTHER]


def test_what_somebody_says_is_no_invitation(packs: Packs) -> None:
    said = "« Nous allons recevoir des nouvelles avant la nuit », a dit le maire."
    text = f"{PARAGRAPH}\n{said}\n{OTHER}\n"
    assert kept(text, clean(blocks_of(text), packs=packs, html=True)) == [PARAGRAPH, said, OTHER]


@pytest.mark.parametrize(
    ("text", "published", "modified"),
    [
        ("Plant to close\n2 March 2026\n{}", "2026-03-02", None),
        ("Published: 2 March 2026, 12:30\nPlant to close\n\n{}", "2026-03-02T12:30", None),
        ("Plant to close\nUpdated 3 March 2026\nPublished 2 March 2026\n{}", "2026-03-02", "2026-03-03"),
        ("Plant to close\nBy Emma Ellison | 2026-03-02 | Print\n{}", "2026-03-02", None),
        ("Plant to close\n\n{}\n\n2 March 2026", None, None),
        ("Plant to close\n2 hours ago\n{}", None, None),
    ],
)
def test_the_date_beside_the_headline_is_the_day_of_publication(
    packs: Packs, text: str, published: str | None, modified: str | None
) -> None:
    result = clean(blocks_of(text.format(f"{PARAGRAPH}\n{OTHER}")), packs=packs)
    assert (result.published, result.modified) == (published, modified)


def test_authors_and_dateline(packs: Packs) -> None:
    text = f"Plant to close\nBy Emma Ellison and Nora Quill\nLONDON, 2 March — {PARAGRAPH}\n{OTHER}\n"
    result = clean(blocks_of(text), packs=packs)
    assert result.authors == ("Emma Ellison", "Nora Quill")
    assert result.dateline == "LONDON, 2 March"
    assert kept(text, result)[0].startswith("LONDON, 2 March — The council")


@pytest.mark.parametrize("folder", sorted((ROOT / "fixtures" / "text").iterdir()), ids=lambda folder: folder.name)
def test_real_documents(packs: Packs, folder: Path) -> None:
    text = (folder / "source.txt").read_text(encoding="utf-8")
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    result = clean(blocks_of(text), packs=packs)
    assert headline(text, result) == expected["headline"]
    assert len(kept(text, result)) == sum(map(bool, expected["body"].split("\n")))
    assert result.published == expected["published"]


@pytest.mark.parametrize("name", CASES)
def test_a_cleaned_document_is_clean(packs: Packs, name: str) -> None:
    _, title, body = CASES[name]
    again = "\n\n".join([title, *body] if title else body)
    assert cleaned(again, packs) == (title, body)


@pytest.mark.parametrize(("lines", "readings"), [(looks.REMEMBERED, 1), (2 * looks.REMEMBERED + 400, ROUNDS + 1)])
def test_a_line_is_looked_at_once_and_in_documents_beyond_memory_once_a_reading(
    monkeypatch: pytest.MonkeyPatch, lines: int, readings: int
) -> None:
    seen: list[str] = []
    look = looks._look
    monkeypatch.setattr(looks, "_look", lambda text, packs: seen.append(text) or look(text, packs))
    cleaner.clean(
        "\n".join(f"{i % 28 + 1}.2.{1950 + i // 336} {i % 24}:{i // 24 % 60:02}:{lines % 60}" for i in range(lines))
    )
    assert lines <= len(seen) <= readings * lines + 10


MENU = ["Sports page", "Weather today", "Our archive", "Small ads", "Job offers", "House prices"]
ELSEWHERE = [
    "Astronomers have found a comet that will pass our planet in autumn, brighter than any seen for forty years.",
    "The comet was discovered by amateurs with a small telescope, who had looked for it since early childhood.",
    "Its tail stretches over millions of kilometres, and a probe could be launched towards it in about a year.",
]


LONGER = [f"{sentence} {paragraph}" for paragraph in (PARAGRAPH, OTHER) for sentence in STORY[:4]]
BEYOND = {
    "little of the same story": ([STORY[4], PARAGRAPH], True),
    "much of another story": ([f"{one} {other}" for one in ELSEWHERE for other in ELSEWHERE if one != other], False),
}


@pytest.mark.parametrize("name", BEYOND)
def test_words_tell_whether_a_story_goes_on_beyond_a_long_gap(packs: Packs, name: str) -> None:
    beyond, stays = BEYOND[name]
    text = "\n".join(["Council votes to close plant", "By Emma Ellison", *LONGER, *MENU, *beyond, "© 2026 The Mill"])
    assert cleaned(text, packs)[1] == [*LONGER, *(beyond if stays else [])]


def test_a_paragraph_between_byline_and_buttons_is_the_standfirst(packs: Packs) -> None:
    lead = STORY[0] + " " + STORY[1]
    above = ["Plant to close", "By Emma Ellison", lead, "2 March 2026", "Share", "Tweet", "Print", "Comments (14)"]
    assert lead in cleaned("\n".join([*above, *STORY[2:]]), packs)[1]


def test_a_box_that_the_page_has_twice_goes(packs: Packs) -> None:
    box = ["Read every story of our town", "Puzzles for the weekend", "Support reporters near you."]
    body = [*STORY[:2], *box, *STORY[2:4], *[line.rstrip(".") for line in box], *STORY[4:]]
    assert cleaned("\n".join(["Plant to close", "By Emma Ellison", *body]), packs)[1] == STORY


CREDITS = {
    "in brackets": ["(Getty Images)"],
    "behind the sign of rights": ["© Emma Ellison/Mill Pictures"],
    "behind its label": ["Photo: Emma Ellison"],
}


@pytest.mark.parametrize("name", CREDITS)
def test_the_line_above_a_credit_is_a_caption(packs: Packs, name: str) -> None:
    caption = "The plant and its owner in front of the town hall of Millbrook"
    text = "\n".join(["Plant to close", "By Emma Ellison", *STORY[:3], caption, *CREDITS[name], *STORY[3:]])
    assert cleaned(text, packs)[1] == STORY


@pytest.mark.parametrize("line", ["© 2026 The Mill", "© The Mill", "(Getty Images)"])
def test_a_last_sentence_above_a_line_of_rights_is_no_caption(packs: Packs, line: str) -> None:
    assert cleaned("\n".join(["Plant to close", "By Emma Ellison", *STORY, line]), packs)[1] == STORY


SIGNED = {
    "by, a name and a clock": "by Emma Ellison Mar. 2, 2026 9:40 pm",
    "a name and a clock": "Emma Ellison 2 March 2026 21:40",
    "a name stuck to its date": "Emma Ellison2 March 2026 21:40",
}


@pytest.mark.parametrize("name", SIGNED)
def test_a_name_and_a_date_are_a_byline(packs: Packs, name: str) -> None:
    text = "\n".join(["Council votes to close plant", SIGNED[name], *STORY])
    result = clean(blocks_of(text), packs=packs)
    assert kept(text, result) == STORY
    assert (result.published, result.authors) == ("2026-03-02T21:40", ("Emma Ellison",))


def test_a_line_that_tells_when_it_was_put_is_no_headline(packs: Packs) -> None:
    line = "Column by our reporter at the plant - 02.03.2026 08:52"
    text = "\n".join([*MENU, "What the council and the union want from the plant", line, *STORY])
    assert cleaned(text, packs) == ("What the council and the union want from the plant", STORY)


def test_a_note_below_the_name_of_the_author_goes(packs: Packs) -> None:
    note = ["Emma Ellison", "You can write to Emma Ellison here, and find all that Emma Ellison has written."]
    text = "\n".join(["Plant to close", "by Emma Ellison Mar. 2, 2026 9:40 pm", *STORY, *note])
    assert cleaned(text, packs)[1] == STORY


def test_a_list_can_be_the_article(packs: Packs) -> None:
    """Of prize winners nothing is running text; the line that announces them says what the headline says."""
    winners = [
        f"{first} {last}"
        for first in ("Anna", "Jo", "Peter", "Emma", "Ines")
        for last in ("Marsh", "Hill", "Abel", "Ray", "Oak")
    ]
    text = "\n".join(
        ["Millbrook prizes 2026: the full list of winners", "2 March 2026", "The Millbrook prizes in full:", *winners]
    )
    footer = [
        "Comments",
        "We value your comments but ask all readers to stay friendly and to keep to the topic of the day.",
        "You need to subscribe before you can talk to others.",
    ]
    found, body = cleaned("\n".join([*MENU, text, *footer]), packs)
    assert found == "Millbrook prizes 2026: the full list of winners"
    assert body[:26] == ["The Millbrook prizes in full:", *winners]
