"""The parts that duplicates are found by, each by itself."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.corpus.duplicates import samples
from cleaner.corpus.duplicates.bands import FOUND, band_keys, found, shape
from cleaner.corpus.duplicates.groups import FULL, PART, Order, Shared, all_pairs, grouped, star_pairs
from cleaner.corpus.duplicates.keep import ranks
from cleaner.corpus.duplicates.meetings import MemoryMeetings
from cleaner.corpus.duplicates.near import Limits, common
from cleaner.corpus.duplicates.samples import PROBES, ProbeFilter, Tally, levels, probes
from cleaner.corpus.duplicates.store import Chunk, SketchStore, SketchWriter, moment

HASHES = st.lists(st.integers(0, 2**64 - 1), max_size=80, unique=True)


def array(values: list[int]) -> np.ndarray:
    return np.array(sorted(values), np.uint64)


def written(directory: Path, rows: list[tuple[list[int], int, str | None]]) -> SketchStore:
    writer = SketchWriter(directory)
    for hashes, length, published in rows:
        writer.add(array(hashes), len(hashes), length, b"x" * 16, moment(published))
    return writer.close()


@given(HASHES, HASHES)
def test_common_counts_what_sets_share(one: list[int], other: list[int]) -> None:
    mixed = list({*other, *one[::3]})
    assert common(array(one), array(mixed)) == common(array(mixed), array(one)) == len({*one} & {*mixed})
    assert common(array(one), np.unique(np.concatenate([array(one), np.arange(2000, dtype=np.uint64)]))) == len(one)


@pytest.mark.parametrize(("threshold", "bands", "width"), [(0.8, 25, 5), (0.5, 64, 2), (1.0, 10, 12), (0.05, 128, 1)])
def test_bands_fit_the_threshold(threshold: float, bands: int, width: int) -> None:
    assert shape(threshold) == (bands, width)


@given(st.floats(0.3, 1))
def test_a_pair_at_the_threshold_is_found(threshold: float) -> None:
    assert found(threshold, *shape(threshold)) >= FOUND
    assert found(0.8, 9, 13) == pytest.approx(0.40, abs=0.01)  # datasketch's choice for 0.8


def test_band_keys_are_equal_exactly_where_all_values_of_a_band_are() -> None:
    one = np.arange(128, dtype=np.uint32)
    other = one.copy()
    other[7] += 1
    keys = band_keys(np.stack([one, other]), 25, 5)
    assert np.flatnonzero(keys[:, 0] != keys[:, 1]).tolist() == [1]
    assert len(np.unique(keys[:, 0])) == 25


@given(st.integers(1, 100_000))
def test_every_document_has_some_32_probes_or_all_its_shingles(size: int) -> None:
    share = int(levels(np.array([size]))[0]) + 1
    assert share == 1 if size < 2 * PROBES else PROBES <= size / share <= 2 * PROBES


@given(st.lists(HASHES, min_size=1, max_size=6))
def test_the_filter_never_misses_a_probe(sets: list[list[int]]) -> None:
    sizes = np.array([len(each) for each in sets])
    chunk = Chunk(0, sizes, np.concatenate([array(each) for each in sets]))
    wanted = ProbeFilter(sizes)
    chosen, counts = probes(chunk)
    wanted.add(chosen)
    assert counts.sum() == len(chosen)
    assert set(wanted.passing(chunk.flat).tolist()) >= set(np.flatnonzero(np.isin(chunk.flat, chosen)).tolist())


@given(st.lists(st.lists(st.integers(0, 9), max_size=12), max_size=6), st.integers(0, 20))
def test_a_tally_counts_whenever_it_compacts(batches: list[list[int]], waiting: int) -> None:
    tally = Tally()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(samples, "_WAITING", waiting)
        for batch in batches:
            tally.add(np.array(batch, np.uint64))
    counted = Counter(value for batch in batches for value in batch)
    found, times = tally.counted()
    assert list(zip(found.tolist(), times.tolist(), strict=True)) == sorted(counted.items())


def test_a_giant_group_costs_its_length() -> None:
    size = 50 * FULL
    groups = grouped(Shared(np.full(size, 9, np.uint64), np.arange(size)), Order.of(np.arange(size)[::-1]))
    assert len(all_pairs(groups).left) == 0
    pairs = star_pairs(groups)
    assert len(pairs.left) < 3 * size
    assert set(pairs.right[pairs.left == size - 1].tolist()) == set(range(size - 1))


def test_groups_list_rows_in_the_given_order() -> None:
    shared = Shared(np.array([2, 2, 5, 5, 5], np.uint64), np.array([1, 0, 2, 0, 4]))
    places = np.array([4, 3, 2, 1, 0])
    groups = grouped(shared, Order.of(places))
    assert groups.rows.tolist() == [1, 0, 4, 2, 0]
    pairs = all_pairs(groups)
    assert list(zip(pairs.left.tolist(), pairs.right.tolist(), strict=True)) == [(1, 0), (4, 2), (4, 0), (2, 0)]
    among = shared.among(np.array([True, False, True, True, False]))
    assert list(zip(among.keys.tolist(), among.rows.tolist(), strict=True)) == [(5, 2), (5, 0)]


@given(st.lists(st.integers(0, 40), max_size=60))
def test_meetings_give_the_keys_that_several_have(values: list[int]) -> None:
    keys = (np.array(values, np.uint64) << np.uint64(58)) + np.array(values, np.uint64)
    meetings = MemoryMeetings()
    for start in range(0, len(values), 7):
        meetings.add(keys[start : start + 7], np.arange(start, min(start + 7, len(values))))
    parts = list(meetings.shared().parts())
    expected = sorted((keys[at], at) for at in range(len(values)) if values.count(values[at]) > 1)
    assert (
        sorted((key, row) for part in parts for key, row in zip(part.keys, part.rows.tolist(), strict=True)) == expected
    )
    assert [key for part in parts for key in part.keys.tolist()] == [key for key, _ in expected]


def test_many_meetings_are_sorted_in_parts() -> None:
    size = 3_000_000
    keys = np.random.default_rng(1).permutation(size).astype(np.uint64) // np.uint64(2) * np.uint64(0x9E3779B97F4A7C15)
    keys[:1000] = np.arange(1000)
    meetings = MemoryMeetings()
    for start in range(0, size, 400_000):
        meetings.add(keys[start : start + 400_000], np.arange(start, min(start + 400_000, size)))
    shared = meetings.shared()
    values, counts = np.unique(keys, return_counts=True)
    assert np.array_equal(np.unique(shared.keys), values[counts > 1])
    assert np.all(shared.keys[1:] >= shared.keys[:-1])
    assert np.array_equal(keys[shared.rows], shared.keys)


def test_parts_cut_no_group() -> None:
    keys = np.repeat(np.arange(PART // 100, dtype=np.uint64), 250)
    parts = list(Shared(keys, np.arange(len(keys))).parts())
    assert len(parts) == 3
    assert all(len(part.keys) % 250 == 0 for part in parts)
    assert np.array_equal(np.concatenate([part.keys for part in parts]), keys)


@pytest.mark.parametrize(
    ("keep", "order"), [("first", [0, 1, 2, 3, 4]), ("longest", [1, 3, 0, 2, 4]), ("earliest", [3, 1, 4, 0, 2])]
)
def test_policies_are_total_orders(tmp_path: Path, keep: str, order: list[int]) -> None:
    dates = [None, "2024-05-02", None, "2024-05-01T23:00:00", "2024-05-02T00:00:00+00:00"]
    lengths = [50, 90, 50, 90, 10]
    store = written(tmp_path, [([1], length, date) for length, date in zip(lengths, dates, strict=True)])
    assert np.argsort(ranks(store.rows, keep)).tolist() == order


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("2024", "2024-02"),
        ("2024-02-03", "2024-02-03T10:00"),
        ("2024-02-03T10:00:00+04:00", "2024-02-03T07:00:00Z"),
        ("1969-12-31", "1970-01-01"),
        ("2024-02-03", "yesterday"),
        ("0001-01-01", None),
    ],
)
def test_dates_are_compared_as_moments(earlier: str, later: str | None) -> None:
    assert moment(earlier) < moment(later)


def test_a_store_gives_back_what_was_written(tmp_path: Path) -> None:
    sets = [[3, 1, 2], [], [2**64 - 1], list(range(10, 500))]
    with written(tmp_path, [(each, 7, None) for each in sets]) as store:
        assert len(store) == 4
        for row, each in enumerate(sets):
            assert store.shingles(row).tolist() == sorted(each)
        assert np.concatenate([chunk.flat for chunk in store.chunks()]).tolist() == [
            1,
            2,
            3,
            2**64 - 1,
            *range(10, 500),
        ]
    (tmp_path / "shingles.u64").write_bytes(b"")
    with SketchStore(tmp_path) as store, pytest.raises(OSError, match="shorter than its rows say"):
        store.shingles(0)


def test_a_digest_has_sixteen_bytes(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="16 bytes"):
        SketchWriter(tmp_path).add(array([1]), 1, 1, b"short", 0)


def test_limits_know_what_a_near_pair_shares_at_least() -> None:
    """J >= t with the smaller of two sets n: at least 2t / (1 + t) of it is shared."""
    assert Limits(0.8, 0.95).least_contained == pytest.approx(1.6 / 1.8)
    assert Limits(0.8, 0.5).least_contained == 0.5
    assert Limits().alike(28, 35, 28)  # 28 / 35 is 0.8, though 0.8 * 35 is more than 28
    assert Limits(containment=0.7).within(7, 10)
    assert not Limits().alike(0, 0, 0)
