"""Different things in groups, counted both ways."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from timeline.measures import children


@given(pairs=st.lists(st.tuples(st.integers(0, 4), st.integers(0, 30)), max_size=60))
@pytest.mark.parametrize("most", [0, 10**9])
def test_each_thing_counts_once_in_a_group(most: int, pairs: list[tuple[int, int]]) -> None:
    groups, things = (np.array([pair[place] for pair in pairs], dtype=np.int32) for place in (0, 1))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(children, "MOST_FLAGS", most)
        found = children.distinct(groups, things, 5)
    assert found.tolist() == [len({thing for group, thing in pairs if group == one}) for one in range(5)]
