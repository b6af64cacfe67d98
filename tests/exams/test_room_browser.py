"""The board, the marker's page and the replay in a real browser: what scripts do there, and what a lost network looks like."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal as D

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from core.db import session, transaction
from exams.models import AnswerMark, MarkState, Sitting
from exams.operations.mark_sitting import mark_sitting
from exams.operations.start_sitting import start_sitting
from tests.support.actors import actor_with
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.marking import RIGHT, held_exam, sat
from tests.support.people import person_with, sign_browser_in
from tests.support.sittings import ReadyExam

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


@pytest.fixture
def exam(live_server: LiveServer) -> Iterator[ReadyExam]:
    """Candidate 0 is sitting, 1 and 2 have handed in and wait for their essays to be marked."""
    with live_server.database():
        ready = held_exam(candidates=3, lasts=4 * 3600)
        with transaction():
            start_sitting(actor_with(person_id=ready.person_ids[0]), ready.id, "may-so-01")
        for index in (1, 2):
            sitting_id = sat(ready, index, RIGHT)
            with transaction():
                mark_sitting(sitting_id)
        yield ready


def until(browser: Browser, script: str, seconds: float = 30) -> None:
    browser.until(lambda: browser.execute_script(f"return {script}"), script, seconds)


def sign_in(browser: Browser, server: LiveServer, role: str, exam: ReadyExam) -> None:
    with server.database():
        person_id = person_with(role, exam_id=exam.id)
    sign_browser_in(browser, server, person_id=person_id)


def test_the_board_ticks_refreshes_keeps_the_place_and_says_when_the_network_is_gone(
    live_server: LiveServer, browser: Browser, exam: ReadyExam
) -> None:
    sign_in(browser, live_server, "invigilator", exam)
    browser.get(f"{live_server.url}/exams/{exam.id}/board")
    clock = "document.querySelector('[data-deadline]').textContent"
    before = browser.execute_script(f"return {clock}")
    until(browser, f"{clock} !== '{before}'", 4)
    link = browser.find_element(By.CSS_SELECTOR, "[id^=seat-]").get_attribute("id")
    browser.execute_script("document.getElementById(arguments[0]).focus(); document.getElementById('board-now').dataset.old = 'yes'", link)
    until(browser, "document.getElementById('board-now').dataset.old === undefined", 12)  # fetched anew
    assert browser.execute_script("return document.activeElement.id") == link
    with browser.offline():
        until(browser, "!document.getElementById('board-stale').hidden", 12)
        assert browser.find_elements(By.CSS_SELECTOR, ".toast") == []
    until(browser, "document.getElementById('board-stale').hidden", 12)


def test_extra_time_is_given_from_the_dialog(live_server: LiveServer, browser: Browser, exam: ReadyExam) -> None:
    sign_in(browser, live_server, "invigilator", exam)
    browser.get(f"{live_server.url}/exams/{exam.id}/board")
    browser.find_element(By.CSS_SELECTOR, "[data-dialog=extra-all]").click()
    assert browser.execute_script("return document.activeElement.name") == "minutes"
    browser.find_element(By.NAME, "minutes").send_keys("10")
    browser.find_element(By.NAME, "reason").send_keys("Mất điện", Keys.ENTER)
    until(browser, "document.body.textContent.includes('10 phút')")
    with live_server.database():
        started, deadline = session.execute(select(Sitting.started_at, Sitting.deadline_at).where(Sitting.state == "running")).one()
    assert (deadline - started).total_seconds() == 3600 + 600


def test_a_marker_needs_no_mouse(live_server: LiveServer, browser: Browser, exam: ReadyExam) -> None:
    sign_in(browser, live_server, "marker", exam)
    waiting = select(AnswerMark.id).where(AnswerMark.exam_id == exam.id, AnswerMark.state == MarkState.WAITING).order_by(AnswerMark.id)
    with live_server.database():
        first, second = session.scalars(waiting).all()
    here = f"{live_server.url}/exams/{exam.id}/marking"
    browser.get(f"{here}/{first}")
    rows = browser.find_elements(By.CSS_SELECTOR, ".rubric-row")
    rows[0].send_keys(Keys.SPACE)
    rows[1].send_keys(Keys.SPACE)
    assert browser.find_element(By.NAME, "points").get_attribute("value") == "0,25"
    rows[1].send_keys(Keys.SPACE)
    assert browser.find_element(By.NAME, "points").get_attribute("value") == "0,15"
    browser.find_element(By.NAME, "comment").send_keys("Thiếu ví dụ")
    ActionChains(browser).key_down(Keys.CONTROL).send_keys(Keys.ENTER).key_up(Keys.CONTROL).perform()
    until(browser, f"location.href === '{here}/{second}'")
    with live_server.database():
        found = session.get_one(AnswerMark, first)
        assert (found.points, found.comment) == (D("0.15"), "Thiếu ví dụ")
    assert browser.complaints() == []


def test_the_replays_slider_goes_to_its_moment(live_server: LiveServer, browser: Browser, exam: ReadyExam) -> None:
    sign_in(browser, live_server, "council_chair", exam)
    with live_server.database():
        sitting_id = session.scalars(select(Sitting.id).where(Sitting.candidate_id == exam.candidate_ids[1])).one()
    browser.get(f"{live_server.url}/exams/{exam.id}/sittings/{sitting_id}/replay")
    slider = browser.find_element(By.ID, "scrub-at")
    shown = browser.find_element(By.CSS_SELECTOR, ".scrub-now time").text
    slider.send_keys(Keys.HOME)
    until(browser, "location.search === '?at=0' && document.body.textContent.includes('0 trên 7 câu đã trả lời')")
    assert browser.find_element(By.CSS_SELECTOR, ".scrub-now time").text < shown
    assert browser.complaints() == []
