"""The engines that others wrote, each behind one small function that never raises."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

# What the engines call a language, and what we call it.
_CODES = {
    "iw": "he", "jw": "jv", "no": "nb", "sr-ME": "sr", "zh-cn": "zh", "zh-tw": "zh", "zh-Hant": "zh", "bh": "bho",
}  # fmt: skip
_NO_LANGUAGE = frozenset({"un", "zzp"})  # unknown, pig Latin; and `xx-Goth` and its like are scripts
_NOT_UTF8 = re.compile("[\x00-\x08\x0b\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff\U0001fffe-\U0001ffff]")

# langdetect's profiles by script; a language is only ever compared with those of its own script.
_PROFILES = {
    "Latn": "af ca cs cy da de en es et fi fr hr hu id it lt lv nl no pl pt ro sk sl so sq sv sw tl tr vi",
    "Cyrl": "bg mk ru uk",
    "Arab": "ar fa ur",
    "Deva": "hi mr ne",
}


@dataclass(frozen=True, slots=True)
class Guess:
    """One language that `pycld2` sees: its share of the text (0..1) and how typical the text is of it.

    `score` is about 1000 for ordinary prose; below 600 the language is often another one.
    """

    code: str
    share: float
    score: float


@cache
def cld2() -> Any | None:
    """The module `pycld2`, or None where this Python has no wheel of it."""
    try:
        return import_module("pycld2")
    except ImportError:
        return None


def ask_cld2(text: str) -> tuple[Guess, ...]:
    """Up to three languages, the strongest first; none without the engine or where it sees nothing.

    It wants lower case (words in capitals it takes for names) and raises on control characters, which are scrubbed.
    """
    engine = cld2()
    if engine is None:
        return ()
    try:
        _, _, details = engine.detect(text, isPlainText=True, bestEffort=True)
    except (engine.error, UnicodeError):
        try:
            _, _, details = engine.detect(_NOT_UTF8.sub(" ", text), isPlainText=True, bestEffort=True)
        except (engine.error, UnicodeError):
            return ()
    return tuple(
        Guess(_CODES.get(code, code), percent / 100, score)
        for _, code, percent, score in details
        if code not in _NO_LANGUAGE and not code.startswith("xx")
    )


@cache
def _langdetect(script: str) -> Any | None:
    """A langdetect factory with the profiles of one script (all of them would take 0.3 s), its seed fixed."""
    try:
        factory = import_module("langdetect.detector_factory").DetectorFactory()
        folder = files("langdetect").joinpath("profiles")
        factory.load_json_profile([folder.joinpath(name).read_text("utf-8") for name in _PROFILES[script].split()])
    except (ImportError, OSError):
        return None
    factory.seed = 0
    return factory


def profiles(script: str) -> frozenset[str]:
    """The languages of a script that langdetect can tell apart, in our codes."""
    return frozenset(_CODES.get(name, name) for name in _PROFILES.get(script, "").split())


def ask_langdetect(text: str, script: str) -> dict[str, float]:
    """Probabilities among the languages of one script that langdetect has profiles for; nothing for other scripts."""
    factory = _langdetect(script) if script in _PROFILES else None
    if factory is None:
        return {}
    detector = factory.create()
    detector.append(text)
    try:
        found = detector.get_probabilities()
    except import_module("langdetect.lang_detect_exception").LangDetectException:
        return {}
    return {_CODES.get(each.lang, each.lang): each.prob for each in found}


def our_code(code: str) -> str:
    """A language code or tag (`pt-BR`, `iw`) as the record writes it (`pt`, `he`)."""
    base = code.lower().replace("_", "-").partition("-")[0]
    return _CODES.get(base, base)


def engines_in_use() -> Mapping[str, str]:
    """The engines that are installed, and their versions; answers depend on them and on the text, nothing else."""
    from importlib.metadata import PackageNotFoundError, version

    found = {}
    for name in ("langdetect", "pycld2"):
        try:
            found[name] = version(name)
        except PackageNotFoundError:
            continue
    return found
