"""Laws of repair that hold for every text, tried on texts that are as nasty as they come."""

from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.stages.repair import repair_block, repair_text

# Pieces that the repairs look for, glued together at random: this finds what single random characters never do.
PIECES = [
    *"abcdexyAB .,:;!?\n\t-'\"`´“”„«»‘’<>&;()[]0123",
    "\xa0", "\u202f", "\u2009", "\u3000", "\u200b", "\u200c", "\u200d", "\u200e", "\u202a", "\u202c", "\xad", "\ufeff",
    "\x85", "\x93", "\x9a", "\x00", "\x1b[0m", "\x7f", "\r\n", "\u2028", "\ufffd", "e\u0301", "ﬁ", "Ａ", "ｂ",
    "&amp;", "&lt;", "&gt;", "&nbsp;", "&eacute;", "&#39;", "&#x2019;", "&#0;", "&#xD800;", "<b>", "</b>", "<br/>",
    "Ã©", "Â«", "â€™", "Ð§Ð°", "Р°", "СЃ", "ƒç", "√©", "├╝", "п╟", "я┌", "ÃƒÂ©", "ĂĄ", "Ñž",
    "Ïðèâåò", "ìèð", "ÐÒÉ×ÅÔ", "йНЕООП", "рТЙЧЕФ", "«®ў", "wiêc", "¿e", "øí", "ðý",
    "Москва", "дoм", "и", "Баку", "наш", "მთავარი", "हिन्दी", "سلام", "日本", "the ", "and ", "said", "It", "s", "re",
    "<p>", "``", "''", "<<", ">>", " ,", "-\n", "well-\n", "\n\n",
    "a line of words that goes on and on until it is full of them\n",
]  # fmt: skip
NASTY = st.lists(st.sampled_from(PIECES), max_size=24).map("".join)
ANY = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


@settings(max_examples=400, deadline=None)
@given(st.one_of(NASTY, ANY))
def test_repairing_twice_is_repairing_once(text: str) -> None:
    """A corpus is cleaned again when rules change: text must not drift with each run."""
    once = repair_text(text)
    again = repair_text(once.text)
    assert again.text == once.text
    assert not again.counts


@settings(max_examples=400, deadline=None)
@given(st.one_of(NASTY, ANY))
def test_a_block_is_one_line_and_stays(text: str) -> None:
    """Blocks of a page become the lines of its repaired text, so a line feed inside one would make two of it."""
    once = repair_block(text)
    assert "\n" not in once.text
    assert repair_block(once.text).text == once.text


@settings(max_examples=300, deadline=None)
@given(NASTY, st.sets(st.integers(0, 8)))
def test_what_is_left_of_a_repaired_text_stays(text: str, dropped: set[int]) -> None:
    """The body is some lines of the repaired text, with blank lines between; cleaning it again must change nothing."""
    lines = [line.strip() for line in repair_text(text).text.split("\n")]
    body = "\n\n".join(line for number, line in enumerate(lines) if line and number not in dropped)
    assert repair_text(body).text == body


@given(NASTY)
@settings(max_examples=200, deadline=None)
def test_counts_say_whether_something_changed(text: str) -> None:
    """`provenance.repairs` is how a reader knows that a document is not what the source had."""
    repaired = repair_text(text)
    assert bool(repaired.counts) == (repaired.text != text)
    assert all(count > 0 for count in repaired.counts.values())
