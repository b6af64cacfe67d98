from __future__ import annotations

import time

import pytest

from accounts.rules.hashing import hash_one_time, hash_password, is_outdated, matches
from accounts.rules.passwords import ALPHABET, one_time_password, weakness


@pytest.mark.parametrize(
    ("password", "staff", "refused"),
    [
        ("ngoi-nha", False, False),
        ("ngoi-nh", False, True),
        ("ngoi-nha1", True, True),
        ("ngoi-nha12", True, False),
        ("12345678", False, True),
        ("MatKhau123", False, True),
        ("Mật khẩu của tôi", True, False),
        ("aaaaaaaaaaaa", False, True),
        ("x" * 201, False, True),
        ("nguyen.an.2009", False, True),
        ("NGUYỄN.AN.2009", False, True),
        ("05092009", False, True),
        ("\U0001f600" * 3 + "abcdefgh", True, False),
    ],
)
def test_weak_passwords_are_refused(password: str, staff: bool, refused: bool) -> None:
    assert (weakness(password, staff=staff, personal=("nguyen.an.2009", "", "05092009")) is not None) is refused


def test_one_time_passwords_read_well_and_differ() -> None:
    made = {one_time_password() for _ in range(200)}
    assert len(made) == 200
    assert all(len(password) == 14 and set(password) <= set(ALPHABET + "-") for password in made)


def test_hashes_are_argon2id_with_the_agreed_settings() -> None:
    assert hash_password("a").startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("make", [hash_password, hash_one_time])
def test_only_the_right_password_matches(make) -> None:  # type: ignore[no-untyped-def]
    assert matches(make("bí mật"), "bí mật")
    assert not matches(make("bí mật"), "bi mat")


@pytest.mark.parametrize("broken", ["", "x", "$argon2id$", "$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA"])
def test_a_broken_hash_matches_nothing(broken: str) -> None:
    assert not matches(broken, "")


def test_a_one_time_hash_is_outdated_and_a_full_one_is_not() -> None:
    assert is_outdated(hash_one_time("a"))
    assert not is_outdated(hash_password("a"))


def test_nobody_and_somebody_take_the_same_time() -> None:
    def seconds(password_hash: str) -> float:
        start = time.perf_counter()
        for _ in range(3):
            matches(password_hash, "sai")
        return time.perf_counter() - start

    somebody, new = hash_password("đúng"), hash_one_time("đúng")
    matches("", "warm")
    fastest = [min(seconds(each) for _ in range(3)) for each in (somebody, new, "")]
    assert max(fastest) < 2.5 * min(fastest)
