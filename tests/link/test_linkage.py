import random

from hypothesis import given
from hypothesis import strategies as st

from reportedly.link.linkage import average_link


def test_one_strong_link_does_not_chain_groups_together():
    triangle = [(0, 1, 4.0), (1, 2, 4.0), (0, 2, 4.0), (3, 4, 4.0), (2, 3, 3.0)]
    assert average_link(5, triangle, threshold=0.0, floor=-6.0) == ((0, 1, 2), (3, 4))


def test_pairs_cut_off_on_both_sides_say_nothing():
    chain = [(0, 1, 3.0), (1, 2, 3.0)]
    assert average_link(3, chain, threshold=0.0, floor=-6.0) == ((0, 1), (2,))
    assert average_link(3, chain, threshold=0.0, floor=-6.0, full=[0, 2]) == ((0, 1, 2),)


@given(st.integers(1, 12), st.integers(0, 2**32))
def test_groups_partition_and_do_not_depend_on_order(size, seed):
    dice = random.Random(seed)  # noqa: S311  a fixed seed for a test
    pairs = [(i, j, round(dice.uniform(-5, 5), 2)) for j in range(size) for i in range(j) if dice.random() < 0.7]
    groups = average_link(size, pairs, threshold=0.0, floor=-6.0)
    assert sorted(m for g in groups for m in g) == list(range(size))
    dice.shuffle(pairs)
    assert average_link(size, pairs, threshold=0.0, floor=-6.0) == groups
