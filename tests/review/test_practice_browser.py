"""Practice at a real browser, by keyboard only: answer, see why, go on; find the mistake in the notebook and meet it again."""

from __future__ import annotations

from datetime import timedelta

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import func, select, update

from core import clock
from core.db import session, transaction
from review.models import Attempt, Card
from tests.journeys.walker import Walker
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from tests.support.practice import new_shelf

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


def press(browser: Browser, *keys: str) -> None:
    for key in keys:
        browser.switch_to.active_element.send_keys(key)


def place_of(browser: Browser, option: str) -> int:
    """Where the option stands on this screen, from 0: a set puts options in an order of its own."""
    fields = browser.find_elements(By.CSS_SELECTOR, ".ask-option input")
    return [field.get_attribute("value") for field in fields].index(option)


def test_a_pupil_practises_by_keyboard_and_meets_the_mistake_again(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database():
        shelf = new_shelf(2)
        topic_id, person_id = shelf.first.id, shelf.person_id
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, person_id=person_id)
    walker.go(f"/review/topics/{topic_id}")
    walker.submit("Bắt đầu", within="main")
    walker.sees("Câu 1 trên 2")
    assert axe_violations(browser) == []
    press(browser, "AB"[place_of(browser, "a")], Keys.ENTER)
    walker.sees("Chưa đúng")
    walker.sees("Vì hai lần một là hai")
    assert axe_violations(browser) == []
    press(browser, Keys.ENTER)
    walker.sees("Câu 2 trên 2")
    press(browser, str(1 + place_of(browser, "b")), Keys.ENTER)
    walker.sees("Đúng rồi")
    press(browser, Keys.ENTER)
    walker.sees("Đúng 1 trên 2 câu")
    assert axe_violations(browser) == []

    with live_server.database():
        assert session.scalar(select(func.count()).select_from(Attempt)) == 2
        with transaction():
            session.execute(update(Card).values(due_at=clock.now() - timedelta(hours=1)))
    walker.go("/review/mistakes")
    walker.sees("Đến hạn ôn")
    walker.go("/review/repeat")
    walker.submit("Bắt đầu ôn", within="main")
    walker.sees("Câu 1 trên 1")
    press(browser, str(1 + place_of(browser, "b")), Keys.ENTER)
    walker.sees("Đúng rồi")
    press(browser, Keys.ENTER)
    walker.sees("Đúng 1 trên 1 câu")
    assert browser.complaints() == []
