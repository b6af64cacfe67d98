"""The import check at a real browser: a Word file is brought, its doubts are mended by keyboard, and it is taken in."""

from __future__ import annotations

from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from core.db import session, transaction
from question_bank.models import Question
from tests.journeys.walker import Walker
from tests.question_bank.test_review_browser import press
from tests.question_bank.views.test_import_check import OPEN, TRAPS
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from tests.support.questions import new_bank

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


def test_doubts_are_mended_by_keyboard(live_server: LiveServer, browser: Browser, tmp_path: Path) -> None:
    with live_server.database(), transaction():
        bank = new_bank()
    file = tmp_path / "de.docx"
    file.write_bytes(TRAPS)
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, "administrator")
    walker.go(f"/banks/{bank.code}/import")
    browser.find_element(By.NAME, "file").send_keys(str(file))
    walker.submit("Đọc thử tệp")
    walker.sees("Tìm thấy 6 dấu câu hỏi – hiện 6 câu")
    walker.sees("Nhập 3 câu")
    press(browser, "n", "b")
    walker.sees("Nhập 4 câu")
    press(browser, "n", "x")
    walker.sees("1 câu bỏ ra")
    browser.show_on(360, 740, phone=True)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    press(browser, "n", Keys.ENTER)
    walker.sees("Còn 1 câu cần xem")
    walker.wait(lambda: browser.switch_to.active_element.get_attribute("id") == "i5", "the next question has the focus")
    press(browser, "a", "t")
    walker.wait(lambda: walker.all('button[value="truth:a:1"][aria-pressed=true]'), "the first statement is true")
    assert axe_violations(browser) == []
    browser.show_on(1280, 900)
    walker.submit("Nhập 3 câu")
    walker.sees("Đã nhập xong")
    with live_server.database():
        assert len(session.scalars(select(Question).where(Question.bank_id == bank.id)).all()) == 3
    answers_are_typed(walker, browser, tmp_path, f"/banks/{bank.code}/import")


def answers_are_typed(walker: Walker, browser: Browser, folder: Path, address: str) -> None:
    """Questions without options: G and the answer, or L for an essay; a letter in the field is a letter."""
    file = folder / "ngan.docx"
    file.write_bytes(OPEN)
    walker.go(address)
    browser.find_element(By.NAME, "file").send_keys(str(file))
    walker.submit("Đọc thử tệp")
    walker.sees("Còn 5 câu cần xem")
    press(browser, "g", "2", Keys.ENTER)
    walker.sees("Còn 4 câu cần xem")
    press(browser, "n", "n", "n", "l")
    walker.sees("Còn 3 câu cần xem")
    press(browser, "n", "g", *"Huế")
    assert browser.execute_script("return document.activeElement.value") == "Huế"
    press(browser, Keys.ESCAPE)
    walker.wait(lambda: browser.switch_to.active_element.get_attribute("id") == "i5", "the question has the focus again")
    assert axe_violations(browser) == []
