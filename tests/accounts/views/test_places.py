"""Pages of organisations, groups and the audit trail."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from accounts import api
from core import audit
from core.actor import SYSTEM
from core.words import say
from tests.accounts.conftest import Town

SignIn = Callable[..., TestResponse]


@pytest.fixture
def manager(town: Town, client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    sign_in(town.manager)
    return client


def test_the_tree_shows_ones_own_part(town: Town, manager: FlaskClient) -> None:
    page = manager.get("/organisations").text
    assert "Trường Chu Văn An" in page
    assert "Trường Amsterdam" not in page


def test_an_organisation_is_added_and_renamed(town: Town, manager: FlaskClient) -> None:
    data = {"name": "Cơ sở 2", "code": "CVA-2", "kind": "school", "parent_id": town.school.id}
    assert manager.post("/organisations/new", data=data).status_code == 302
    made = api.organisation_coded("CVA-2")
    assert made is not None
    assert manager.post("/organisations/new", data=data).status_code == 422
    assert 'value="Cơ sở 2"' in manager.get(f"/organisations/{made.id}/edit").text
    assert manager.post(f"/organisations/{made.id}/edit", data={"name": "Cơ sở Hai"}).status_code == 302
    assert manager.post(f"/organisations/{made.id}/edit", data={"name": "   "}).status_code == 422
    assert api.organisation(made.id).name == "Cơ sở Hai"


@pytest.mark.parametrize("parent", ["department", "other_school", ""])
def test_an_organisation_is_not_put_where_one_does_not_manage(town: Town, manager: FlaskClient, parent: str) -> None:
    number = getattr(town, parent).id if parent else ""
    page = manager.post("/organisations/new", data={"name": "X", "code": "X", "kind": "school", "parent_id": number})
    assert page.status_code == 422
    assert api.organisation_coded("X") is None


def test_a_strange_organisation_is_not_renamed(town: Town, manager: FlaskClient) -> None:
    assert manager.post(f"/organisations/{town.other_school.id}/edit", data={"name": "X"}).status_code == 403


def test_a_group_is_made_filled_and_emptied(town: Town, manager: FlaskClient) -> None:
    made = manager.post(
        "/groups/new", data={"name": "12A2", "kind": "class", "school_year": "2026-2027", "organisation_id": town.school.id}
    )
    url = made.headers["Location"]
    assert "Chưa có ai" in manager.get(url).text
    assert manager.post(f"{url}/members", data={"usernames": "anh, ang\nhong"}).status_code == 302
    page = manager.get(url).text.split("<tbody>")[1]
    assert page.index("Văn Ẳng") < page.index("Ngọc Ánh") < page.index("Thị Hồng")
    refused = manager.post(f"{url}/members", data={"usernames": "anh duc"})
    assert refused.status_code == 422
    assert "Không tìm thấy: duc" in refused.text
    assert manager.post(f"{url}/members/{town.pupil.id}/remove").status_code == 302
    assert "Ngọc Ánh" not in manager.get(url).text
    assert "12A2" in manager.get("/groups?q=a2").text


def test_a_group_of_another_school_does_not_exist(town: Town, manager: FlaskClient) -> None:
    group = api.create_group(SYSTEM, town.other_school.id, "11B")
    assert manager.get(f"/groups/{group.id}").status_code == 404
    assert manager.post(f"/groups/{group.id}/members", data={"usernames": "anh"}).status_code == 404
    assert "11B" not in manager.get("/groups").text


def test_a_teacher_reads_groups_and_changes_none(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    group = api.create_group(SYSTEM, town.school.id, "12A2")
    sign_in(town.teacher)
    assert "Thêm vào danh sách" not in client.get(f"/groups/{group.id}").text
    assert client.post(f"/groups/{group.id}/members", data={"usernames": "anh"}).status_code == 403


def test_the_trail_speaks_in_words(town: Town, manager: FlaskClient) -> None:
    manager.post(f"/people/{town.pupil.id}/password")
    page = manager.get("/audit").text
    assert "Cấp lại mật khẩu" in page
    assert "people.password_reset" not in page.split("<tbody>")[1]
    assert f'href="/people/{town.pupil.id}"' in page


def test_the_trail_of_a_manager_holds_acts_of_their_people_only(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    api.describe_acts({"test.secret": say("Việc bí mật")})
    audit.record(town.actor(town.other_pupil), "test.secret", "exam:7")
    sign_in(town.manager)
    assert "Việc bí mật" not in client.get("/audit").text.split("<tbody>")[1]
    client.post("/sign-out")
    sign_in(town.admin)
    assert "Việc bí mật" in client.get("/audit").text.split("<tbody>")[1]


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("act=people.signed_in", True),
        ("act=roles", False),
        ("who=hong", True),
        ("who=anh", False),
        ("who=khong-co", False),
        ("act=%00", True),
        ("subject=person:999", False),
    ],
)
def test_the_trail_is_narrowed_by_the_address(town: Town, manager: FlaskClient, query: str, shown: bool) -> None:
    page = manager.get(f"/audit?{query}").text.split("</thead>")
    assert ("Đăng nhập" in (page[1] if len(page) > 1 else "")) is shown


def test_an_act_that_nobody_described_shows_its_code(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    audit.record(SYSTEM, "test.undescribed", "thing:7", how="so")
    sign_in(town.admin)
    assert "<code>test.undescribed</code>" in client.get("/audit").text
