"""Decoding: every way in which bytes say, or fail to say, what they are."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.stages.decode import NotText, decode, looks_like_html
from cleaner.stages.decode.labels import codec_of

GREETING = "Привет, мир! Это проверка кодировки, довольно длинная строка русского текста."
GERMAN = "Grüße aus Köln: die Straße führt über den Fluß, schöne Mädchen hören zu."


@pytest.mark.parametrize(
    "codec", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1251", "koi8-r", "cp866"]
)
def test_russian_comes_back_whatever_it_was_written_in(codec: str) -> None:
    assert decode(GREETING.encode(codec)).text == GREETING


def test_lines_of_different_encodings() -> None:
    data = "\n".join([GERMAN] * 2).encode() + b"\n" + GERMAN.encode("cp1252")
    assert decode(data).text == "\n".join([GERMAN] * 3)


def test_valid_utf8_wins_over_a_wrong_declaration() -> None:
    page = f'<!DOCTYPE html><meta charset="iso-8859-1"><p>{GERMAN}</p>'
    decoded = decode(page.encode())
    assert decoded.text == page
    assert (decoded.encoding, decoded.html) == ("utf-8", True)


def test_a_declared_label_means_what_it_means_on_the_web() -> None:
    page = '<html><meta charset="iso-8859-9"><p>“Işık ılık” dedi.</p>'
    assert decode(page.encode("cp1254")).text == page


def test_line_ends_of_text_are_folded_and_those_of_html_are_not() -> None:
    assert decode(b"a\r\nb\rc").text == "a\nb\nc"
    assert decode(b"<!doctype html><p>a\r\nb</p>").text == "<!doctype html><p>a\r\nb</p>"


def test_what_no_text_holds_is_scrubbed_and_counted() -> None:
    decoded = decode(b"a\0b")
    assert (decoded.text, decoded.repairs) == ("ab", {"null-character": 1})
    decoded = decode("a\ud83d\ude00b\ud800")
    assert decoded.text == "a😀b\ufffd"
    assert decoded.repairs == {"surrogate-pair": 1, "lone-surrogate": 1}


@pytest.mark.parametrize("data", [b"%PDF-1.7 ...", b"\x89PNG\r\n\x1a\n", bytes(range(256)) * 8])
def test_noise_is_refused_with_a_reason(data: bytes) -> None:
    with pytest.raises(NotText) as raised:
        decode(data)
    assert raised.value.reason


def test_empty_is_text() -> None:
    assert decode(b"").text == ""


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("<!DOCTYPE html><html><body>x", True),
        ("\n<!-- saved --><html>", True),
        ('<?xml version="1.0"?>\n<!DOCTYPE html PUBLIC "x"><html>', True),
        ("<p>One.</p><p>Two.</p>", True),
        ('<div class="a">One</div>', True),
        ("<b>Note</b> that a < b.", False),
        ("a < b and c > d", False),
        ("<p> is how paragraphs begin in HTML.", False),
        ("Text about <html> tags.", False),
        ("", False),
    ],
)
def test_html_is_told_by_how_it_begins(text: str, html: bool) -> None:
    assert looks_like_html(text) is html


@pytest.mark.parametrize(("hint", "html"), [(True, True), (False, False), (None, False)])
def test_a_hint_moves_the_bar_for_content_that_is_neither(hint: bool | None, html: bool) -> None:
    assert decode(b"Intro <b>bold</b>", html=hint).html is html


@pytest.mark.parametrize("hint", [True, False, None])
def test_content_wins_over_the_hint(hint: bool | None) -> None:
    assert decode(b"<!doctype html><p>x</p>", html=hint).html
    assert not decode(b"No markup at all.", html=hint).html


@pytest.mark.parametrize(
    ("label", "codec"),
    [
        ("ISO-8859-1", "cp1252"),
        (" 'utf8' ", "utf-8"),
        ("x-sjis", "cp932"),
        ("ks_c_5601-1987", "cp949"),
        ("nonsense", None),
    ],
)
def test_labels_mean_what_the_encoding_standard_says(label: str, codec: str | None) -> None:
    assert codec_of(label) == codec


def test_what_a_transport_declares_counts_before_the_page() -> None:
    page = "<html><meta charset=windows-1252><p>Привет всем</p>"
    assert decode(page.encode("cp1251"), declared="windows-1251").text == page


@pytest.mark.parametrize("codec", ["cp932", "euc_jp", "iso2022_jp"])
def test_japanese(codec: str) -> None:
    text = "大臣は月曜日に首都に到着し、空港で記者団に対して会談は三日間続くと述べた。"
    assert decode(text.encode(codec)).text == text


def test_a_text_cut_in_the_middle_of_a_character_keeps_the_rest() -> None:
    decoded = decode(GREETING.encode()[:-2])
    assert decoded.text.startswith(GREETING[:-2])
    assert decoded.repairs == {"undecodable": 1}


def test_words_of_different_encodings_in_one_line() -> None:
    data = "Ihr Gespräch über die Straße dauerte. ".encode() + "Später gab es Grüße und Küsse.".encode("cp1252")
    decoded = decode(data)
    assert decoded.text == "Ihr Gespräch über die Straße dauerte. Später gab es Grüße und Küsse."
    assert decoded.encoding == "utf-8+cp1252"


def test_surrogates_written_as_utf8_are_joined() -> None:
    assert decode(b"smile \xed\xa0\xbd\xed\xb8\x80").text == "smile 😀"


@given(st.binary(max_size=200))
def test_any_bytes_are_decoded_or_refused(data: bytes) -> None:
    """A crash here would cost a document; what comes out has to be text that every later library takes."""
    try:
        decoded = decode(data)
    except NotText:
        return
    decoded.text.encode()
    assert "\0" not in decoded.text
    assert decoded.utf8 is None or decoded.utf8.decode() == decoded.text, "who parses the bytes must see the text"


@given(st.text(max_size=80), st.booleans())
def test_any_text_is_decoded(text: str, html: bool) -> None:
    decoded = decode(text, html=html)
    decoded.text.encode()
    assert decode(decoded.text, html=html).text == decoded.text


@pytest.mark.parametrize(
    "text", ["Grüße aus Köln", "Café crème", "Straße", "Ærø på kortet", "Ça va, à bientôt", "Señor"]
)
def test_a_word_or_two_of_a_western_language_is_windows_1252(text):
    """Titles and captions come as short as that; Greek or Icelandic letters in them would be nobody's text."""
    assert decode(text.encode("cp1252")).text == text


@pytest.mark.parametrize(("text", "codec"), [("Встреча в Баку", "cp1251"), ("Αθήνα σήμερα", "cp1253")])
def test_a_word_or_two_of_another_script_is_not(text, codec):
    assert decode(text.encode(codec)).encoding != "cp1252"
