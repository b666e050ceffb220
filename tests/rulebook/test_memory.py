"""The memory of lines may forget, but never change what is said of a line, nor grow without end."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner.rulebook.memory import Memory

SIZE = 3
LINES = st.text("ab", max_size=2)


@given(asked=st.lists(LINES, max_size=40))
def test_a_remembered_answer_is_the_function_s_own(asked: list[str]) -> None:
    memory: Memory[tuple[str, ...]] = Memory(lambda line: (line,) if line else (), SIZE)
    for line in asked:
        assert memory(line) == ((line,) if line else ())


@given(asked=st.lists(LINES, max_size=40))
def test_the_lines_asked_for_last_are_not_looked_at_again(asked: list[str]) -> None:
    looked_at: list[str] = []

    def look(line: str) -> int:
        looked_at.append(line)
        return len(line)

    memory = Memory(look, SIZE)
    for at, line in enumerate(asked):
        before = len(looked_at)
        memory(line)
        if line in asked[max(0, at - SIZE) : at]:
            assert len(looked_at) == before


def test_what_was_put_in_is_believed() -> None:
    memory = Memory(len, SIZE)
    memory.put("line", 7)
    assert memory("line") == 7
