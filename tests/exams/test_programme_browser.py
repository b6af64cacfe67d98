"""A programme written in a real browser: Tab indents without being a trap, a try says what came of it, the answer is saved."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from question_bank.kinds import programs
from tests.exams.test_sitting_browser import Candidate
from tests.question_bank.kinds.contents import program
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.sittings import ready_exam

pytestmark = [pytest.mark.browser, pytest.mark.server]


def test_a_programme_is_written_tried_and_saved_by_keyboard(browser: Browser, live_server: LiveServer) -> None:
    with live_server.database():
        candidate = Candidate(browser, live_server, ready_exam(questions=[("code", program())]))
    candidate.start()
    box = browser.find_element(By.CSS_SELECTOR, "textarea.code-box")
    box.click()
    keys = ActionChains(browser).send_keys("if True:", Keys.ENTER, Keys.TAB, "print(int(input()) ** 2)")
    keys.send_keys(Keys.ESCAPE, Keys.TAB).perform()
    source = "if True:\n    print(int(input()) ** 2)"
    assert box.get_property("value") == source
    assert "Chạy thử" in browser.switch_to.active_element.text
    ActionChains(browser).send_keys(Keys.ENTER).perform()
    wanted = "Ví dụ 1: đúng" if programs.why_not("python") is None else "Máy chủ"
    candidate.until(f"document.querySelector('.code-outcomes').textContent.includes('{wanted}')")
    candidate.waits_for("saved")
    assert candidate.answers() == {1: {"text": source}}
    assert axe_violations(browser) == []
