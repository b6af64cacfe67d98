from __future__ import annotations

import pytest

from accounts.rules.names import free_username, is_username, name_order, same_username, username_from
from core.folding import tidy


def test_names_are_ordered_by_the_given_name() -> None:
    names = ["Nguyễn Văn Bình", "Đỗ Thị An", "Lê An", "Trần Quốc Ánh"]
    assert sorted(names, key=name_order) == ["Đỗ Thị An", "Lê An", "Trần Quốc Ánh", "Nguyễn Văn Bình"]


def test_tidying_removes_what_cannot_be_seen() -> None:
    assert tidy(" Lê\u200b An\u202e\x00 ") == "Lê An"


def test_tidying_composes_letters() -> None:
    assert tidy("Ê\u0323".replace("Ê", "E\u0302")) == "Ệ"


@pytest.mark.parametrize(("typed", "kept"), [(" An.NV ", "an.nv"), ("QUANTRI", "quantri")])
def test_usernames_are_compared_without_case(typed: str, kept: str) -> None:
    assert same_username(typed) == kept


@pytest.mark.parametrize(
    ("username", "good"), [("an.nv", True), ("00123", True), ("a", False), ("đức", False), ("a b", False), ("-a", False), ("a" * 61, False)]
)
def test_usernames_can_be_typed_on_any_keyboard(username: str, good: bool) -> None:
    assert is_username(username) is good


@pytest.mark.parametrize(
    ("name", "username"), [("Nguyễn Văn An", "an.nv"), ("An", "an"), ("A", "a0"), ("李明", "user"), ("<script>", "script")]
)
def test_a_username_is_proposed_from_the_name(name: str, username: str) -> None:
    assert username_from(name) == username
    assert is_username(username)


def test_a_taken_username_gets_a_number() -> None:
    assert free_username("an.nv", {"an.nv", "an.nv2"}) == "an.nv3"
