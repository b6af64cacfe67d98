"""The bell rings: what is typed is put aside by one key, found on the list, and gone on with."""

from __future__ import annotations

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from core.db import transaction
from tests.journeys.walker import Walker
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from tests.support.questions import new_bank

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


def test_work_is_put_aside_by_a_key_and_gone_on_with(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database(), transaction():
        bank = new_bank()
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, "administrator")
    walker.go(f"/banks/{bank.code}/questions/new?kind=single_choice")
    assert axe_violations(browser) == []
    browser.find_element(By.NAME, "stem").send_keys("Thủ đô của nước ta từ năm")
    browser.find_element(By.NAME, "body.options.2.text").send_keys("Huế")
    ActionChains(browser).key_down(Keys.CONTROL).send_keys("s").key_up(Keys.CONTROL).perform()
    walker.sees("Đã cất bản viết dở.")
    assert browser.current_url.endswith(f"/banks/{bank.code}/unfinished") and axe_violations(browser) == []
    browser.find_element(By.LINK_TEXT, "Viết tiếp").click()
    walker.sees("Bản viết dở, cất lúc")
    values = [browser.find_element(By.NAME, name).get_attribute("value") for name in ("stem", "body.options.2.text")]
    assert values == ["Thủ đô của nước ta từ năm", "Huế"]
    assert axe_violations(browser) == []
