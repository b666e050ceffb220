"""Rows: the contract's mapping of input fields, one fact a row of the table."""

from typing import Any

import pytest

from cleaner.document import Given
from cleaner.readers.rows import BadRow, parse_line, source_of
from cleaner.stages.headline.moment import normalise


def read(row: dict[str, Any]):
    return source_of(row, "f.jsonl#1", "f", normalise)


@pytest.mark.parametrize(
    ("row", "data", "html"),
    [
        ({"text": "t", "html": "<p>h"}, "<p>h", True),
        ({"body": "b", "text": "t"}, "t", None),
        ({"raw": "r", "content": "c"}, "c", None),
        ({"text": None, "raw": "r"}, "r", None),
        ({"html": "", "text": " ", "body": "b"}, "b", None),
        ({"html": "", "text": " "}, "", True),
    ],
)
def test_the_document_is_the_first_field_that_holds_text(row, data, html):
    source = read(row)
    assert (source.data, source.html) == (data, html)


def test_fields_of_the_record_are_read_and_the_rest_is_carried():
    source = read(
        {
            "id": 7,
            "url": "https://a.example/x",
            "site": "a.example",
            "text": "t",
            "title": " A  title ",
            "date": "3 March 2026",
            "authors": ["A", "B"],
            "section": "nature",
            "nested": {"a": [1, 2.5, None]},
        }
    )
    assert (source.wanted_id, source.url, source.site) == ("7", "https://a.example/x", "a.example")
    assert source.given == Given("A title", "2026-03-03", None, ("A", "B"))
    assert source.meta == {"section": "nature", "nested": {"a": [1, 2.5, None]}}


def test_a_field_that_cannot_be_read_as_what_it_is_called_is_carried():
    source = read({"text": "t", "published": "some day", "authors": {"name": "A"}, "title": 5})
    assert source.given == Given()
    assert source.meta == {"published": "some day", "authors": {"name": "A"}, "title": 5}


def test_a_row_without_an_id_wants_the_stem_of_its_file():
    assert read({"text": "t"}).wanted_id == "f"
    assert read({"text": "t", "id": ""}).wanted_id == "f"


def test_an_input_field_named_source_is_carried_because_ours_says_where_the_document_lay():
    source = read({"text": "t", "source": "agency"})
    assert source.name == "f.jsonl#1"
    assert source.meta == {"source": "agency"}


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        (b'{"text": "cut', "bad-json"),
        (b"[1, 2]", "not-an-object"),
        (b"null", "not-an-object"),
        (b'{"a":' * 5000 + b"1" + b"}" * 5000, "bad-json"),
    ],
)
def test_a_line_that_is_no_object_says_what_it_is(line, reason):
    with pytest.raises(BadRow) as caught:
        parse_line(line)
    assert caught.value.reason == reason


def test_a_row_without_text_is_no_document():
    with pytest.raises(BadRow, match="html, text, body, content, raw") as caught:
        read({"id": "x", "text": 5})
    assert caught.value.reason == "no-text"


def test_lone_surrogates_and_huge_numbers_do_not_stop_a_row():
    row = parse_line(b'{"text": "a\\ud800b", "k\\ud800": 123456789012345678901234567890, "nan": NaN}')
    source = read(row)
    assert source.data == "a\ud800b"  # decode scrubs and counts it
    assert source.meta["k?"] == "123456789012345678901234567890"
