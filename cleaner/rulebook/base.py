"""What every part of the rule language's model has in common."""

from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError
from pydantic_core.core_schema import ValidationInfo

from cleaner.rulebook.regex import BadRegexError, compile_regex


class Model(BaseModel):
    """A part of a rule file: unknown keys are mistakes, and nothing changes after loading.

    Validators are built when first used, because most parts are only ever read inside of a whole file.
    """

    model_config = ConfigDict(extra="forbid", frozen=True, serialize_by_alias=True, defer_build=True)


def listed(value: Any) -> Any:
    """A single text where a list may stand is a list of one."""
    return [value] if isinstance(value, str) else value


def list_of(phrase: str) -> tuple[str, int]:
    """The list that `@name` or `@name:2` stands for, and the least number of words of its phrases that count.

    >>> list_of("@share"), list_of("@cookie:2")
    (('share', 1), ('cookie', 2))
    """
    name, _, least = phrase[1:].partition(":")
    return (name, int(least)) if least.isdecimal() and len(least) == 1 else (phrase[1:], 1)


def _known(phrase: str, info: ValidationInfo) -> str:
    """A phrase, or `@name` of a list that the language packs have (where the caller says which those are)."""
    names = (info.context or {}).get("names")
    if phrase.startswith("@") and names is not None and list_of(phrase)[0] not in names:
        raise PydanticCustomError(
            "unknown_list",
            "no language pack has the list {given}; there are {known}",
            {
                "given": phrase,
                "known": ", ".join(f"@{name}" for name in sorted(names)),
            },
        )
    if not phrase.strip():
        raise PydanticCustomError("empty_phrase", "an empty phrase would match everything", {})
    return phrase


def _usable(pattern: str) -> str:
    try:
        compile_regex(pattern)
    except BadRegexError as error:
        raise PydanticCustomError("bad_regex", "{reason}", {"reason": str(error)}) from None
    return pattern


Phrase = Annotated[str, AfterValidator(_known)]
Phrases = Annotated[
    tuple[Phrase, ...], BeforeValidator(listed, json_schema_input_type=str | list[str]), Field(min_length=1)
]
Regex = Annotated[str, AfterValidator(_usable)]
Texts = Annotated[tuple[str, ...], BeforeValidator(listed, json_schema_input_type=str | list[str])]
