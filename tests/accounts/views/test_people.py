"""The pages of people: what they show, to whom, and at what cost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts import api
from accounts.queries.people import person_row
from accounts.queries.roles import assignments_of, held_by
from core.actor import SYSTEM
from core.clock import now
from core.db import session
from tests.accounts.conftest import Town

SignIn = Callable[..., TestResponse]
SCRIPT = "<script>alert(1)</script>"


def main_of(answer: TestResponse) -> str:
    """The page without its frame."""
    return answer.text.split("<main")[1].split("</main>")[0]


@pytest.fixture
def manager(town: Town, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    sign_in(town.manager)
    return client


@pytest.fixture
def admin(town: Town, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    sign_in(town.admin)
    return client


PAGES = (
    "/people",
    "/people/new",
    "/people/import",
    "/groups",
    "/groups/new",
    "/organisations",
    "/organisations/new",
    "/audit",
    "/me",
    "/me/password",
)


@pytest.mark.parametrize("url", PAGES)
def test_every_page_opens_for_an_administrator(admin: FlaskClient, url: str) -> None:
    answer = admin.get(url)
    assert answer.status_code == 200
    assert answer.text.count("<h1") == 1


@pytest.mark.parametrize("url", [url for url in PAGES if not url.startswith("/me")])
def test_staff_pages_are_closed_to_pupils_and_visitors(town: Town, client: FlaskClient, sign_in: SignIn, url: str) -> None:
    assert client.get(url).status_code == 302
    sign_in(town.pupil)
    assert client.get(url).status_code == 403


def test_the_list_shows_only_ones_own_organisations(town: Town, manager: FlaskClient) -> None:
    page = main_of(manager.get("/people"))
    assert "Đặng Thị Ngọc Ánh" in page
    assert "Phạm Minh Đức" not in page
    assert "Trần Quốc Bảo" not in page


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("q=ngoc+anh", {"anh"}), ("q=NGỌC", {"anh"}), ("q=00123", {"anh"}), ("role=teacher", {"ang"}), ("state=locked", {"duc"}),
        ("state=inactive", {"ang"}), ("q=zzz", set()), ("organisation=999", {"anh", "ang", "duc", "hong", "quantri"}), ("q=%00", {"anh", "ang", "duc", "hong", "quantri"}),
        ("role=%00&page=99999&group=abc", {"anh", "ang", "duc", "hong", "quantri"}), ("role=king", set()), ("page=-1", {"anh", "ang", "duc", "hong", "quantri"}),
    ],
)  # fmt: skip
def test_filters_live_in_the_address(town: Town, admin: FlaskClient, query: str, shown: set[str]) -> None:
    person_row(town.other_pupil.id).locked_until = now().replace(year=2099)
    person_row(town.teacher.id).is_active = False
    page = main_of(admin.get(f"/people?{query}"))
    names = {"anh": "Ngọc Ánh", "ang": "Văn Ẳng", "duc": "Minh Đức", "hong": "Thị Hồng", "quantri": "Quốc Bảo"}
    assert {username for username, name in names.items() if f"{name}</a>" in page} == shown


def test_the_filter_of_an_organisation_takes_in_what_is_below(town: Town, admin: FlaskClient) -> None:
    assert "Ngọc Ánh</a>" in admin.get(f"/people?organisation={town.department.id}").text
    assert "Ngọc Ánh</a>" not in admin.get(f"/people?organisation={town.other_school.id}").text


def test_an_empty_list_teaches_the_first_step(town: Town, admin: FlaskClient) -> None:
    assert "Bỏ lọc" in admin.get("/people?q=zzz").text


def test_the_list_costs_the_same_with_one_person_and_with_two_hundred(town: Town, admin: FlaskClient, queries) -> None:  # type: ignore[no-untyped-def]
    with queries() as few:
        admin.get("/people")
    for number in range(200):
        person = api.create_person(SYSTEM, api.NewPerson(f"Người {number}", f"nguoi{number}", organisation_id=town.school.id))
        api.grant_role(SYSTEM, person.id, "student", town.school.id)
    session.commit()
    with queries() as many:
        page = admin.get("/people")
    assert "205 người" in page.text
    assert (few.n, many.n) == (5, 6), many


@pytest.mark.parametrize(("url", "most"), [("/groups", 5), ("/organisations", 4), ("/audit", 5)])
def test_other_lists_cost_few_queries(town: Town, admin: FlaskClient, queries, url: str, most: int) -> None:  # type: ignore[no-untyped-def]
    for number in range(30):
        group = api.create_group(SYSTEM, town.school.id, f"12A{number}")
        api.add_member(SYSTEM, group.id, town.pupil.id)
    session.commit()
    with queries() as count:
        assert admin.get(url).status_code == 200
    assert count.n <= most, count


def test_a_person_of_another_school_does_not_exist(town: Town, manager: FlaskClient) -> None:
    number = town.other_pupil.id
    for url in (f"/people/{number}", f"/people/{number}/edit", f"/people/{number}/password", f"/people/{number}/deactivate"):
        assert manager.get(url).status_code == 404
    for url in (
        f"/people/{number}/edit",
        f"/people/{number}/password",
        f"/people/{number}/unlock",
        f"/people/{number}/deactivate",
        f"/people/{number}/roles",
    ):
        assert manager.post(url, data={"full_name": "X", "role": "student"}).status_code == 404
    assert person_row(number).full_name == "Phạm Minh Đức"


def test_a_teacher_sees_a_pupil_without_their_citizen_id_and_changes_nothing(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    person_row(town.pupil.id).citizen_id = "001309012345"
    sign_in(town.teacher)
    page = client.get(f"/people/{town.pupil.id}")
    assert page.status_code == 200
    assert "001309012345" not in page.text
    assert "Cấp lại mật khẩu" not in page.text
    assert client.post(f"/people/{town.pupil.id}/edit", data={"full_name": "X"}).status_code == 403


def test_adding_a_person_shows_the_password_once(town: Town, manager: FlaskClient) -> None:
    page = manager.post("/people/new", data={"full_name": "Lê An", "organisation_id": town.school.id, "birth_on": "05/09/2009"})
    assert page.status_code == 200
    password = page.text.split('class="one-time-password">')[1].split("<")[0]
    made = api.person_named("an.l")
    assert made is not None
    assert str(made.birth_on) == "2009-09-05"
    assert password not in manager.get(f"/people/{made.id}").text


def test_a_refused_form_is_shown_again_with_what_was_typed(town: Town, manager: FlaskClient) -> None:
    page = manager.post(
        "/people/new", data={"full_name": "Lê An", "username": "anh", "organisation_id": town.school.id, "birth_on": "31/02/2009"}
    )
    assert page.status_code == 422
    assert 'value="31/02/2009"' in page.text
    page = manager.post("/people/new", data={"full_name": "Lê An", "username": "anh", "organisation_id": town.school.id})
    assert page.status_code == 422
    assert "Tên đăng nhập này đã có người dùng." in page.text


def test_nobody_is_added_to_a_strange_school(town: Town, manager: FlaskClient) -> None:
    page = manager.post("/people/new", data={"full_name": "Lê An", "organisation_id": town.other_school.id})
    assert page.status_code == 422
    assert api.person_named("an.l") is None


def test_editing_keeps_what_the_form_shows(town: Town, manager: FlaskClient) -> None:
    assert 'value="00123"' in manager.get(f"/people/{town.pupil.id}/edit").text
    data = {"full_name": "Đặng Anh", "username": "anh", "code": "00123", "organisation_id": town.school.id, "extra_time_percent": "25"}
    assert manager.post(f"/people/{town.pupil.id}/edit", data=data).status_code == 302
    assert (api.person(town.pupil.id).full_name, api.person(town.pupil.id).extra_time_percent) == ("Đặng Anh", 25)


def test_a_script_in_a_name_is_only_a_name(town: Town, admin: FlaskClient) -> None:
    organisation = api.create_organisation(SYSTEM, "X", SCRIPT, "school")
    person = api.create_person(SYSTEM, api.NewPerson(SCRIPT, "kich-ban", organisation_id=organisation.id, birth_place=SCRIPT))
    group = api.create_group(SYSTEM, organisation.id, SCRIPT)
    api.add_member(SYSTEM, group.id, person.id)
    for url in (
        "/people",
        f"/people/{person.id}",
        f"/people/{person.id}/edit",
        "/organisations",
        "/groups",
        f"/groups/{group.id}",
        "/audit",
        f"/people?q={SCRIPT}",
    ):
        page = admin.get(url)
        assert page.status_code == 200
        assert SCRIPT not in page.text, url
        assert "&lt;script&gt;" in page.text


def test_a_new_password_is_given_and_the_lock_opened(town: Town, manager: FlaskClient) -> None:
    person_row(town.pupil.id).locked_until = now().replace(year=2099)
    assert "Mở khóa ngay" in manager.get(f"/people/{town.pupil.id}").text
    assert manager.post(f"/people/{town.pupil.id}/unlock").status_code == 302
    assert "one-time-password" in manager.post(f"/people/{town.pupil.id}/password").text


def test_nobody_closes_themself_and_the_page_does_not_offer_it(town: Town, admin: FlaskClient) -> None:
    assert "Ngừng tài khoản" not in main_of(admin.get(f"/people/{town.admin.id}"))
    assert admin.post(f"/people/{town.admin.id}/deactivate").status_code == 403


def test_closing_and_opening_by_the_page(town: Town, manager: FlaskClient) -> None:
    assert "Ngừng tài khoản" in manager.get(f"/people/{town.pupil.id}/deactivate").text
    manager.post(f"/people/{town.pupil.id}/deactivate")
    assert "Mở lại tài khoản" in manager.get(f"/people/{town.pupil.id}").text
    manager.post(f"/people/{town.pupil.id}/activate")
    assert person_row(town.pupil.id).is_active


def test_roles_are_given_and_taken_on_the_page(town: Town, manager: FlaskClient) -> None:
    url = f"/people/{town.pupil.id}/roles"
    assert manager.post(url, data={"role": "teacher", "organisation_id": town.school.id}).status_code == 302
    assert {held.role for held in held_by(town.pupil.id)} == {"student", "teacher"}
    given = next(role for role in assignments_of([town.pupil.id])[town.pupil.id] if role.role == "teacher")
    assert manager.post(f"{url}/{given.id}/remove").status_code == 302
    assert {held.role for held in held_by(town.pupil.id)} == {"student"}


@pytest.mark.parametrize(
    "data", [{"role": "administrator", "organisation_id": ""}, {"role": ""}, {"role": "teacher", "organisation_id": "x"}]
)
def test_a_role_one_may_not_give_is_refused_on_the_page(town: Town, manager: FlaskClient, data: dict[str, str]) -> None:
    assert manager.post(f"/people/{town.pupil.id}/roles", data=data).status_code == 422
    assert {held.role for held in held_by(town.pupil.id)} == {"student"}
