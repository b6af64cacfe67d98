"""Sealed bytes open only with their key and only unchanged."""

import pytest
from cryptography.exceptions import InvalidTag
from hypothesis import given
from hypothesis import strategies as st

from core.sealing import seal, unseal


@given(st.binary(max_size=300))
def test_what_was_sealed_comes_out_again(plain: bytes) -> None:
    sealed = seal(plain)
    assert unseal(sealed.key, sealed.data) == plain
    assert not plain or plain not in sealed.data or len(plain) < 4


def test_two_seals_of_the_same_share_nothing() -> None:
    assert seal(b"de thi").data != seal(b"de thi").data


def test_a_changed_byte_or_another_key_is_refused() -> None:
    sealed = seal(b"de thi")
    changed = sealed.data[:-1] + bytes([sealed.data[-1] ^ 1])
    for key, data in ((sealed.key, changed), (seal(b"x").key, sealed.data)):
        with pytest.raises(InvalidTag):
            unseal(key, data)
