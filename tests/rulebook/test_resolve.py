"""One place decides: exceptions, layers, order, limits; whatever is proposed, in whatever order."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.document import Block, Cut
from cleaner.rulebook import GENERIC, SITE, STRUCTURE, Proposal, resolve

BLOCKS = [Block("a" * 10, 0), Block("b" * 10, 11), Block("c" * 10, 22)]


def proposal(start: int, end: int, rule: str = "f/r", **more: object) -> Proposal:
    return Proposal(start, end, rule, **more)  # type: ignore[arg-type]


def test_an_exception_wins_over_every_layer() -> None:
    decided = resolve([proposal(0, 21, layer=SITE), proposal(11, 21, "g/k", action="keep", layer=GENERIC)], BLOCKS)
    assert decided.cuts == (Cut(0, 11, "chrome", "f/r"),)


def test_a_span_belongs_to_the_higher_layer_then_to_the_earlier_rule() -> None:
    decided = resolve(
        [
            proposal(0, 10, "g/late", order=2),
            proposal(0, 10, "g/early", order=1),
            proposal(5, 16, "structure/list", layer=STRUCTURE),
        ],
        BLOCKS,
    )
    assert decided.cuts == (Cut(0, 10, "chrome", "g/early"), Cut(10, 16, "chrome", "structure/list"))


def test_a_file_that_would_take_too_much_takes_nothing_and_is_named() -> None:
    greedy = [proposal(block.start, block.end, "greedy/all") for block in BLOCKS]
    decided = resolve([*greedy, proposal(0, 10, "modest/one")], BLOCKS)
    assert decided.cuts == (Cut(0, 10, "chrome", "modest/one"),)
    assert decided.flags == ("overreach:greedy",)
    allowed = resolve(greedy, BLOCKS, limits={"greedy": 1.0})
    assert len(allowed.cuts) == 3
    assert allowed.flags == ()


def test_a_value_counts_only_where_its_rule_owns_the_span() -> None:
    decided = resolve(
        [
            proposal(0, 10, "g/list", order=1),
            proposal(0, 10, "g/date", order=2, action="extract", to="day", value="2026-01-01"),
            proposal(22, 32, "g/date", order=2, action="extract", to="day", value="2026-01-02"),
        ],
        BLOCKS,
        limits={"g": 1.0},
    )
    assert decided.extracted == {"day": "2026-01-02"}


def test_a_flag_takes_nothing() -> None:
    decided = resolve([proposal(0, 32, action="flag", to="sponsored")], BLOCKS)
    assert (decided.cuts, decided.flags) == ((), ("sponsored",))


PROPOSALS = st.lists(
    st.builds(
        lambda start, length, rule, action, layer, order: proposal(
            start, min(start + length, 32), rule, action=action, layer=layer, order=order
        ),
        st.integers(0, 31),
        st.integers(1, 20),
        st.sampled_from(["a/x", "a/y", "b/x", "structure/l"]),
        st.sampled_from(["remove", "keep", "flag"]),
        st.integers(0, 3),
        st.integers(0, 3),
    ),
    max_size=12,
)


@given(PROPOSALS, st.randoms(use_true_random=False))
def test_cuts_are_disjoint_and_do_not_depend_on_the_order_of_proposals(found: list[Proposal], random: object) -> None:
    decided = resolve(found, BLOCKS)
    shuffled = list(found)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert resolve(shuffled, BLOCKS) == decided
    for before, after in zip(decided.cuts, decided.cuts[1:], strict=False):
        assert before.end <= after.start
    kept = {at for p in found if p.action == "keep" for at in range(p.start, p.end)}
    assert kept.isdisjoint(at for cut in decided.cuts for at in range(cut.start, cut.end))


@given(PROPOSALS)
def test_no_file_takes_more_than_its_share(found: list[Proposal]) -> None:
    decided = resolve(found, BLOCKS, limits={"a": 0.5})
    taken = sum(cut.end - cut.start for cut in decided.cuts if cut.rule.startswith("a/"))
    assert taken <= 0.5 * sum(len(block.text) for block in BLOCKS)
