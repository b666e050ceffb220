"""The form of a rule file. `rules/rule.schema.json` is generated from here, so that editors complete and check it."""

import re
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BeforeValidator, Field, WithJsonSchema, create_model, model_validator
from pydantic_core import PydanticCustomError

from cleaner.rulebook.base import Model, Phrases, Texts, listed
from cleaner.rulebook.kinds import KINDS
from cleaner.rulebook.pattern import Patterns

Scope = Literal["header", "body", "tail", "any"]
Scopes = Annotated[
    tuple[Scope, ...], BeforeValidator(listed, json_schema_input_type=Scope | list[Scope]), Field(min_length=1)
]
Action = Literal["remove", "extract", "flag", "keep"]
ID = r"[a-z0-9][a-z0-9._-]*"
DEFAULT_MAX_REMOVED = 0.8


def _is_id(value: str) -> str:
    if not re.fullmatch(ID, value):
        raise PydanticCustomError("bad_id", "an id is small letters, digits, dots and dashes, such as latest-list", {})
    return value


Id = Annotated[str, AfterValidator(_is_id), Field(json_schema_extra={"pattern": f"^{ID}$"})]


class Valid(Model):
    """The days, by the document's own date, on which a file holds (both included)."""

    from_: date | None = Field(None, alias="from")
    until: date | None = None

    @model_validator(mode="after")
    def _in_order(self) -> "Valid":
        if self.from_ is None and self.until is None:
            raise PydanticCustomError("valid_empty", "say `from:`, `until:` or both", {})
        if self.from_ and self.until and self.from_ > self.until:
            raise PydanticCustomError("valid_reversed", "`from` is after `until`: no document would match", {})
        return self

    def covers(self, published: str | None) -> bool:
        """Whether a document of that ISO date is meant; one without a date is."""
        if published is None:
            return True
        day = published[:10]
        return (self.from_ is None or day >= self.from_.isoformat()) and (
            self.until is None or day <= self.until.isoformat()
        )


class Marks(Model):
    """Lines by which a site's documents are known where nothing else tells the site."""

    lines: Annotated[Texts, Field(min_length=1)] = Field(description="Whole lines, as the documents have them.")
    at_least: Annotated[int, Field(ge=1)] = Field(1, description="So many of them must be there.")

    @model_validator(mode="after")
    def _reachable(self) -> "Marks":
        if self.at_least > len(self.lines):
            raise PydanticCustomError("marks_unreachable", "`at_least` is more than there are lines", {})
        return self


class Site(Model):
    """The documents that a file is about: any of domains, url, paths and marks, within `valid`."""

    id: Id | None = Field(None, description="The file's name in rule ids; its file name without suffix unless said.")
    domains: Texts = Field((), description="ledger.example, or *.ledger.example for everything under it.")
    url: Texts = Field((), description="Patterns of addresses: ledger.example/news/*")
    paths: Texts = Field((), description="Patterns of the documents' paths: ledger/**")
    marks: Marks | None = None
    valid: Valid | None = None

    @model_validator(mode="after")
    def _matches_something(self) -> "Site":
        if not (self.domains or self.url or self.paths or self.marks):
            raise PydanticCustomError("site_empty", "say which documents: domains, url, paths or marks", {})
        return self


class Limits(Model):
    """Bounds within which a file's rules act."""

    max_removed: Annotated[float, Field(gt=0, le=1)] = Field(
        DEFAULT_MAX_REMOVED, description="Share of a document's text; beyond it the file's removals are undone."
    )


class When(Model):
    """What the neighbouring lines must look like."""

    previous: Patterns | None = None
    next: Patterns | None = None
    beside: Patterns | None = Field(None, description="The line before or the line after, or both.")


class Test(Model):
    """An example: `in` and what becomes of it (`out`, or an extracted value), or a text that must stay (`keep`)."""

    in_: str | None = Field(None, alias="in")
    out: str | None = None
    keep: str | None = None
    extracts: str | None = Field(None, description="The value that the rule extracts from `in`.")
    flags: bool | None = Field(None, description="Whether the rule flags `in`.")

    @model_validator(mode="after")
    def _complete(self) -> "Test":
        if (self.in_ is None) == (self.keep is None):
            raise PydanticCustomError("test_form", "an example has either `in` or `keep`", {})
        if self.keep is not None and (self.out, self.extracts, self.flags) != (None, None, None):
            raise PydanticCustomError("test_form", "`keep` stands alone: the text comes out as it goes in", {})
        if self.in_ is not None and (self.out, self.extracts, self.flags) == (None, None, None):
            raise PydanticCustomError("test_form", "an example with `in` says what comes out: `out`", {})
        return self

    @property
    def text(self) -> str:
        """The text that the example is about."""
        return self.in_ if self.in_ is not None else self.keep or ""


class RuleBase(Model):
    """One rule: where it looks (scope, when), what it looks for (one kind), what happens (action)."""

    id: Id
    why: str | None = Field(None, description="What the rule is there for, in words for the next reader.")
    evidence: str | None = Field(None, description="What a learned rule was learned from.")
    scope: Scopes = Field(("any",), description="Before, in or after the article's paragraphs.")
    when: When | None = None
    action: Action = "remove"
    to: Id | None = Field(None, description="The name under which `extract` records, and `flag` flags.")
    tests: tuple[Test, ...] = ()

    @model_validator(mode="after")
    def _one_kind(self) -> "RuleBase":
        kinds = [name for name in KINDS if getattr(self, name) is not None]
        if len(kinds) != 1:
            has = f"this has {' and '.join(kinds)}" if kinds else "this has none"
            raise PydanticCustomError(
                "one_kind", "a rule has exactly one of {kinds}; {has}", {"kinds": ", ".join(KINDS), "has": has}
            )
        if self.action == "extract" and self.to is None:
            raise PydanticCustomError("extract_to", "`action: extract` needs `to:`, the name of the value", {})
        if self.to is not None and self.action not in ("extract", "flag"):
            raise PydanticCustomError("stray_to", "`to` goes with `action: extract` or `flag`", {})
        if kinds == ["html"] and (self.action != "remove" or self.when or self.scope != ("any",)):
            raise PydanticCustomError(
                "html_alone", "an html rule has no scope, when or action: its keys say it all", {}
            )
        return self

    @property
    def kind(self) -> str:
        """The name of the rule's kind."""
        return next(name for name in KINDS if getattr(self, name) is not None)

    @property
    def options(self) -> Any:
        """What the rule's kind is told."""
        return getattr(self, self.kind)


_FIELDS: dict[str, Any] = {name: (kind.options | None, None) for name, kind in KINDS.items()}
Rule: Any = create_model("Rule", __base__=RuleBase, __doc__=RuleBase.__doc__, **_FIELDS)


class RuleFileBase(Model):
    """A rule file."""

    version: Annotated[Literal["1"], WithJsonSchema({"const": 1, "description": "The version of the rule language."})]
    site: Site | None = None
    language: Annotated[str, Field(pattern=r"^[a-z]{2,3}$")] | None = Field(
        None, description="The file's rules are about this language: they rank between a site's and the generic ones."
    )
    base: bool = Field(False, description="Applies only where a site's file extends it.")
    extends: Texts = Field((), description="Files whose rules come along; lang/<code> narrows @lists to languages.")
    disable: Texts = Field(
        (), description="Rules (or whole files) that do not apply; with `site`, not to its documents."
    )
    limits: Limits = Field(default_factory=lambda: Limits.model_validate({}))
    rules: tuple[RuleBase, ...] = ()

    @model_validator(mode="after")
    def _either(self) -> "RuleFileBase":
        if self.site is not None and self.base:
            raise PydanticCustomError("base_site", "`base` is for files without a `site`", {})
        return self


RuleFile: Any = create_model(
    "RuleFile",
    __base__=RuleFileBase,
    __doc__="A file of rules of corpus-clean.",
    rules=(tuple[Rule, ...], Field((), description="The rules, in the order in which they win over each other.")),
)
__all__ = ["Phrases", "Rule", "RuleBase", "RuleFile", "RuleFileBase", "Site", "Test"]
