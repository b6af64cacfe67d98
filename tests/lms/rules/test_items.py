"""The registry of kinds."""

from __future__ import annotations

import pytest

from lms.models import ItemKind
from lms.rules.items import KINDS, Source, is_secure_address, meeting_start


def test_every_kind_of_the_tables_is_registered() -> None:
    assert set(KINDS) == set(ItemKind)


def test_every_kind_has_a_rule_and_a_place_to_open() -> None:
    for kind in KINDS.values():
        assert kind.rules
        assert bool(kind.endpoint) != (kind.source == Source.TYPED)


@pytest.mark.parametrize("url", ["https://meet.example.org/a", "https://vi.wikipedia.org/wiki/Vectơ", " https://a.vn "])
def test_secure_addresses_are_taken(url: str) -> None:
    assert is_secure_address(url)


@pytest.mark.parametrize(
    "url", ["http://a.vn", "javascript:alert(1)", "https://", "//a.vn", "https://a:b@c.vn", "https://[", "data:text/html,x", ""]
)
def test_any_other_address_is_refused(url: str) -> None:
    assert not is_secure_address(url)


def test_a_meeting_says_when_it_begins() -> None:
    found = meeting_start({"starts_at": "2026-11-21T02:00:00+00:00", "minutes": 45})
    assert found is not None
    assert found.isoformat() == "2026-11-21T02:00:00+00:00"
    assert meeting_start({}) is None
