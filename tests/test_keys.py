"""Keys by which lines are compared across documents: fast, and what their definition says, letter by letter."""

import re
from zlib import crc32

from hypothesis import given
from hypothesis import strategies as st

from cleaner.page import text_key
from cleaner.rulebook.phrases import bare, fold

TEXTS = st.text(
    alphabet=st.sampled_from("aAbİıßẞ 019_-.,:»“²½٣Σς\u0301\ud800中文ก\u00ad\u200b\U00010400\U0001f600\xa0")
)


@given(TEXTS)
def test_a_key_is_of_letters_and_digits_alone(text: str) -> None:
    letters = re.sub(r"[\W_]+", "", text.casefold()).encode("utf-8", "surrogatepass")
    assert text_key(text) == crc32(letters) << 13 | len(letters) & 0x1FFF


@given(TEXTS)
def test_what_is_bare_begins_and_ends_with_a_letter(text: str) -> None:
    assert bare(text) == " ".join(re.sub(r"^[\W\d_]+|[\W\d_]+$", "", fold(text)).split())
