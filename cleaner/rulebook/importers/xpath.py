"""XPath, as far as CSS can say the same.

Site configurations use a small part of XPath. What CSS has an equal for is translated; for everything else
`Untranslatable` says what it is. A translation selects exactly the same elements, or there is none.
"""

import re
from dataclasses import dataclass

from cleaner.rulebook.importers import attributes, css
from cleaner.rulebook.importers.css import UntranslatableError
from cleaner.rulebook.importers.tokens import Tokens

# Axes that CSS reaches from the other side, and what stands between the two.
_UPWARD = {"parent": "> ", "ancestor": "", "preceding-sibling": "~ "}


@dataclass(frozen=True, slots=True)
class Css:
    """The selector, and the attribute that the XPath ends in (None: the element)."""

    selector: str
    attribute: str | None = None


def to_css(xpath: str) -> Css:
    """The CSS for an XPath of elements or of one attribute of elements. Raises UntranslatableError.

    >>> to_css("//div[@id='a']/p[contains(@class, 'b')] | //h1").selector
    'div[id="a"] > p[class*="b"], h1'
    """
    parser = _Parser(xpath)
    parts = [parser.path()]
    while parser.tokens.take("|"):
        parts.append(parser.path())
    if parser.tokens.peek() is not None:
        raise UntranslatableError(f"{parser.tokens.peek()!r} where a path should end")
    ends = {part.attribute for part in parts}
    if len(ends) > 1:
        raise UntranslatableError("a union of different attributes")
    return Css(", ".join(dict.fromkeys(part.selector for part in parts)), ends.pop())


class _Parser:
    """Recursive descent over the tokens of one XPath; depth is bounded because tokens are."""

    def __init__(self, xpath: str) -> None:
        self.tokens = Tokens(xpath)

    def path(self) -> Css:
        """An absolute path, as a whole XPath is."""
        if self.tokens.peek() == "(":
            raise UntranslatableError("a path in brackets: the n-th of the whole page")
        if self.tokens.peek() not in ("/", "//"):
            raise UntranslatableError(f"{self.tokens.peek()!r} where a path should begin")
        if self.tokens.peek() == "/" and self.tokens.peek(1) != "html":
            raise UntranslatableError("a path from the root that does not begin with html")
        return self.steps("", relative=False)

    def steps(self, selector: str, *, relative: bool) -> Css:
        """The steps of a path; a relative one begins with a step, an absolute one with a slash."""
        first = True
        while relative or self.tokens.peek() in ("/", "//"):
            separator = "/" if relative else self.tokens.next()
            relative = False
            if self.tokens.take("@"):
                if not selector or separator == "//":
                    raise UntranslatableError("an attribute of any element")
                return Css(selector, self.tokens.next())
            selector = self.step(selector, separator, first=first)
            first = False
        return Css(selector)

    def step(self, selector: str, separator: str, *, first: bool) -> str:
        axis = self.axis()
        if axis == "descendant" and separator == "//":
            axis = "child"
        element = self.element()
        positional = "*" if element == "" else element
        sibling = axis == "following-sibling" and element == "" and self.position_is_first()
        conditions = self.predicates(positional, axis)
        if axis == "self" and selector:
            return selector + (f":is({element})" if element and element != css.last_name(selector) else "") + conditions
        compound = (element + conditions) or "*"
        return self._joined(selector, compound, "next-sibling" if sibling else axis, separator, first=first)

    def _joined(self, selector: str, compound: str, axis: str, separator: str, *, first: bool) -> str:
        """The selector with one more step along an axis."""
        if separator == "//" and not first and axis != "child":
            raise UntranslatableError(f"//{axis}::")
        if axis == "child":
            joint = " " if separator == "//" else " > "
            return compound if not selector else selector + joint + compound
        if axis == "descendant":
            return compound if not selector else f"{selector} {compound}"
        if axis in ("following-sibling", "next-sibling") and selector:
            return f"{selector} {'~' if axis == 'following-sibling' else '+'} {compound}"
        if axis in _UPWARD and selector and " " not in css.bare(selector):
            return f"{compound}:has({_UPWARD[axis]}{selector})"
        raise UntranslatableError(f"the axis {axis}:: here")

    def axis(self) -> str:
        if self.tokens.peek() == "..":
            return "parent"
        if self.tokens.peek(1) == "::":
            name = self.tokens.next()
            self.tokens.need("::")
            return name
        return "child"

    def element(self) -> str:
        """The name of the element, "" for any."""
        name = self.tokens.next()
        if name in ("*", ".."):
            return ""
        if name == ".":
            raise UntranslatableError("'.' as a step")
        if self.tokens.peek() == "(":
            if name == "node" and self.tokens.peek(1) == ")":
                raise UntranslatableError("node()")
            raise UntranslatableError(f"{name}()")
        if not re.match(r"[A-Za-z_]", name):
            raise UntranslatableError(f"{name!r} where an element should be")
        return css.identifier(name)

    def position_is_first(self) -> bool:
        """Whether the next predicate is [1]; it is then taken."""
        return self.tokens.take_all("[", "1", "]")

    def predicates(self, element: str, axis: str) -> str:
        conditions = ""
        while self.tokens.take("["):
            position = self.position(element, axis)
            if position is not None:
                if conditions:
                    raise UntranslatableError("a position among the elements that meet a condition")
                conditions += position
            else:
                conditions += self.any_of()
            self.tokens.need("]")
        return conditions

    def position(self, element: str, axis: str) -> str | None:
        """[2], [last()], [position() > 1]: counted among siblings of one name, or None if it is something else."""
        tokens = self.tokens.until("]")
        counted = css.counted(list(tokens))
        if counted is None:
            return None
        if axis != "child":
            raise UntranslatableError(f"a position on the axis {axis}::")
        self.tokens.take_all(*tokens)
        kind = "child" if element == "*" else "of-type"
        return f":{counted.format(kind=kind)}"

    def any_of(self) -> str:
        alternatives = [self.all_of()]
        while self.tokens.take("or"):
            alternatives.append(self.all_of())
        return alternatives[0] if len(alternatives) == 1 else f":is({', '.join(alternatives)})"

    def all_of(self) -> str:
        conditions = self.condition()
        while self.tokens.take("and"):
            conditions += self.condition()
        return conditions

    def condition(self) -> str:
        if self.tokens.take("("):
            inner = self.any_of()
            self.tokens.need(")")
            return inner
        token = self.tokens.peek()
        if token == "@":
            return attributes.attribute(self.tokens)
        if self.tokens.peek(1) == "(" and self.tokens.peek(1) is not None:
            return self.negation() if token == "not" else attributes.function(self.tokens)
        return self.relative_condition()

    def negation(self) -> str:
        self.tokens.next()
        self.tokens.need("(")
        inner = self.any_of()
        self.tokens.need(")")
        return f":not({inner})"

    def relative_condition(self) -> str:
        """A path from the element itself: it has such a child, descendant, sibling, parent."""
        joint = "> "
        if self.tokens.take("."):
            joint = {"/": "> ", "//": ""}.get(self.tokens.next(), "?")
            if joint == "?":
                raise UntranslatableError("a condition on text")
        elif self.tokens.take("//"):
            raise UntranslatableError("a condition on the whole page")
        axis = self.axis()
        if axis == "self":
            return f":is({self.element() or '*'})"
        element = self.element()
        compound = (element + self.predicates(element or "*", axis)) or "*"
        if axis in _UPWARD and self.tokens.peek() not in ("/", "//"):
            return f":is({compound} {_UPWARD[axis]}*)"
        if axis == "descendant":
            joint = ""
        elif axis == "following-sibling":
            joint = "~ "
        elif axis != "child":
            raise UntranslatableError(f"the axis {axis}:: in a condition")
        rest = self.steps(compound, relative=False)
        if rest.attribute is not None:
            rest = Css(rest.selector + self._with_attribute(rest.attribute))
        return f":has({joint}{rest.selector})"

    def _with_attribute(self, name: str) -> str:
        if self.tokens.take("="):
            return f"[{css.identifier(name)}={css.quoted(self.tokens.string())}]"
        return f"[{css.identifier(name)}]"
