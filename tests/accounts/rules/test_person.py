from __future__ import annotations

from datetime import date

import pytest

from accounts.rules.person import NewPerson, problems, tidied

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"full_name": ""}, "full_name"),
        ({"full_name": "A" * 121}, "full_name"),
        ({"username": "đức"}, "username"),
        ({"code": "a b"}, "code"),
        ({"email": "a@b"}, "email"),
        ({"email": "a b@c.vn"}, "email"),
        ({"citizen_id": "12345"}, "citizen_id"),
        ({"birth_on": date(2027, 1, 1)}, "birth_on"),
        ({"birth_on": date(1899, 1, 1)}, "birth_on"),
        ({"gender": "x"}, "gender"),
        ({"extra_time_percent": -1}, "extra_time_percent"),
        ({"extra_time_percent": 301}, "extra_time_percent"),
    ],
)
def test_malformed_data_is_refused_at_its_field(values: dict[str, object], field: str) -> None:
    assert set(problems(NewPerson(**{"full_name": "Lê An", **values}), TODAY)) == {field}  # type: ignore[arg-type]


def test_a_complete_person_is_well_formed() -> None:
    person = NewPerson("Lê An", "an.l", "0012/A", "an@truong.edu.vn", date(2009, 1, 1), "Hà Nội", "female", "Kinh", "001309012345", 4, 25)
    assert problems(person, TODAY) == {}


def test_spaces_and_cases_are_put_in_order() -> None:
    person = tidied(NewPerson("  Lê\u200b  An ", " AN.L ", email=" An@X.VN", citizen_id="0013 0901.2345"))
    assert person == NewPerson("Lê An", "an.l", email="an@x.vn", citizen_id="001309012345")
