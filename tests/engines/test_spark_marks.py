"""Sets of documents by their bits."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaner.engines.spark_marks import among, mapped, mark

NUMBERS = st.lists(st.integers(0, 40_000), max_size=30)


@given(NUMBERS, NUMBERS, NUMBERS)
def test_a_set_has_what_was_put_into_it_and_nothing_else(tmp_path_factory, one, other, asked):
    columns = [np.array(each, np.int64) for each in (one, other)]
    bits = mapped(mark(tmp_path_factory.mktemp("marks") / "set.npy", columns))
    docs = np.array([*asked, *one, 1 << 40], np.int64)
    assert among(bits, docs).tolist() == [doc in {*one, *other} for doc in docs.tolist()]
