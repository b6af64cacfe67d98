"""Codes as they are made, typed, scanned and guessed at."""

from __future__ import annotations

import secrets

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.rules.codes import ALPHABET, BYTES, LENGTH, code_from, grouped, read_code

secret = st.binary(min_size=BYTES, max_size=BYTES)


@given(secret)
def test_code_carries_every_bit_of_its_secret(drawn: bytes) -> None:
    code = code_from(drawn)
    assert len(code) == LENGTH
    number = 0
    for sign in code:
        number = number * 32 + ALPHABET.index(sign)
    assert number.to_bytes(BYTES) == drawn


def test_code_is_beyond_guessing() -> None:
    assert LENGTH * 5 == BYTES * 8 == 80


@given(secret)
def test_printed_code_is_read_back(drawn: bytes) -> None:
    code = code_from(drawn)
    assert read_code(grouped(code)) == code


@given(secret, st.lists(st.sampled_from(list(" -–—·.\u200b\u00a0")), min_size=LENGTH, max_size=LENGTH), st.booleans())
def test_spaces_dashes_and_case_do_not_matter(drawn: bytes, between: list[str], lower: bool) -> None:
    code = code_from(drawn)
    typed = "".join(sign + gap for sign, gap in zip(code, between, strict=True))
    assert read_code(typed.lower() if lower else typed) == code


@given(secret)
def test_mistaken_signs_are_mended(drawn: bytes) -> None:
    code = code_from(drawn)
    assert read_code(code.replace("0", "O").replace("1", "I")) == code
    assert read_code(code.replace("0", "o").replace("1", "l").replace("V", "u")) == code


def test_scanned_address_is_read() -> None:
    assert read_code("https://thi.example/verify/7K3M-9QWX-4T8B-2ZHV?x=1") == "7K3M9QWX4T8B2ZHV"


def test_full_width_signs_of_a_phone_are_read() -> None:
    assert read_code("７K3M－9QWX－4T8B－2ZHV") == "7K3M9QWX4T8B2ZHV"


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "7K3M",
        "7K3M-9QWX-4T8B-2ZHVV",
        "7K3M-9QWX-4T8B-2ZH!",
        "' OR 1=1 --",
        "\0" * 16,
        "<script>alert(1)",
        "A" * 10_000,
        "٧K3M9QWX4T8B2ZHV",
    ],
)
def test_what_cannot_be_a_code_is_none(typed: str) -> None:
    assert read_code(typed) is None


@given(st.text(max_size=500))
def test_any_text_is_a_code_or_none(typed: str) -> None:
    code = read_code(typed)
    assert code is None or (len(code) == LENGTH and set(code) <= set(ALPHABET))


def test_wrong_number_of_bytes_is_refused() -> None:
    with pytest.raises(ValueError, match="bytes"):
        code_from(secrets.token_bytes(BYTES - 1))
