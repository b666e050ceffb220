"""Which blocks of a page are the article: one small page for each thing that the region stage knows."""

import pytest

from cleaner.document import Block
from cleaner.page import text_key
from cleaner.profile import HtmlProfile
from cleaner.stages import markup, region
from cleaner.stages.region import labels

PROSE = [
    "The river rose for the third day in a row, and the lower town had to leave its houses by noon.",
    "By evening the water had reached the market, where traders carried out what they could carry.",
    "Nobody was hurt, said the mayor, who had spent the night on the bridge with a lamp in her hand.",
    "The bridge itself held, as it has held since it was built, and will be inspected when it is dry.",
]
STORY = "".join(f"<p>{text}</p>" for text in PROSE)


def reasons(html: str, profile: HtmlProfile | None = None) -> dict[str, str | None]:
    """For each block's text the rule that cuts it, None where it stays."""
    page = markup.parse(html)
    blocks: list[Block] = []
    offset = 0
    for block in page.blocks:
        blocks.append(block._replace(start=offset))
        offset += len(block.text) + 1
    cuts = {cut.start: cut.rule for cut in region.select(blocks, page.facts, profile=profile).cuts}
    return {block.text: cuts.get(block.start) for block in blocks}


@pytest.mark.parametrize(
    ("extra", "text", "rule"),
    [
        ("<nav><a href=/>Home</a></nav>", "Home", "navigation"),
        ("<p class=caption>A lamp on the bridge.</p>", "A lamp on the bridge.", "caption"),
        ("<figure><figcaption>A lamp.</figcaption></figure>", "A lamp.", "caption"),
        ("<div class='article-byline'>By Ann</div>", "By Ann", "byline"),
        ("<div class='share-bar'><p>Tell a friend.</p></div>", "Tell a friend.", "share"),
        ("<div id=comments><p>I was there, too, and it was worse than that.</p></div>", None, "comments"),
        ("<div class='newsletterSignup'><p>Read us every morning, at no cost.</p></div>", None, "signup"),
        ("<div style='display: none'><p>Only for machines, not for you.</p></div>", None, "hidden"),
        ("<div class='code-block code-block-3'><p>Buy a boat, while there are some.</p></div>", None, "advertisement"),
        ("<div class='author-bio'><p>Ann has written here since she was a child.</p></div>", None, "author-bio"),
        ("<ul><li><a href=/a>Another story about rivers and towns</a></ul>", None, "link-list"),
        ("<p><b>More:</b> <a href=/a>What the river did in 1931, in pictures</a></p>", None, "link-line"),
    ],
)
def test_what_is_not_the_article_goes_under_a_rule_that_names_it(extra: str, text: str | None, rule: str) -> None:
    first, second = ("".join(f"<p>{text}</p>" for text in part) for part in (PROSE[:2], PROSE[2:]))
    found = reasons(f"<main><article><h1>River</h1>{first}{extra}{second}</article></main>")
    cut = {block: why for block, why in found.items() if block not in PROSE and why == f"region/{rule}"}
    assert cut, found
    assert text is None or text in cut
    assert all(found[paragraph] is None for paragraph in PROSE)


@pytest.mark.parametrize(
    "wrap",
    [
        "<div class='page has-sidebar with-comments'>{}</div>",
        "<div class='newsletter content'>{}</div>",
        "<div class='related'>{}</div>",
        "<form>{}</form>",
    ],
)
def test_no_label_outweighs_most_of_the_pages_prose(wrap: str) -> None:
    found = reasons(wrap.format(f"<h1>River</h1>{STORY}"))
    assert [found[text] for text in PROSE] == [None] * len(PROSE)


def test_a_class_on_the_paragraphs_themselves_says_nothing_about_the_article() -> None:
    found = reasons(f"<article><h1>River</h1>{STORY.replace('<p>', '<p class=paywall>')}</article>")
    assert [found[text] for text in PROSE] == [None] * len(PROSE)


def test_boxes_of_one_make_are_one_body() -> None:
    boxes = "".join(f"<section><div class=chunk><p>{text}</p></div></section><hr>" for text in PROSE)
    assert set(reasons(f"<main>{boxes}</main>").values()) == {None}


BOX = "<div class=related><p>The dam is older than the town hall, and nobody has seen its plans since then.</p></div>"


def test_a_rule_that_is_not_wanted_takes_nothing_and_its_label_is_no_evidence() -> None:
    outside = "<aside><p>Read us on paper, too.</p></aside>"
    page = markup.parse(
        f"<main><article><h1>River</h1>{STORY}{BOX}<p>It will be dry by May.</p></article></main>{outside}"
    )

    def cut(*ignored: str) -> set[tuple[str, str]]:
        found = region.select(page.blocks, page.facts, wanted=lambda rule: rule not in ignored).cuts
        texts = {block.start: block.text for block in page.blocks}
        return {(texts[cut.start][:7], cut.rule) for cut in found}

    everything = cut()
    assert everything == {("River", "region/headline"), ("The dam", "region/related"), ("Read us", "region/sidebar")}
    assert cut("region/related") == everything - {("The dam", "region/related")}
    assert ("Read us", "region/outside-article") in cut("region/sidebar")
    assert "Read us" not in dict(cut("region/sidebar", "region/outside-article"))


def test_a_report_above_its_live_blog_is_part_of_the_body() -> None:
    posts = "".join(
        f"<div class=post><h3>At {n}</h3>{STORY.replace('The river', f'At {n} it')}</div>" for n in range(9)
    )
    report = "<p>It rained, a little.</p>" + "".join(STORY.replace("the", word) for word in ("a", "that", "this", "no"))
    page = (
        f"<main><article><div><div class=articleBody><h1>River</h1>{report}</div></div>"
        f"<div>{'<div>' * 4}<div class='stream articleBody'>{posts}</div>{'</div>' * 4}</div></article></main>"
    )
    assert reasons(page)["It rained, a little."] is None


def test_cards_of_one_make_are_a_list_of_other_stories() -> None:
    cards = "".join(
        f"<div class=tile><h3><a href=/{n}>A story with the number {n} in it</a></h3>"
        f"<p>What happens in it is told here, at some length, for those who cannot wait to know it {n}.</p></div>"
        for n in range(4)
    )
    found = reasons(f"<div class=all><div><h1>River</h1>{STORY}</div><div>{cards}</div></div>")
    assert {rule for text, rule in found.items() if "cannot wait" in text} == {"region/related"}
    assert [found[text] for text in PROSE] == [None] * len(PROSE)


def test_the_article_is_the_one_that_has_the_pages_headline() -> None:
    other = "".join(
        f"<p>{text.replace('river', 'market')} It was told before, and is told again.</p>" for text in PROSE
    )
    found = reasons(
        f"<title>River</title><article><h1>River</h1>{STORY}</article><article><h1>Market</h1>{other}</article>"
    )
    assert {rule for text, rule in found.items() if "told again" in text} == {"region/another-article"}


def test_a_text_that_stands_twice_is_kept_once() -> None:
    page = f"<article><h1>River</h1>{STORY}<aside class=pull>{PROSE[2]}</aside></article>"
    assert reasons(page)[PROSE[2]] in (None, "region/sidebar")
    blocks = markup.parse(f"<article>{STORY}<div><p>{PROSE[2]}</p></div></article>").blocks
    placed = [block._replace(start=200 * n) for n, block in enumerate(blocks)]
    assert [cut.rule for cut in region.select(placed, markup.parse("").facts).cuts] == ["region/repeated"]


def test_short_lines_apart_from_the_last_paragraph_are_not_the_article() -> None:
    counter = "<div><div>Visitors<br>004211</div></div>"
    found = reasons(f"<main><div><h1>River</h1>{STORY}<p>Row 1: 30 crowns</p></div>{counter}</main>")
    assert found["Row 1: 30 crowns"] is None
    assert found["Visitors"] is not None
    assert found["004211"] is not None


def test_preformatted_lines_belong_to_the_text_around_them() -> None:
    first, second = ("".join(f"<p>{text}</p>" for text in part) for part in (PROSE[:2], PROSE[2:]))
    found = reasons(
        f"<article><h1>River</h1>{first}<pre>rise = 3\nfor day in week:\nprint(rise)</pre>{second}</article>"
    )
    assert [found[line] for line in ("rise = 3", "for day in week:", "print(rise)")] == [None] * 3


def test_where_nothing_reads_like_an_article_the_page_is_kept_whole() -> None:
    page = markup.parse("<ul><li><a href=/a>One</a><li><a href=/b>Two</a></ul>")
    assert region.select(page.blocks, page.facts) == region.Region((), ("region-uncertain",))


def test_site_evidence_that_would_take_most_of_the_article_is_not_believed() -> None:
    page = f"<article><h1>River</h1>{STORY}</article>"
    one = HtmlProfile(chrome_texts=frozenset({text_key(PROSE[1])}))
    assert reasons(page, one)[PROSE[1]] == "profile/site-text"
    most = HtmlProfile(chrome_texts=frozenset(map(text_key, PROSE)))
    assert [reasons(page, most)[text] for text in PROSE] == [None] * len(PROSE)


@pytest.mark.parametrize(
    ("label", "trait"),
    [
        ("entry-content", labels.BODY),
        ("articleBody", labels.BODY),
        ("RelatedStories__list", labels.RELATED),
        ("post-body has-caption", labels.BODY),
        ("hidden md:block", 0),
        ("overflow-hidden", 0),
        ("hentry post type-post tag-share category-comments status-publish", 0),
        ("elementor-widget", 0),
    ],
)
def test_labels_name_traits(label: str, trait: int) -> None:
    assert labels.traits_of(label) & (labels.AGAINST | labels.BODY) == trait


def test_depth_and_width_are_no_trouble() -> None:
    deep = "<div class=a>" * 3000 + STORY + "</div>" * 3000
    assert [reasons(deep)[text] for text in PROSE] == [None] * len(PROSE)
    wide = "<ul>" + "<li><a href=/x>A short link</a>" * 3000 + "</ul>" + STORY
    assert reasons(wide)[PROSE[0]] is None
