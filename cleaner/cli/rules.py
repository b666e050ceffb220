"""`corpus-clean rules …`: test, inspect and import rules. Thin: the work is in `cleaner.rulebook`."""

import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.console import safe

if TYPE_CHECKING:
    from cleaner.rulebook import RuleBook

app = typer.Typer(help="Rules in YAML: test, inspect, import.", no_args_is_help=True)

Paths = Annotated[list[Path] | None, typer.Argument(help="Rule files or folders, beside the built-in ones.")]
NoDefaults = Annotated[bool, typer.Option("--no-default-rules", help="Leave the built-in rules out.")]
Select = Annotated[list[str] | None, typer.Option("--select", help="Only rules of these ids or patterns.")]


@app.command("test")
def run_examples(paths: Paths = None, no_default_rules: NoDefaults = False, select: Select = None) -> None:
    """Try every example of every rule; exit 1 if one fails, or a rule never fires or is shadowed."""
    from cleaner.rulebook.check import check
    from cleaner.rulebook.ruleset import names

    book = _load(paths, builtin=not no_default_rules)
    counts: Counter[str] = Counter()
    failed = False
    for finding in check(book):
        if select and not any(names(pattern, finding.rule) for pattern in select):
            continue
        counts[finding.verdict] += 1
        failed = failed or finding.failed
        if finding.verdict != "passed":
            typer.echo(f"{finding.place}: {finding.verdict}: {finding.rule}: {finding.message}")
            for line in finding.diff:
                typer.echo(f"    {safe(line)}")
    if select and not counts:
        raise _usage(f"no rule is called {', '.join(select)}")
    typer.echo(_summary(counts))
    raise typer.Exit(1 if failed else 0)


@app.command()
def lint(
    paths: Paths = None,
    no_default_rules: NoDefaults = False,
    strict: Annotated[bool, typer.Option("--strict", help="Exit 1 where there is any doubt.")] = False,
) -> None:
    """Point at rules that are doubtful: without examples, the same twice, taking ordinary prose."""
    from cleaner.rulebook.lint import lint as doubts

    count = 0
    for doubt in doubts(_load(paths, builtin=not no_default_rules)):
        count += 1
        typer.echo(f"{doubt.place}: {doubt.word}: {doubt.rule}: {safe(doubt.message)}")
    typer.echo(f"{count} doubts" if count else "no doubts")
    raise typer.Exit(1 if strict and count else 0)


@app.command()
def schema() -> None:
    """Print the JSON Schema of rule files, for editors."""
    from cleaner.rulebook.schema import schema as generated

    typer.echo(json.dumps(generated(), indent=2, ensure_ascii=False))


@app.command()
def explain(
    rule: Annotated[str, typer.Argument(help="The rule's id, as the ledger names it.")], paths: Paths = None
) -> None:
    """Explain one rule: where it stands, what it looks for, which documents it is about, how its examples fare."""
    from cleaner.rulebook.complaints import nearest
    from cleaner.rulebook.explain import explain as explanation

    book = _load(paths, builtin=True)
    try:
        lines = list(explanation(book, rule))
    except KeyError:
        raise _usage(f"no rule is called {rule}{nearest(rule, [each.name for each in book])}") from None
    for line in lines:
        typer.echo(safe(line))


@app.command("import")
def import_rules(
    form: Annotated[str, typer.Argument(help="The form of the files: ftr.")],
    files: Annotated[list[Path], typer.Argument(help="Site configurations, or folders of them.")],
    out: Annotated[
        Path | None, typer.Option("--out", help="A folder for one rule file a site; else all are printed.")
    ] = None,
) -> None:
    """Read site configurations of other tools (ftr: FiveFilters); what does not translate is listed, never guessed."""
    from cleaner.rulebook.emit import to_yaml
    from cleaner.rulebook.importers.ftr import read_ftr

    if form != "ftr":
        raise _usage(f"the form {form} is not known; there is ftr (FiveFilters site configurations)")
    whole = partly = nothing = 0
    for file in _configurations(files):
        imported = read_ftr(file.name, _text_of(file))
        for lost in imported.lost:
            typer.echo(safe(f"{file}:{lost.line}: not taken over: {lost.text}: {lost.reason}"), err=True)
        whole, partly = whole + imported.whole, partly + (imported.data is not None and not imported.whole)
        if imported.data is None:
            nothing += 1
            continue
        notes = "".join(f"\nnot taken over: {lost.text} ({lost.reason})" for lost in imported.lost)
        text = to_yaml(imported.data, heading=f"From {file.name}, a FiveFilters site configuration.{notes}")
        if out is None:
            typer.echo(text)
        else:
            out.mkdir(parents=True, exist_ok=True)
            (out / f"{imported.id}.yaml").write_text(text, encoding="utf-8")
    typer.echo(f"{whole} taken over whole, {partly} in part, {nothing} not at all", err=True)


@app.command()
def learn(
    raw: Annotated[str, typer.Argument(metavar="RAW", help="A folder, a file or a glob, as for a run.")],
    out: Annotated[Path, typer.Option("--out", help="The folder for the rule files, one a site.")],
) -> None:
    """Write rules learned from what comes back across the documents of each site, for review; nothing is applied."""
    from cleaner.cli.learn import learn_rules

    learn_rules(raw, out)


def _configurations(paths: list[Path]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from sorted(path.glob("*.txt"))
        elif path.is_file():
            yield path
        else:
            raise _usage(f"{path}: no such file or folder")


def _text_of(file: Path) -> str:
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise _usage(f"{file}: cannot be read: {error.strerror}") from None


def _load(paths: list[Path] | None, *, builtin: bool) -> "RuleBook":
    """The rule book, or exit 2 with every fault."""
    from cleaner.rulebook import RuleErrors, load

    try:
        return load(paths or (), builtin=builtin)
    except RuleErrors as errors:
        for fault in errors.faults:
            typer.echo(safe(str(fault)), err=True)
        raise typer.Exit(2) from None


def _usage(message: str) -> typer.Exit:
    typer.echo(safe(message), err=True)
    return typer.Exit(2)


def _summary(counts: Counter[str]) -> str:
    order = ("passed", "failed", "never-fires", "shadowed", "untested")
    return ", ".join(f"{counts[word]} {word}" for word in order if counts[word] or word in ("passed", "failed"))
