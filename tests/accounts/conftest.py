"""A small town of organisations and people that tests of this room share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts import api
from accounts.queries.people import person_row
from accounts.queries.roles import grants_held_by
from accounts.rules.hashing import hash_password
from core.actor import SYSTEM, Actor, signed_in_actor
from core.db import session

PASSWORD = "mot-mat-khau-dai"


@lru_cache(maxsize=1)
def known_hash() -> str:
    """The hash of PASSWORD, made once: hashing is slow on purpose."""
    return hash_password(PASSWORD)


@dataclass(frozen=True)
class Town:
    """A department over two schools; an administrator, a manager, a teacher and a pupil of the first school, a pupil of the second."""

    department: api.OrganisationView
    school: api.OrganisationView
    other_school: api.OrganisationView
    admin: api.PersonView
    manager: api.PersonView
    teacher: api.PersonView
    pupil: api.PersonView
    other_pupil: api.PersonView

    def actor(self, person: api.PersonView) -> Actor:
        """The person at work, with the roles they hold now."""
        return signed_in_actor(person.id, person.full_name, grants_held_by(person.id))


@pytest.fixture
def town(app: Flask) -> Town:
    department = api.create_organisation(SYSTEM, "SO", "Sở Giáo dục", "department")
    school = api.create_organisation(SYSTEM, "CVA", "Trường Chu Văn An", "school", department.id)
    other = api.create_organisation(SYSTEM, "AMS", "Trường Amsterdam", "school", department.id)

    def person(name: str, username: str, organisation_id: int | None, role: str, at: int | None, code: str = "") -> api.PersonView:
        new = api.NewPerson(name, username, code=code, organisation_id=organisation_id)
        made = api.create_person(SYSTEM, new)
        person_row(made.id).password_hash = known_hash()
        api.grant_role(SYSTEM, made.id, role, at)
        return made

    town = Town(
        department, school, other,
        admin=person("Trần Quốc Bảo", "quantri", None, "administrator", None),
        manager=person("Lê Thị Hồng", "hong", school.id, "manager", school.id),
        teacher=person("Nguyễn Văn Ẳng", "ang", school.id, "teacher", school.id),
        pupil=person("Đặng Thị Ngọc Ánh", "anh", school.id, "student", school.id, code="00123"),
        other_pupil=person("Phạm Minh Đức", "duc", other.id, "student", other.id),
    )  # fmt: skip
    session.commit()
    return town


@pytest.fixture
def sign_in(client: FlaskClient) -> Callable[..., TestResponse]:
    """`sign_in(person)`, or with another password, address or client."""

    def run(
        person: api.PersonView | str, password: str = PASSWORD, *, by: FlaskClient | None = None, next: str = "", address: str = "10.0.0.1"
    ) -> TestResponse:
        username = person if isinstance(person, str) else person.username
        data = {"username": username, "password": password, "next": next}
        return (by or client).post("/sign-in", data=data, environ_overrides={"REMOTE_ADDR": address})

    return run
