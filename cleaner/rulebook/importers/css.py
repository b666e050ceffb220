"""CSS selectors written and looked at, for translations into them."""

import re

_NAME_CHARACTER = re.compile(r"[^\w-]", re.ASCII)


class UntranslatableError(ValueError):
    """CSS cannot say this; the message says what."""


def quoted(value: str) -> str:
    """The text as a CSS string.

    >>> quoted('a"b')
    '"a\\\\"b"'
    """
    escaped = value.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else f"\\{ord(c):x} " for c in escaped) + '"'


def identifier(name: str) -> str:
    """The name as a CSS identifier."""
    return _NAME_CHARACTER.sub(lambda match: "\\" + match.group(), name)


def contains(function: str, attribute: str, value: str, *, spaced: bool) -> str:
    """The condition that an attribute contains a text, begins with it, or has it as a word."""
    if not value:
        raise UntranslatableError("a search for nothing")
    if not spaced:
        return f"[{attribute}{'*' if function == 'contains' else '^'}={quoted(value)}]"
    word = value.strip()
    if function == "starts-with" or not word or " " in word or value != f" {word} ":
        raise UntranslatableError("a search for part of a word, or for several")
    return f"[{attribute}~={quoted(word)}]"


def counted(tokens: list[str]) -> str | None:
    """The CSS for a position, {kind} standing for child or of-type; None where the tokens are no position."""
    match tokens:
        case [number] if number.isdigit():
            return f"nth-{{kind}}({number})"
        case ["last", "(", ")"] | ["position", "(", ")", "=", "last", "(", ")"]:
            return "last-{kind}"
        case ["position", "(", ")", "=", number] if number.isdigit():
            return f"nth-{{kind}}({number})"
        case ["position", "(", ")", ">", number] if number.isdigit():
            return f"nth-{{kind}}(n+{int(number) + 1})"
        case ["position", "(", ")", ">=", number] if number.isdigit():
            return f"nth-{{kind}}(n+{number})"
        case ["position", "(", ")", "<", number] if number.isdigit() and int(number) > 1:
            return f"nth-{{kind}}(-n+{int(number) - 1})"
        case ["position", "(", ")", "<=", number] if number.isdigit():
            return f"nth-{{kind}}(-n+{number})"
    return None


def bare(selector: str) -> str:
    """The selector without what stands in brackets and quotes: a space in it is then a combinator."""
    return re.sub(r'"(?:[^"\\]|\\.)*"|\([^()]*\)', "", selector)


def last_name(selector: str) -> str:
    """The element's name in the last step of the selector, "" where it has none."""
    match = re.match(r"[\w-]*", re.split(r"[ >~+]+", bare(selector))[-1])
    return match[0] if match else ""
