"""`corpus-clean rules learn`: rules for the sites of a corpus, written for review."""

from collections.abc import Iterator
from pathlib import Path

import typer

from cleaner.corpus.learn import Text, learn
from cleaner.document import Quarantined
from cleaner.engines import steps
from cleaner.engines.found import listed
from cleaner.readers import PassedOver, items_of
from cleaner.rulebook.emit import to_yaml
from cleaner.settings import Settings
from cleaner.stages import address


def learn_rules(raw: str, out: Path) -> None:
    """Write the rules that the documents of RAW tell into a folder. Raises InputError where RAW cannot be read."""
    settings = Settings()
    packs = steps.toolkit(settings).rulebook.packs
    listing = listed(raw, [out])

    def documents() -> Iterator[Text]:
        for item in items_of(listing, settings.limits):
            source = None if isinstance(item, PassedOver) else steps.sourced(item, settings)
            ready = None if source is None else steps.prepared(source, settings)
            if ready is None or isinstance(ready, Quarantined) or ready.page is not None:
                continue
            yield address.address_of(ready.source, None)[1], ready.blocks

    found = learn(documents, packs)
    out.mkdir(parents=True, exist_ok=True)
    for one in found:
        (out / f"{one.name}.yaml").write_text(to_yaml(one.data, heading=one.heading), encoding="utf-8")
    rules = sum(len(one.data["rules"]) for one in found)
    typer.echo(f"{rules} rules for {len(found)} sites in {out}: review them before use", err=True)
