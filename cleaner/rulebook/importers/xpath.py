"""XPath, as far as CSS can say the same.

Site configurations use a small part of XPath. What CSS has an equal for is translated; for everything else
`Untranslatable` says what it is. A translation selects exactly the same elements, or there is none.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from cleaner.rulebook.importers import css
from cleaner.rulebook.importers.css import UntranslatableError

_TOKEN = re.compile(
    r"\s*(?:(?P<string>'[^']*'|\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?)|(?P<op>//|::|\.\.|!=|<=|>=|[/\[\]()@,|=<>+*.$-])"
    r"|(?P<name>[A-Za-z_][\w.-]*(?::(?!:)[A-Za-z_][\w.-]*)?))"
)


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
    parser = _Parser(list(_tokens(xpath)))
    parts = [parser.path()]
    while parser.take("|"):
        parts.append(parser.path())
    if parser.peek() is not None:
        raise UntranslatableError(f"{parser.peek()!r} where a path should end")
    attributes = {part.attribute for part in parts}
    if len(attributes) > 1:
        raise UntranslatableError("a union of different attributes")
    return Css(", ".join(dict.fromkeys(part.selector for part in parts)), attributes.pop())


def _tokens(text: str) -> Iterator[str]:
    at = 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise UntranslatableError(f"{text[at : at + 20]!r} is not XPath that we read")
        yield match.group().strip()
        at = match.end()


class _Parser:
    """Recursive descent over the tokens of one XPath; depth is bounded because tokens are."""

    def __init__(self, tokens: list[str]) -> None:
        if len(tokens) > 400:
            raise UntranslatableError("too long")
        self.tokens = tokens
        self.at = 0

    def peek(self, ahead: int = 0) -> str | None:
        return self.tokens[self.at + ahead] if self.at + ahead < len(self.tokens) else None

    def take(self, token: str) -> bool:
        if self.peek() == token:
            self.at += 1
            return True
        return False

    def need(self, token: str) -> None:
        if not self.take(token):
            raise UntranslatableError(f"{token!r} is missing before {self.peek()!r}")

    def next(self) -> str:
        token = self.peek()
        if token is None:
            raise UntranslatableError("it ends too early")
        self.at += 1
        return token

    def path(self) -> Css:
        """An absolute path, as a whole XPath is."""
        if self.peek() == "(":
            raise UntranslatableError("a path in brackets: the n-th of the whole page")
        if self.peek() not in ("/", "//"):
            raise UntranslatableError(f"{self.peek()!r} where a path should begin")
        if self.peek() == "/" and self.peek(1) != "html":
            raise UntranslatableError("a path from the root that does not begin with html")
        return self.steps("", relative=False)

    def steps(self, selector: str, *, relative: bool) -> Css:
        """The steps of a path; a relative one begins with a step, an absolute one with a slash."""
        first = True
        while relative or self.peek() in ("/", "//"):
            separator = "/" if relative else self.next()
            relative = False
            if self.take("@"):
                if not selector or separator == "//":
                    raise UntranslatableError("an attribute of any element")
                return Css(selector, self.next())
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
        if self.peek() == "..":
            return "parent"
        if self.peek(1) == "::":
            name = self.next()
            self.need("::")
            return name
        return "child"

    def element(self) -> str:
        """The name of the element, "" for any."""
        name = self.next()
        if name in ("*", ".."):
            return ""
        if name == ".":
            raise UntranslatableError("'.' as a step")
        if self.peek() == "(":
            if name == "node" and self.peek(1) == ")":
                raise UntranslatableError("node()")
            raise UntranslatableError(f"{name}()")
        if not re.match(r"[A-Za-z_]", name):
            raise UntranslatableError(f"{name!r} where an element should be")
        return css.identifier(name)

    def position_is_first(self) -> bool:
        """Whether the next predicate is [1]; it is then taken."""
        if [self.peek(ahead) for ahead in range(3)] == ["[", "1", "]"]:
            self.at += 3
            return True
        return False

    def predicates(self, element: str, axis: str) -> str:
        conditions = ""
        while self.take("["):
            position = self.position(element, axis)
            if position is not None:
                if conditions:
                    raise UntranslatableError("a position among the elements that meet a condition")
                conditions += position
            else:
                conditions += self.any_of()
            self.need("]")
        return conditions

    def position(self, element: str, axis: str) -> str | None:
        """[2], [last()], [position() > 1]: counted among siblings of one name, or None if it is something else."""
        tokens = self.tokens[self.at : self.tokens.index("]", self.at)] if "]" in self.tokens[self.at :] else []
        counted = css.counted(tokens)
        if counted is None:
            return None
        if axis != "child":
            raise UntranslatableError(f"a position on the axis {axis}::")
        self.at += len(tokens)
        kind = "child" if element == "*" else "of-type"
        return f":{counted.format(kind=kind)}"

    def any_of(self) -> str:
        alternatives = [self.all_of()]
        while self.take("or"):
            alternatives.append(self.all_of())
        return alternatives[0] if len(alternatives) == 1 else f":is({', '.join(alternatives)})"

    def all_of(self) -> str:
        conditions = self.condition()
        while self.take("and"):
            conditions += self.condition()
        return conditions

    def condition(self) -> str:
        if self.take("("):
            inner = self.any_of()
            self.need(")")
            return inner
        token = self.peek()
        if token == "@":
            return self.attribute_condition()
        if self.peek(1) == "(" and self.peek(1) is not None:
            return self.function()
        return self.relative_condition()

    def attribute_condition(self) -> str:
        self.need("@")
        name = self.next()
        if name == "*":
            raise UntranslatableError("any attribute")
        name = css.identifier(name)
        if self.take("="):
            return f"[{name}={css.quoted(self.string())}]"
        if self.take("!="):
            return f"[{name}]:not([{name}={css.quoted(self.string())}])"
        if self.peek() in ("<", ">", "<=", ">=", "+", "-"):
            raise UntranslatableError("an attribute compared as a number")
        return f"[{name}]"

    def string(self) -> str:
        token = self.next()
        if token[0] not in "'\"":
            raise UntranslatableError(f"{token!r} where a text should be")
        return token[1:-1]

    def function(self) -> str:
        name = self.next()
        self.need("(")
        if name == "not":
            inner = self.any_of()
            self.need(")")
            return f":not({inner})"
        if name not in ("contains", "starts-with"):
            what = "a condition on text" if name in ("text", "normalize-space", "string") else f"the function {name}()"
            raise UntranslatableError(what)
        attribute, spaced = self.searched()
        self.need(",")
        value = self.string()
        self.need(")")
        return css.contains(name, attribute, value, spaced=spaced)

    def searched(self) -> tuple[str, bool]:
        """The attribute in which a text is searched, and whether as a word of it: concat(' ', @class, ' ')."""
        if self.take("@"):
            return css.identifier(self.next()), False
        if self.peek() in ("text", ".", "normalize-space", "string", "translate", "lower-case"):
            raise UntranslatableError("a condition on text")
        if not self.take("concat"):
            raise UntranslatableError(f"a condition on {self.peek()!r}")
        self.need("(")
        before = self.string()
        self.need(",")
        normal = self.take("normalize-space")
        if normal:
            self.need("(")
        self.need("@")
        name = css.identifier(self.next())
        if normal:
            self.need(")")
        self.need(",")
        after = self.string()
        self.need(")")
        if (before, after) != (" ", " "):
            raise UntranslatableError("concat() of other than spaces")
        return name, True

    def relative_condition(self) -> str:
        """A path from the element itself: it has such a child, descendant, sibling, parent."""
        joint = "> "
        if self.take("."):
            joint = {"/": "> ", "//": ""}.get(self.next(), "?")
            if joint == "?":
                raise UntranslatableError("a condition on text")
        elif self.take("//"):
            raise UntranslatableError("a condition on the whole page")
        axis = self.axis()
        if axis == "self":
            return f":is({self.element() or '*'})"
        element = self.element()
        compound = (element + self.predicates(element or "*", axis)) or "*"
        if axis in _UPWARD and self.peek() not in ("/", "//"):
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
        if self.take("="):
            return f"[{css.identifier(name)}={css.quoted(self.string())}]"
        return f"[{css.identifier(name)}]"
