"""Signing in and out over HTTP, and what a browser's session can and cannot do."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from accounts.models import BrowserSession
from accounts.operations.reset_password import reset_password
from accounts.operations.set_active import deactivate_person
from core.actor import SYSTEM
from core.db import session
from tests.accounts.conftest import PASSWORD, Town

SignIn = Callable[..., TestResponse]


def test_signing_in_leads_home_and_shows_who_you_are(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    assert sign_in(town.pupil).headers["Location"] == "/"
    assert "Đặng Thị Ngọc Ánh" in client.get("/me").text


def test_a_page_that_needs_an_actor_comes_back_after_signing_in(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    asked = client.get("/people?q=anh")
    assert asked.headers["Location"] == "/sign-in?next=/people?q%3Danh"
    assert 'value="/people?q=anh"' in client.get(asked.headers["Location"]).text
    assert sign_in(town.manager, next="/people?q=anh").headers["Location"] == "/people?q=anh"


@pytest.mark.parametrize("target", ["https://evil.com", "//evil.com", "/\\evil.com", "\\evil", "javascript:alert(1)", "/\t/evil.com"])
def test_signing_in_never_leads_to_a_stranger(town: Town, client: FlaskClient, sign_in: SignIn, target: str) -> None:
    assert "evil" not in client.get("/sign-in", query_string={"next": target}).text.split("<main")[1]
    assert sign_in(town.pupil, next=target).headers["Location"] == "/"
    assert client.get("/sign-in", query_string={"next": target}).headers["Location"] == "/"


def test_wrong_and_unknown_read_the_same_and_keep_the_name_typed(town: Town, sign_in: SignIn) -> None:
    wrong, unknown = sign_in(town.pupil, "sai"), sign_in("anx", "sai")
    assert wrong.status_code == unknown.status_code == 422
    pages = [re.sub(r'(?<=name="csrf_token" value=")[^"]*', "", page.text) for page in (wrong, unknown)]
    assert pages[0].replace('value="anh"', "") == pages[1].replace('value="anx"', "")
    assert 'value="sai"' not in pages[0]


def test_wrong_tries_are_counted_though_the_page_is_refused(town: Town, sign_in: SignIn) -> None:
    for _ in range(5):
        answer = sign_in(town.pupil, "sai")
    assert "1 phút" in answer.text
    assert "1 phút" in sign_in(town.pupil).text


def test_a_stranger_is_slowed_by_address_and_a_full_school_is_not(app: Flask, town: Town, sign_in: SignIn) -> None:
    app.config["RATE_LIMITS"] = True
    statuses = [sign_in(f"nobody{n}", "sai", address="10.9.9.9").status_code for n in range(31)]
    assert statuses == [422] * 30 + [429]
    assert sign_in(town.pupil, address="10.9.9.9").status_code == 429
    assert [sign_in(town.pupil, address="10.9.9.8").status_code for _ in range(40)] == [302] * 40


def test_the_cookie_holds_no_hash_and_the_database_no_token(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(town.pupil)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    kept = session.scalars(select(BrowserSession.token_hash)).one()
    assert token != kept
    assert len(token) >= 43


def test_a_made_up_token_is_a_visitor(town: Town, client: FlaskClient) -> None:
    with client.session_transaction() as cookie:
        cookie["_user_id"] = "made-up"
    assert client.get("/me").status_code == 302


def test_signing_out_ends_the_session_for_good(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(town.pupil)
    with client.session_transaction() as cookie:
        token = cookie["_user_id"]
    assert client.post("/sign-out").status_code == 302
    with client.session_transaction() as cookie:
        cookie["_user_id"] = token
    assert client.get("/me").status_code == 302


def test_a_new_sign_in_carries_nothing_of_the_last_visitor(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    with client.session_transaction() as cookie:
        cookie["csrf_token"], cookie["planted"] = "planted", "planted"
    sign_in(town.pupil)
    with client.session_transaction() as cookie:
        assert "planted" not in cookie.values()


def test_a_session_ends_after_twelve_idle_hours(town: Town, client: FlaskClient, sign_in: SignIn, clock: time_machine.Coordinates) -> None:
    sign_in(town.pupil)
    clock.shift(11 * 3600)
    assert client.get("/me").status_code == 200
    clock.shift(11 * 3600)
    assert client.get("/me").status_code == 200
    clock.shift(12 * 3600 + 1)
    assert client.get("/me").status_code == 302


def test_a_session_ends_after_fourteen_days_however_busy(
    town: Town, client: FlaskClient, sign_in: SignIn, clock: time_machine.Coordinates
) -> None:
    sign_in(town.pupil)
    for _ in range(14 * 24 // 8):
        assert client.get("/me").status_code == 200
        clock.shift(8 * 3600)
    assert client.get("/me").status_code == 302


def test_last_seen_is_written_every_five_minutes_at_most(
    town: Town, client: FlaskClient, sign_in: SignIn, clock: time_machine.Coordinates
) -> None:
    sign_in(town.pupil)
    first = session.scalars(select(BrowserSession.last_seen_at)).one()
    clock.shift(299)
    client.get("/me")
    assert session.scalars(select(BrowserSession.last_seen_at)).one() == first
    clock.shift(2)
    client.get("/me")
    assert session.scalars(select(BrowserSession.last_seen_at)).one() > first


def test_a_closed_account_is_out_at_once(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(town.pupil)
    deactivate_person(SYSTEM, town.pupil.id)
    assert client.get("/me").status_code == 302


def test_the_actor_costs_one_query(town: Town, client: FlaskClient, sign_in: SignIn, queries) -> None:  # type: ignore[no-untyped-def]
    sign_in(town.pupil)
    with queries() as count:
        client.get("/organisations/999/edit")
    assert count.n == 1, count


def test_other_devices_are_signed_out_and_this_one_stays(app: Flask, town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    phone = app.test_client()
    phone.environ_base["HTTP_ACCEPT"] = "text/html"
    sign_in(town.pupil, by=phone)
    sign_in(town.pupil)
    assert client.get("/me").text.count("Dùng gần nhất") == 2
    client.post("/me/sessions")
    assert client.get("/me").status_code == 200
    assert phone.get("/me").status_code == 302


def test_changing_the_password_signs_other_devices_out(app: Flask, town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    phone = app.test_client()
    phone.environ_base["HTTP_ACCEPT"] = "text/html"
    sign_in(town.pupil, by=phone)
    sign_in(town.pupil)
    new = "mot-mat-khau-khac"
    assert client.post("/me/password", data={"current": PASSWORD, "new": new, "again": new}).status_code == 302
    assert client.get("/me").status_code == 200
    assert phone.get("/me").status_code == 302
    assert session.scalar(select(func.count()).where(BrowserSession.revoked_at.is_(None))) == 1


def test_a_given_password_must_be_replaced_before_anything_else(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    given = reset_password(SYSTEM, town.pupil.id)
    assert sign_in(town.pupil, given, next="/me").headers["Location"] == "/me/password?next=/me"
    assert client.get("/me").headers["Location"] == "/me/password"
    page = client.get("/me/password").text
    assert "Đặt mật khẩu của bạn" in page
    assert 'name="current"' not in page
    new = "mot-mat-khau-khac"
    assert client.post("/me/password?next=/me", data={"new": new, "again": "khac"}).status_code == 422
    assert client.post("/me/password?next=/me", data={"new": new, "again": new}).headers["Location"] == "/me"
    assert client.get("/me").status_code == 200


def test_passwords_never_come_back_in_a_page(town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(town.pupil)
    page = client.post("/me/password", data={"current": "cu-cua-toi", "new": "moi-cua-toi", "again": "khac-cua-toi"})
    assert page.status_code == 422
    assert "cua-toi" not in page.text


def test_signing_in_needs_the_token_of_the_form(app: Flask, town: Town, client: FlaskClient, sign_in: SignIn) -> None:
    app.config["WTF_CSRF_ENABLED"] = True
    assert sign_in(town.pupil).status_code == 400
    page = client.get("/sign-in").text
    token = page.split('name="csrf_token" value="')[-1].split('"')[0]
    assert client.post("/sign-in", data={"username": "anh", "password": PASSWORD, "csrf_token": token}).status_code == 302
