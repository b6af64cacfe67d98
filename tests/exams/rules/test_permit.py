"""What a sitting's token says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from exams.rules.permit import Permit, read_permit, write_permit


@given(st.builds(Permit, *[st.integers(0, 10**9)] * 5))
def test_a_permit_reads_back_as_it_was_written(permit: Permit) -> None:
    assert read_permit(write_permit(permit)) == permit
