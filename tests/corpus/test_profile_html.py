"""Site evidence of pages: what recurs on other pages of the site is chrome, what is the page's own is not."""

from cleaner.corpus.profile import Profiles, build, observe
from cleaner.document import Block, Prepared, Source
from cleaner.page import PageFacts
from cleaner.stages import markup, region

STORIES = ("river", "market", "school", "museum")
NOTICE = "Our newsroom can be reached day and night under the number that is printed on the last page."


def prepared(story: str, *, notice: str = NOTICE, site: str = "daily.example") -> Prepared:
    paragraphs = "".join(
        f"<p>The {story} was on everybody's mind on day {n}, said the mayor, who had come to see it for herself.</p>"
        for n in range(1, 6)
    )
    page = markup.parse(
        f"<title>{story}</title><article class=story><h1>About the {story} in our town</h1>{paragraphs}"
        f"<div class=closing><p>{notice}</p></div></article>"
    )
    blocks: list[Block] = []
    offset = 0
    for block in page.blocks:
        blocks.append(block._replace(start=offset))
        offset += len(block.text) + 1
    return Prepared(Source(story, b"", site=site), "", tuple(blocks), "utf-8", {}, page.facts)


def rules(page: Prepared, profiles: Profiles, row: int) -> dict[str, str]:
    profile = profiles.for_document(row)
    cuts = region.select(page.blocks, page.page or PageFacts(), profile=profile.html if profile else None).cuts
    texts = {block.start: block.text for block in page.blocks}
    return {texts[cut.start]: cut.rule for cut in cuts}


def test_a_text_that_stands_in_the_same_place_on_other_pages_goes() -> None:
    pages = [prepared(story) for story in STORIES]
    profiles = build([(row, observe(page)) for row, page in enumerate(pages)])
    for row, page in enumerate(pages):
        assert NOTICE not in rules(page, build([]), row)
        assert rules(page, profiles, row)[NOTICE] == "profile/site-text"
        assert not any(text.startswith("The ") for text in rules(page, profiles, row))


def test_the_order_in_which_pages_are_seen_does_not_matter() -> None:
    seen = [(row, observe(prepared(story))) for row, story in enumerate(STORIES)]
    assert build(seen) == build(reversed(seen))


def test_copies_of_a_page_count_once() -> None:
    """A story that was published four times must not make chrome of itself."""
    pages = [prepared("river", notice=f"Edition {n} of this story, printed for the {n}th district.") for n in range(4)]
    assert build([(row, observe(page)) for row, page in enumerate(pages)]).by_home == {}


def test_sites_do_not_tell_on_each_other() -> None:
    seen = [(row, observe(prepared(story, site=f"{story}.example"))) for row, story in enumerate(STORIES)]
    assert build(seen).by_home == {}
