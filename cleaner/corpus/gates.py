"""Gates: bounds that a project sets on what a run may do to its corpus, and a sentence for each that is broken."""

from collections.abc import Iterator, Mapping

from cleaner.settings import Settings

SHOWN = 5
"""Offenders that one message names; the summary has them all."""


def broken_gates(
    settings: Settings,
    *,
    documents: int,
    kept: int,
    characters: int,
    removed: Mapping[str, int],
    languages: Mapping[str, int],
) -> tuple[str, ...]:
    """A sentence for each gate of the settings that the run does not pass, in a fixed order.

    `characters` is the length of all kept documents before chrome went, `removed` what each rule took of it,
    `languages` the number of kept documents by language.
    """
    faults = (
        _too_few(settings.min_kept, kept, documents),
        _too_much(settings.max_rule_share, removed, characters),
        _foreign(settings.allowed_languages, languages),
    )
    return tuple(sentence for fault in faults for sentence in fault)


def _too_few(least: str | None, kept: int, documents: int) -> Iterator[str]:
    if least is None:
        return
    enough = kept * 100 >= float(least[:-1]) * documents if least.endswith("%") else kept >= int(least)
    if not enough:
        share = f"{100 * kept / documents:.1f}%" if documents else "none"
        yield f"kept {kept:,} of {documents:,} documents ({share}); --min-kept asks for {least}"


def _too_much(most: str | None, removed: Mapping[str, int], characters: int) -> Iterator[str]:
    if most is None or not characters:
        return
    over = {rule: n for rule, n in removed.items() if n * 100 > float(most[:-1]) * characters}
    if over:
        ordered = sorted(over.items(), key=lambda item: (-item[1], item[0]))
        named = [f"{rule} took {100 * n / characters:.1f}%" for rule, n in ordered]
        yield f"{_listed(named)} of the text of what is kept; --max-rule-share allows {most}"


def _foreign(allowed: tuple[str, ...], languages: Mapping[str, int]) -> Iterator[str]:
    foreign = {code: n for code, n in languages.items() if code not in allowed}
    if allowed and foreign:
        ordered = sorted(foreign.items(), key=lambda item: (-item[1], item[0]))
        named = [f"{n:,} in {code}" for code, n in ordered]
        yield f"kept documents {_listed(named)}; --allowed-languages has {','.join(allowed)}"


def _listed(parts: list[str]) -> str:
    more = f" and {len(parts) - SHOWN} more" if len(parts) > SHOWN else ""
    return ", ".join(parts[:SHOWN]) + more
