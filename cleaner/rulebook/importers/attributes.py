"""The conditions of an XPath on the attributes of one element."""

from cleaner.rulebook.importers import css
from cleaner.rulebook.importers.css import UntranslatableError
from cleaner.rulebook.importers.tokens import Tokens


def attribute(tokens: Tokens) -> str:
    """The condition on one attribute: that it is there, or what it is."""
    tokens.need("@")
    name = tokens.next()
    if name == "*":
        raise UntranslatableError("any attribute")
    name = css.identifier(name)
    if tokens.take("="):
        return f"[{name}={css.quoted(tokens.string())}]"
    if tokens.take("!="):
        return f"[{name}]:not([{name}={css.quoted(tokens.string())}])"
    if tokens.peek() in ("<", ">", "<=", ">=", "+", "-"):
        raise UntranslatableError("an attribute compared as a number")
    return f"[{name}]"


def function(tokens: Tokens) -> str:
    """The condition that is a function with a meaning in CSS: contains() or starts-with() of an attribute."""
    name = tokens.next()
    tokens.need("(")
    if name not in ("contains", "starts-with"):
        what = "a condition on text" if name in ("text", "normalize-space", "string") else f"the function {name}()"
        raise UntranslatableError(what)
    attribute, spaced = _searched(tokens)
    tokens.need(",")
    value = tokens.string()
    tokens.need(")")
    return css.contains(name, attribute, value, spaced=spaced)


def _searched(tokens: Tokens) -> tuple[str, bool]:
    """The attribute in which a text is searched, and whether as a word of it: concat(' ', @class, ' ')."""
    if tokens.take("@"):
        return css.identifier(tokens.next()), False
    if tokens.peek() in ("text", ".", "normalize-space", "string", "translate", "lower-case"):
        raise UntranslatableError("a condition on text")
    if not tokens.take("concat"):
        raise UntranslatableError(f"a condition on {tokens.peek()!r}")
    tokens.need("(")
    before = tokens.string()
    tokens.need(",")
    normal = tokens.take("normalize-space")
    if normal:
        tokens.need("(")
    tokens.need("@")
    name = css.identifier(tokens.next())
    if normal:
        tokens.need(")")
    tokens.need(",")
    after = tokens.string()
    tokens.need(")")
    if (before, after) != (" ", " "):
        raise UntranslatableError("concat() of other than spaces")
    return name, True
