"""Filters that people keep, changes of many with their preview, questions that read alike: as pages."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import AbstractContextManager

from flask import Flask
from flask.testing import FlaskClient

from core.db import session
from core.jobs.worker import run_all_jobs
from question_bank.models import Question, SavedFilter
from tests.question_bank.operations.test_suspect_leak import doors_of
from tests.support.counting import Count
from tests.support.people import sign_in_as
from tests.support.questions import choice_content, new_bank, new_levels, new_organisation, new_question, new_topic

STEM = r"<p>Đạo hàm của \(y=\frac{x}{2}+x^{3}\) tại điểm \(x_0=3\) là số nào trong các số sau đây?</p>"


def hidden(page: str) -> dict[str, str]:
    """What the preview's form would send."""
    part = page[page.index('class="bulk-confirm"') :]
    return dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', part))


def test_a_filter_is_kept_opens_by_default_and_is_nobody_elses(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    new_question(bank)
    sign_in_as(client, "administrator")
    answer = client.post(f"/banks/{bank.code}/filters", data={"name": "Của tôi", "query": "level=NB&words=dao+ham"})
    assert answer.headers["Location"] == f"/banks/{bank.code}?words=dao+ham&level=NB"
    client.post(f"/banks/{bank.code}/filters", data={"name": " ", "query": "level=NB"})
    kept = session.query(SavedFilter).one()
    assert "Của tôi" in client.get(f"/banks/{bank.code}?state=").text
    client.post(f"/filters/{kept.id}", data={"act": "default"})
    assert client.get(f"/banks/{bank.code}").headers["Location"] == f"/banks/{bank.code}?{kept.query}"
    assert client.get(f"/banks/{bank.code}?state=").status_code == 200
    other = app.test_client()
    sign_in_as(other, "administrator")
    assert other.post(f"/filters/{kept.id}", data={"act": "remove"}).status_code == 404
    client.post(f"/filters/{kept.id}", data={"act": "remove"})
    assert session.query(SavedFilter).count() == 0


def test_many_are_changed_after_a_preview_and_by_nobody_who_only_reads(
    app: Flask, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    new_levels()
    new_topic("T.1")
    school = new_organisation()
    bank = new_bank(school.id)
    ids = [new_question(bank, ref=f"A{number}", topic_code="T.1", tags=("cũ",)).id for number in range(30)]
    sign_in_as(client, "administrator")
    chosen = "&".join(f"id={number}" for number in ids[:2])
    assert "A0, A1" in client.get(f"/banks/{bank.code}/bulk?{chosen}&chosen=ids").text
    sent = {"asked": "topic=T.1", "chosen": "all", "ids": "", "level": "TH", "add_tags": "mới", "topic": "", "outcome": "", "act": ""}
    with queries() as count:
        page = client.post(f"/banks/{bank.code}/bulk/preview", data=sent)
    assert page.status_code == 200 and count.n <= 17, count
    assert session.get_one(Question, ids[0]).level is None
    assert client.post(f"/banks/{bank.code}/bulk/preview", data={**sent, "level": "", "add_tags": ""}).status_code == 422
    assert client.post(f"/banks/{bank.code}/bulk", data={**hidden(page.text), "digest": "forged"}).status_code == 422
    answer = client.post(f"/banks/{bank.code}/bulk", data=hidden(page.text))
    assert "30" in client.get(answer.headers["Location"]).text
    session.expire_all()
    assert session.get_one(Question, ids[29]).level == "TH"
    again = client.post(f"/banks/{bank.code}/bulk", data=hidden(page.text))
    assert again.status_code == 409 and "bulk-confirm" in again.text
    reader = app.test_client()
    sign_in_as(reader, "teacher", organisation_id=new_organisation().id)
    assert reader.post(f"/banks/{bank.code}/bulk", data=hidden(page.text)).status_code == 404
    assert reader.get(answer.headers["Location"]).status_code == 404


def test_twins_stand_side_by_side_until_somebody_decides(
    app: Flask, client: FlaskClient, queries: Callable[[], AbstractContextManager[Count]]
) -> None:
    bank = new_bank()
    first, other = (new_question(bank, choice_content(STEM), ref=ref) for ref in ("CŨ", "MỚI"))
    sign_in_as(client, "administrator")
    assert f"/banks/{bank.code}/duplicates" in client.get(f"/banks/{bank.code}/duplicates").text
    client.post(f"/banks/{bank.code}/duplicates")
    run_all_jobs()
    with queries() as count:
        page = client.get(f"/banks/{bank.code}/duplicates").text
    assert "CŨ" in page and "MỚI" in page and count.n <= 10, count
    assert doors_of(first) == doors_of(other) and [door for _, door, _ in doors_of(first)] == ["twins"]
    typed = {"stem": "Đạo hàm của \\(y=\\frac{x}{2}+x^{3}\\) tại điểm \\(x_0=3\\) là số nào trong các số sau đây?"}
    told = client.post(f"/banks/{bank.code}/duplicates/near?kind=single_choice&question={other.id}", data=typed).text
    assert "CŨ" in told and "MỚI" not in told
    assert client.post(f"/banks/{bank.code}/duplicates/near?kind=nothing", data=typed).status_code == 404
    decided = client.post(f"/banks/{bank.code}/duplicates/decide", data={"first": first.id, "other": other.id, "retire": other.id})
    assert decided.status_code == 302 and session.get_one(Question, other.id, populate_existing=True).state == "retired"
    assert "twin-pair" not in client.get(f"/banks/{bank.code}/duplicates").text


def test_saving_without_script_tells_of_a_question_that_reads_alike(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    new_question(bank, choice_content(STEM), ref="ĐÃ-CÓ")
    sign_in_as(client, "administrator")
    sent = {
        "stem": "Đạo hàm của \\(y=\\frac{x}{2}+x^{3}\\) tại điểm \\(x_0=3\\) là số nào trong các số sau đây?", "explanation": "", "act": "ready",
        "body.options.0.id": "a", "body.options.0.text": "1", "body.options.1.id": "b", "body.options.1.text": "2", "key.right": "b",
    }  # fmt: skip
    saved = client.post(f"/banks/{bank.code}/questions/new?kind=single_choice", data=sent)
    assert saved.status_code == 302 and "ĐÃ-CÓ" in client.get(saved.headers["Location"]).text


def test_an_end_of_a_range_that_is_no_number_is_told_beside_it(app: Flask, client: FlaskClient) -> None:
    bank = new_bank()
    new_question(bank)
    sign_in_as(client, "administrator")
    page = client.get(f"/banks/{bank.code}?facility_from=abc&discrimination_from=0,5&discrimination_to=0.2").text
    assert "Chỉ ghi số, ví dụ 30." in page and "Số đầu lớn hơn số cuối." in page and page.count('aria-invalid="true"') == 3
    assert 'aria-invalid="true"' not in client.get(f"/banks/{bank.code}?facility_from=30&facility_to=70,5").text
