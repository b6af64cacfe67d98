"""A pupil takes a mock exam in Toán with the keyboard alone and reads what it came to."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from core.db import session
from review.models import Mock
from review.queries.mock_report import Report, report_of
from tests.journeys.walker import Walker
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.mocks import school
from tests.support.people import sign_browser_in

pytestmark = [pytest.mark.browser, pytest.mark.server]
EXPECTED = ("beforeunload",)


@pytest.fixture
def walker(live_server: LiveServer, browser: Browser) -> Iterator[Walker]:
    yield Walker(browser, live_server.url)
    assert [line for line in browser.complaints() if not any(word in line for word in EXPECTED)] == []


def test_a_mock_from_the_button_to_the_report_by_keyboard(walker: Walker, live_server: LiveServer) -> None:
    with live_server.database():
        at = school()
    sign_browser_in(walker.browser, live_server, person_id=at.person_id)
    walker.go(f"/review/mocks/subjects/{at.subject.code}")
    press(walker, "button[name=length][value=whole]")
    walker.wait(lambda: showing(walker) == "waiting", "the waiting room")
    press(walker, "[data-start]")
    walker.wait(lambda: showing(walker) == "sitting", "the paper")
    answer_everything(walker)
    press(walker, "[data-hand-in]")
    press(walker, "[data-hand-in-go]")
    walker.wait(lambda: showing(walker) == "ended", "the receipt")
    press(walker, "[data-screen=ended] a.btn")
    walker.sees("Câu chưa trọn điểm")
    with live_server.database():
        report = report_of(session.scalars(select(Mock)).one())
        assert report is not None
        holds_together(report)
    page = " ".join(walker.text("main").split())
    for words in ("6 / 10", "3 trên 5 điểm", "4 / 4 2 / 2", "1 / 2 1 / 2", "0 / 2 0 / 1"):
        assert words in page, (words, page[:800])


def answer_everything(walker: Walker) -> None:
    """Part I all right, the first group of Part II right and the second all wrong, Part III wrong."""
    for place in range(1, 5):
        options = walker.browser.execute_script("return [...document.querySelectorAll('.sit-option input')].map((each) => each.value)")
        keys(walker, str(options.index("b") + 1), "n")
        walker.wait(
            lambda place=place: f"Câu {place + 1}" in walker.text("[data-screen=sitting] h1, [data-screen=sitting] h2"), "the next question"
        )
    for is_right in (True, False):
        for index, truth in enumerate((True, False, True, False), start=1):
            keys(walker, str(index), Keys.SPACE if truth is is_right else Keys.ARROW_DOWN)
        keys(walker, "n")
    for _ in range(2):
        keys(walker, "1", "7", Keys.ESCAPE, "n")
    walker.wait(lambda: walker.text("[data-saved-text]").startswith("8 đã trả lời · 8 đã lưu"), "every answer saved")


def holds_together(report: Report) -> None:
    """However the points are added up, they are the same points."""
    assert report.result.points == Decimal(3)
    for sums in (report.parts, report.chapters, report.levels):
        assert sum(found.points for _, found in sums) == Decimal(3)
        assert sum(found.max_points for _, found in sums) == Decimal(5)
        assert sum(found.count for _, found in sums) == 8
    assert len(report.missed) == 3


def showing(walker: Walker) -> str | None:
    return walker.browser.execute_script("return document.body.dataset.showing")


def keys(walker: Walker, *pressed: str) -> None:
    for each in pressed:
        ActionChains(walker.browser).send_keys(each).perform()


def press(walker: Walker, selector: str) -> None:
    """Tab until the focus is on what the selector names, then Enter: what cannot be reached so is not there for a keyboard."""
    walker.wait(lambda: any(each.is_displayed() and each.is_enabled() for each in walker.all(selector)), selector)
    for _ in range(120):
        if walker.browser.execute_script("return document.activeElement.matches(arguments[0])", selector):
            return keys(walker, Keys.ENTER)
        keys(walker, Keys.TAB)
    raise AssertionError(f"{selector} cannot be reached by the keyboard")
