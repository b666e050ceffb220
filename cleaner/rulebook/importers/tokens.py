"""The tokens of an XPath, and a hand that moves along them."""

import re
from collections.abc import Iterator

from cleaner.rulebook.importers.css import UntranslatableError

_TOKEN = re.compile(
    r"\s*(?:(?P<string>'[^']*'|\"[^\"]*\")|(?P<number>\d+(?:\.\d+)?)|(?P<op>//|::|\.\.|!=|<=|>=|[/\[\]()@,|=<>+*.$-])"
    r"|(?P<name>[A-Za-z_][\w.-]*(?::(?!:)[A-Za-z_][\w.-]*)?))"
)
_MOST = 400


class Tokens:
    """The tokens of one XPath, read from the first to the last; their number is bounded, and so is any recursion."""

    def __init__(self, xpath: str) -> None:
        """Take the tokens apart; raises UntranslatableError where there is none, or where they are too many."""
        self._tokens = list(_tokens(xpath))
        if len(self._tokens) > _MOST:
            raise UntranslatableError("too long")
        self._at = 0

    def peek(self, ahead: int = 0) -> str | None:
        """A token still to come; None behind the last."""
        return self._tokens[self._at + ahead] if self._at + ahead < len(self._tokens) else None

    def take(self, token: str) -> bool:
        """Go on where this token is the next."""
        return self.take_all(token)

    def take_all(self, *tokens: str) -> bool:
        """Go on where these are the next tokens."""
        if self._tokens[self._at : self._at + len(tokens)] != list(tokens):
            return False
        self._at += len(tokens)
        return True

    def need(self, token: str) -> None:
        """Go on to behind this token; raises UntranslatableError where another is the next."""
        if not self.take(token):
            raise UntranslatableError(f"{token!r} is missing before {self.peek()!r}")

    def next(self) -> str:
        """The next token, and on; raises UntranslatableError at the end."""
        token = self.peek()
        if token is None:
            raise UntranslatableError("it ends too early")
        self._at += 1
        return token

    def string(self) -> str:
        """The text that comes next, without its quotes; raises UntranslatableError where none does."""
        token = self.next()
        if token[0] not in "'\"":
            raise UntranslatableError(f"{token!r} where a text should be")
        return token[1:-1]

    def until(self, token: str) -> tuple[str, ...]:
        """The tokens before the next such one, without going on; none where it does not come."""
        rest = self._tokens[self._at :]
        return tuple(rest[: rest.index(token)]) if token in rest else ()


def _tokens(text: str) -> Iterator[str]:
    at = 0
    text = text.strip()
    while at < len(text):
        match = _TOKEN.match(text, at)
        if match is None:
            raise UntranslatableError(f"{text[at : at + 20]!r} is not XPath that we read")
        yield match.group().strip()
        at = match.end()
