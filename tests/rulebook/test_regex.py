"""Rules' regular expressions are linear in time and mean the same in every script."""

import pytest

from cleaner.rulebook.regex import BadRegexError, compile_regex

FULL_MATCHES = [
    (r"\w+\s\d", "Әлем\u00a0٣", True),
    (r"[\w-]+", "Ёж-2", True),
    (r"[^\d]+", "abc", True),
    (r"[^\d]+", "a٣", False),
    (r"\D\S\W", "aб!", True),
    (r"\p{Cyrillic}+\.", "Да.", True),
    (r"[]\s]+", "] ]", True),
    (r"[[:alpha:]\d]+", "a1", True),
    (r"\\d", r"\d", True),
    (r"\Qa.b\E", "a.b", True),
    (r"(?i)photo: (?P<value>\w+)", "PHOTO: AP", True),
]


@pytest.mark.parametrize(("pattern", "text", "matches"), FULL_MATCHES)
def test_classes_are_unicode(pattern: str, text: str, matches: bool) -> None:
    assert (compile_regex(pattern).fullmatch(text) is not None) is matches


@pytest.mark.parametrize(
    "pattern", [r"a\b", r"(?=a)", r"(?<!a)b", r"(a)\1", r"(?P<n>a)(?P=n)", r"a++", r"(?>a)", r"a\Z"]
)
def test_what_re2_has_not_is_refused_with_a_hint(pattern: str) -> None:
    with pytest.raises(BadRegexError, match=r"not supported|knows only"):
        compile_regex(pattern)


def test_catastrophic_patterns_are_harmless() -> None:
    assert compile_regex(r"(a+)+$").search("a" * 50_000 + "b") is None
