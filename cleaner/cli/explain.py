"""`corpus-clean explain`: one document, every stage, every removal with its rule and the reason for it."""

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from cleaner.cli.exits import Exit

if TYPE_CHECKING:
    from cleaner.document import Source
    from cleaner.pipeline import Toolkit

EXAMPLES = """[bold]Examples[/bold]

corpus-clean explain raw/article.html

corpus-clean explain feed.jsonl#12 --json | jq .blocks

corpus-clean explain raw/article.html --against out.jsonl    (what is it near to?)"""


def explain(
    file: Annotated[str, typer.Argument(metavar="FILE", help="A document; FILE#n is the n-th of a file with several.")],
    rules: Annotated[list[Path] | None, typer.Option(help="Rule file or folder (repeatable).")] = None,
    url: Annotated[str | None, typer.Option(help="Where the document was found.")] = None,
    against: Annotated[Path | None, typer.Option(help="An OUT: what is the document near to?", metavar="OUT")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="The same as one JSON object.")] = False,
) -> int:
    """Explain one document: repairs, removals with rule and reason, candidates for headline and date, language.

    The settings are those of the nearest configuration file; what a site's other documents show is not known here.
    """
    from dataclasses import replace

    from cleaner.cli.configuration import configured
    from cleaner.cli.console import safe
    from cleaner.cli.exits import Refused
    from cleaner.document import Quarantined
    from cleaner.engines.steps import toolkit
    from cleaner.options import from_options
    from cleaner.report import explained, nearest, told

    values = configured(Path.cwd()).values
    if rules:
        values["rules"] = rules
    tools = toolkit(from_options(values))
    source = _source(file, tools)
    if url:
        source = replace(source, url=url)
    found = explained.explain(source, tools)
    if isinstance(found, Quarantined):
        raise Refused(f"{found.source} would be quarantined: {found.reason}: {found.detail}", Exit.FAILED)
    story = found.story
    if against:
        story["near"] = nearest.nearest(found.document.body, against)
    if as_json:
        typer.echo(json.dumps(story, indent=2, default=str))
        return Exit.DONE
    for line in told.lines_of(story):
        typer.echo(safe(line))
    return Exit.DONE


def _source(file: str, tools: "Toolkit") -> "Source":
    """The document that FILE or FILE#n names. Raises InputError and Refused."""
    from itertools import islice

    from cleaner import pipeline
    from cleaner.cli.exits import Refused
    from cleaner.document import Quarantined
    from cleaner.engines.found import listed
    from cleaner.readers import PassedOver, items_of, read

    name, _, number = file.rpartition("#")
    if Path(file).exists() or not (name and number.isdecimal()):
        name, number = file, "1"
    limits = tools.settings.limits
    items = (item for item in items_of(listed(name), limits) if not isinstance(item, PassedOver))
    item = next(islice(items, max(int(number), 1) - 1, None), None)
    if item is None:
        raise Refused(f"{name!r} has no document {number}", Exit.USAGE)
    source = read(item, limits, lambda value: pipeline.stated_date(value, tools))
    if isinstance(source, Quarantined):
        raise Refused(f"{source.source} would be quarantined: {source.reason}: {source.detail}", Exit.FAILED)
    return source
