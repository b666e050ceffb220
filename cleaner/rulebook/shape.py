"""What a line looks like, whatever it says: a sentence, a headline, a name."""

import re

from cleaner.rulebook.unspaced import unspaced_letters

# Sentence ends of the scripts that news is written in; a colon or an ellipsis leaves a line open.
_STOPS = ".!?。！？؟۔։।॥።…"
_FULL_STOPS = ".。۔։।॥።"
_CLOSERS = "\"'”’»)]›」』“ \xa0"
_NAME = re.compile(r"[^\W\d_][\w’'.-]*")
_PARTICLE = re.compile("(?:de|da|di|del|della|der|van|von|zu|la|le|el|al|bin|ibn|ter|ten|dos|das|y|e|i|and|и|та|і|և)")
_UNCASED = re.compile("[\u10a0-\u10ff]")  # Georgian has capitals in Unicode and not in use

HEADLINE_WORDS = 30
HEADLINE_CHARACTERS = 200
NAME_WORDS = 5


def words(text: str) -> int:
    """Words of a text; in scripts without spaces, half its letters (a word there has about two)."""
    return len(text.split()) + unspaced_letters(text) // 2


def is_sentence(text: str) -> bool:
    """Whether the text ends as a sentence does and has more than one word.

    >>> is_sentence("He left.”"), is_sentence("Advertisement"), is_sentence("Photo: AP.")
    (True, False, True)
    """
    stripped = text.rstrip(_CLOSERS)
    return stripped[-1:] in _STOPS and bool(stripped) and words(stripped) > 1


def is_headline(text: str) -> bool:
    """Whether the line could be the headline of another article: some words, no full stop at its end.

    >>> is_headline("Greece Plans to Exclude Rivals"), is_headline("He left the room."), is_headline("27")
    (True, False, False)
    """
    if len(text) > HEADLINE_CHARACTERS or not any(c.isalpha() for c in text):
        return False
    stripped = text.rstrip(_CLOSERS)
    if stripped[-1:] in _FULL_STOPS and stripped[-3:] != "...":
        return False
    return words(text) <= HEADLINE_WORDS


def is_name(text: str) -> bool:
    """Whether the text could be the name of a person or two: a few words, each with a capital where there are any.

    >>> is_name("Emma van Whitlock"), is_name("the end of it all"), is_name("ნინო ბერიძე"), is_name("12 March")
    (True, False, True, False)
    """
    found = text.replace(",", " ").split()
    if not 1 <= len(found) <= NAME_WORDS or not all(_NAME.fullmatch(word) for word in found):
        return False
    if _PARTICLE.fullmatch(found[0]) or (text.endswith(".") and not found[-1][:-1].isupper()):
        return False
    return all(not word[0].islower() or _UNCASED.match(word) or _PARTICLE.fullmatch(word) for word in found)
