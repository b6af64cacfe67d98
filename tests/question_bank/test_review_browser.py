"""The review at a real browser, by keyboard: look, say something, approve, send back."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from core.db import session, transaction
from question_bank.models import Question, State
from question_bank.queries.review import threads_of
from tests.journeys.walker import Walker
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from tests.support.reviewing import new_desk

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


def press(browser: Browser, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def test_a_queue_is_reviewed_by_keyboard(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database(), transaction():
        desk = new_desk()
        refs = [desk.write(f"<p>Câu số {number}</p>").ref for number in (1, 2, 3)]
        code, bank_id, judge_id = desk.bank.code, desk.bank.id, desk.judge.person_id
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, person_id=judge_id)
    walker.go(f"/banks/{code}/review")
    walker.sees("Câu số 1")
    assert axe_violations(browser) == []
    press(browser, "j")
    walker.sees("Câu số 2")
    press(browser, "j")
    walker.sees("Câu số 3")
    press(browser, "k")
    walker.sees("Câu số 2")
    press(browser, "c", "Lời dẫn dài quá, a và r là chữ")
    assert browser.find_element(By.ID, "text").get_attribute("value") == "Lời dẫn dài quá, a và r là chữ"
    press(browser, Keys.TAB, Keys.ENTER)
    walker.sees("Đã ghi góp ý")
    press(browser, "r", "Lời dẫn dài quá", Keys.TAB, Keys.ENTER)
    walker.sees(f"Đã trả lại câu {refs[1]}")
    press(browser, "a")
    walker.sees("Đã duyệt câu")
    assert axe_violations(browser) == []
    with live_server.database():
        states = {each.ref: each.state for each in session.scalars(select(Question).where(Question.bank_id == bank_id))}
        returned = session.scalars(select(Question).where(Question.ref == refs[1], Question.bank_id == bank_id)).one()
        assert [thread.remark.text for thread in threads_of(returned.id)] == ["Lời dẫn dài quá, a và r là chữ"]
    assert states == {refs[0]: State.REVIEW, refs[1]: State.DRAFT, refs[2]: State.READY}
