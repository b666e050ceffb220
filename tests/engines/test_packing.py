"""What is packed between the steps comes out as it went in: a field forgotten here would be lost for every document."""

import dataclasses
from pathlib import Path
from types import SimpleNamespace

import pytest

from cleaner.corpus.profile import observe
from cleaner.document import Block, Prepared, Quarantined, Source
from cleaner.engines import handed, packing, ready, steps
from cleaner.readers import items_of, scan
from cleaner.settings import Settings
from cleaner.stages.chrome import looks
from cleaner.stages.chrome.looks import look_at, memory

SETTINGS = Settings()


def documents(folder: Path) -> list[Prepared]:
    found = [
        steps.prepared(steps.sourced(item, SETTINGS), SETTINGS) for item in items_of(scan(str(folder)), SETTINGS.limits)
    ]
    return [each for each in found if isinstance(each, Prepared)]


@pytest.fixture(scope="module")
def prepared(fixtures: Path) -> list[Prepared]:
    found = documents(fixtures / "raw")
    assert sum(each.page is not None for each in found) > 8
    assert sum(bool(each.source.meta) for each in found) > 0
    return found


def test_prepared_documents(prepared):
    for each in prepared:
        again = packing.unpack_prepared(packing.pack_prepared(each))
        assert again == each
        assert trees(again) == trees(each)


def trees(prepared: Prepared) -> list:
    """The markup around each block, which plays no part when blocks are compared."""
    return [block.evidence and block.evidence.tree for block in prepared.blocks]


def test_observations(prepared):
    for each in prepared:
        seen = observe(each, steps.toolkit(SETTINGS).rulebook.packs)
        assert packing.unpack_observation(packing.pack_observation(seen)) == seen


def test_looks_of_lines(prepared):
    """What is handed on is what would be found anew, so that it may stand for it."""
    packs = steps.toolkit(SETTINGS).rulebook.packs
    texts = [each for each in prepared if each.page is None]
    data = [ready.pack_ready(each, handed.pack_looks(each, packs)) for each in texts]
    wanted = [[look_at(block.text, packs) for block in each.blocks] for each in texts]
    memory.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looks, "_look", None)  # nothing may be looked at anew
        for each, packed, own in zip(texts, data, wanted, strict=True):
            handed.remember_looks(ready.looks_of(packed), each.blocks, packs)
            assert [look_at(block.text, packs) for block in each.blocks] == own
            assert ready.unpack_ready(packed) == each


def test_every_field_of_a_look_is_handed_on():
    packs = steps.toolkit(SETTINGS).rulebook.packs
    lines = ["200 g flour", "By Emma Ellison | 2 March 2026", "Read also: Swans return", "He left."]
    blocks = [Block(line, 0) for line in lines]
    wanted = [look_at(line, packs) for line in lines]
    for field in dataclasses.fields(looks.Look):
        assert len({getattr(look, field.name) for look in wanted}) > 1, f"no line has its own {field.name}"
    data = handed.pack_looks(SimpleNamespace(blocks=blocks), packs)
    memory.cache_clear()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(looks, "_look", None)
        handed.remember_looks(data, blocks, packs)
        assert [look_at(line, packs) for line in lines] == wanted


def test_outcomes_and_sketches(prepared):
    done = [steps.finished(each, SETTINGS) for each in prepared]
    together = steps.sketched(done)
    for each, outcome in zip(done, together, strict=True):
        assert steps.sketched([each]) == [outcome]
        assert packing.unpack_outcome(packing.pack_outcome(outcome), outcome.sketch) == outcome
        if outcome.sketch:
            assert packing.pack_sketch(packing.unpack_sketch(outcome.sketch)) == outcome.sketch
    assert sum(outcome.sketch is not None for outcome in together) > 20


def test_what_was_lost_and_what_the_cache_has():
    lost = Quarantined("a.txt", "a", "not-text", "binary")
    assert packing.unpack_prepared(packing.pack_prepared(lost)) == lost
    outcome = steps.lost_outcome(lost)
    assert packing.unpack_outcome(packing.pack_outcome(outcome)) == outcome
    shelved = ready.Shelved(b"key", "ß/a.txt", "ß", b"prepared")
    for each in (lost, shelved):
        assert ready.unpack_ready(ready.pack_ready(each)) == each


def test_a_body_that_cannot_be_sketched_costs_no_other(prepared, monkeypatch):
    """Bodies are sketched together; where that fails, each is tried alone."""
    source = Source("bad", "A story that no sketch is made of, whatever the reason may be.", "bad")
    done = [steps.finished(each, SETTINGS) for each in (prepared[0], steps.prepared(source, SETTINGS), prepared[1])]
    wanted = steps.sketched(done)
    sketch = steps.sketch.sketch_bodies

    def failing(bodies):
        if done[1].body in bodies:
            raise MemoryError
        return sketch(bodies)

    monkeypatch.setattr(steps.sketch, "sketch_bodies", failing)
    found = steps.sketched(done)
    assert [found[0], found[2]] == [wanted[0], wanted[2]]
    assert isinstance(found[1].result, Quarantined)
    assert found[1].result.reason == "memory-limit"
