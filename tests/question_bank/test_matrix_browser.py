"""A matrix at a real browser: cell to cell by arrows, sums while typing, saved, checked, at 360 px too."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from core.db import transaction
from question_bank.queries.matrices import matrix_view
from tests.journeys.walker import Walker
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.matrices import new_matrix, stocked_bank
from tests.support.people import person_with, sign_browser_in
from tests.support.questions import new_organisation

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]
CELL = '[name="counts.{}"]'


def test_a_sheet_is_filled_by_keyboard_and_says_what_it_adds_up_to(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database():
        with transaction():
            school = new_organisation()
            bank, topic_id = stocked_bank(school.id)
            matrix_id = new_matrix(bank, topic_id).id
        teacher = person_with("teacher", organisation_id=school.id)
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, person_id=teacher)
    walker.go(f"/matrices/{matrix_id}/edit")
    first = browser.find_element(By.CSS_SELECTOR, CELL.format("0.0.0"))
    first.click()
    first.send_keys("5", Keys.ARROW_RIGHT)
    at = browser.switch_to.active_element
    assert at.get_attribute("name") == "counts.0.0.1"
    at.send_keys(Keys.ARROW_RIGHT)
    browser.switch_to.active_element.send_keys("1")
    walker.sees("6 câu, 3 trên 2 điểm")
    assert axe_violations(browser) == []
    browser.show_on(360, 800, phone=True)
    assert browser.execute_script("return document.documentElement.scrollWidth") <= 360
    browser.show_on(1280, 900)
    browser.find_element(By.CSS_SELECTOR, "button[value=check]").click()
    walker.sees("Đã lưu ma trận")
    walker.sees("Ngân hàng đủ câu")
    assert axe_violations(browser) == []
    with live_server.database():
        assert matrix_view(matrix_id).table.count() == 6
