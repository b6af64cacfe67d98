"""Patterns of numbers, and the types that the project ships."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.queries.types import signatory_of, type_of, types
from certificates.rules.types import CertificateType, numbers_of
from core.errors import Invalid

KIND = CertificateType("x", "Chứng chỉ", "Thử", "Chứng chỉ thử", "Trial", "{issuer}-X/{year}/{n}", "X-{issuer}-{yy}{n:05}", ())


def test_register_number_tells_issuer_year_and_place_in_the_year() -> None:
    assert numbers_of(KIND, "TTTH", 2026, 412).number == "TTTH-X/2026/412"
    assert numbers_of(KIND, "TTTH", 2026, 412).serial == "X-TTTH-2600412"


@given(st.tuples(st.integers(2000, 2099), st.integers(1, 999_999)), st.tuples(st.integers(2000, 2099), st.integers(1, 999_999)))
def test_two_places_in_the_register_have_two_numbers(one: tuple[int, int], other: tuple[int, int]) -> None:
    first, second = numbers_of(KIND, "TT", *one), numbers_of(KIND, "TT", *other)
    assert (first.number == second.number) == (one == other)
    assert (first.serial == second.serial) == (one == other)


@pytest.mark.parametrize(
    "pattern", ["X/{year}/{n}", "{issuer}/{year}", "{issuer}/{n}", "{issuer}{year}{n}{secret}", "{issuer}-{year}-{n.real}"]
)
def test_pattern_that_cannot_tell_certificates_apart_is_refused(pattern: str) -> None:
    with pytest.raises(ValueError, match="must hold"):
        replace(KIND, number=pattern)


def test_basic_it_certificate_is_shipped() -> None:
    kind = type_of("it_basic")
    assert kind.label("vi") == "Chứng chỉ ứng dụng công nghệ thông tin cơ bản"
    assert kind.label("en").startswith("Certificate")
    assert numbers_of(kind, "TTTH", 2026, 412).number == "TTTH-CNTT-CB/2026/412"
    assert set(types()) >= {"it_basic"}


def test_unknown_type_is_refused() -> None:
    with pytest.raises(Invalid):
        type_of("nothing")


def test_issuer_without_an_entry_signs_by_the_general_one() -> None:
    assert signatory_of("NOBODY") == signatory_of("*")
    assert signatory_of("TTTH").signatory_role == "Giám đốc"
