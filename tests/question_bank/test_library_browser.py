"""The library at a real browser, by keyboard alone: look for words, walk the rows, tick some, change them, open one."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from core.db import transaction
from tests.journeys.walker import Walker
from tests.question_bank.test_review_browser import press
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from tests.support.questions import choice_content, new_bank, new_question

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


def test_the_library_is_worked_by_keyboard(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database(), transaction():
        bank = new_bank()
        words = ("Đạo hàm", "Tích phân", "Đạo hàm cấp hai", "Hình chóp")
        ids = [new_question(bank, choice_content(f"<p>{each}</p>"), ref=f"K{n}").id for n, each in enumerate(words)]
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, "administrator")
    walker.go(f"/banks/{bank.code}")
    press(browser, "/", "dao ham", Keys.ENTER)
    walker.sees("2 câu hỏi")
    assert browser.current_url.endswith(f"/banks/{bank.code}?words=dao+ham"), "an address without its empty fields"
    press(browser, "j", "j", "j")
    assert browser.switch_to.active_element.text == "Đạo hàm cấp hai"
    press(browser, "x")
    walker.sees("Đã chọn 1 câu")
    press(browser, "k", "x", "x", "a")
    walker.sees("Đã chọn 2 câu")
    press(browser, "?")
    walker.wait(lambda: browser.find_element(By.ID, "keys").is_displayed(), "the table of keys is open")
    assert axe_violations(browser) == []
    browser.find_element(By.CSS_SELECTOR, "#keys [data-keys-switch]").click()
    press(browser, Keys.ESCAPE, "a", "e")
    walker.sees("Đã chọn 2 câu")
    walker.go(f"/banks/{bank.code}?words=dao+ham")
    press(browser, "j")
    assert browser.switch_to.active_element.tag_name == "body", "letters stay off on the next page"
    browser.find_element(By.CSS_SELECTOR, "summary[aria-label='Ngôn ngữ và giao diện']").click()
    browser.find_element(By.CSS_SELECTOR, ".topbar [data-keys-switch]").click()
    press(browser, Keys.ESCAPE, "j", "e")
    walker.wait(lambda: browser.current_url.endswith(f"/questions/{ids[0]}/edit"), "the editor of the first row is open")
    walker.go(f"/banks/{bank.code}?words=dao+ham")
    press(browser, "k", Keys.ENTER)
    walker.wait(lambda: browser.current_url.endswith(f"/questions/{ids[2]}"), "the last question is open")
