"""The guide and the desk in a real browser: axe, no sideways scrolling on a phone, the day that opens at what is on, spans by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from core import clock
from core.db import session
from tests.support.axe import SCREENS, axe_violations
from tests.support.browser import Browser
from tests.support.live import LiveServer
from tests.support.people import person_with, sign_browser_in
from tests.video.desks import Desk, announced, new_desk, new_episode, published
from video.models import Span

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


@pytest.fixture
def desk(live_server: LiveServer) -> Iterator[Desk]:
    with live_server.database():
        made = new_desk()
        for hours in (-10, -1, 0, 2, 5):
            announced(new_episode(made, f"Bài phát lệch {hours} giờ"), clock.now() + timedelta(hours=hours, minutes=-5))
        yield made


def editor(browser: Browser, server: LiveServer, desk: Desk) -> None:
    sign_browser_in(browser, server, person_id=person_with("teacher", organisation_id=desk.organisation_id))


def test_pages_pass_axe_and_fit_a_phone(live_server: LiveServer, browser: Browser, desk: Desk) -> None:
    number = desk.series.id
    episode = new_episode(desk)
    editor(browser, live_server, desk)
    paths = [
        "/tv",
        "/tv?q=bai",
        f"/tv/series/{number}",
        "/tv/manage",
        f"/tv/manage/programmes/{desk.programme.id}",
        f"/tv/manage/series/{number}",
    ]
    paths += [
        f"/tv/manage/episodes/{episode.id}",
        f"/tv/manage/episodes/{episode.id}/spans",
        "/tv/manage/schedule",
        "/tv/manage/programmes/new",
    ]
    found = []
    for width, scheme in SCREENS:
        browser.prefer(scheme)
        browser.show_on(width, 900, phone=width < 600)
        for path in paths:
            browser.get(live_server.url + path)
            found += [f"{path} {width}: {each}" for each in axe_violations(browser)]
            wide = browser.execute_script("return document.documentElement.scrollWidth")
            found += [f"{path} is {wide} wide on {width}"] if wide > width else []
    assert not found + browser.complaints()


def test_the_day_opens_at_what_is_on_now(live_server: LiveServer, browser: Browser, desk: Desk) -> None:
    browser.show_on(800, 900)
    browser.get(f"{live_server.url}/tv")
    box = browser.execute_script("const b = document.querySelector('.is-now').getBoundingClientRect(); return [b.left, b.right]")
    assert 0 < box[0] < box[1] <= 800


def test_spans_are_written_without_a_mouse(live_server: LiveServer, browser: Browser, desk: Desk) -> None:
    episode = published(new_episode(desk))
    editor(browser, live_server, desk)
    browser.get(f"{live_server.url}/tv/manage/episodes/{episode.id}/spans")
    browser.execute_script("document.getElementById('lines-0-start').focus()")
    keys = ActionChains(browser)
    for text in ("0:00", "3:20", "Mở đầu"):
        keys.send_keys(text, Keys.TAB)
    keys.send_keys(Keys.TAB, Keys.TAB, "3:20", Keys.TAB, "9:59", Keys.TAB, "Ví dụ", Keys.ENTER).perform()
    browser.until(lambda: "Đã lưu các đoạn." in browser.page_source)
    session.rollback()
    assert session.execute(select(Span.start_second, Span.end_second, Span.title).order_by(Span.id)).all() == [
        (0, 200, "Mở đầu"),
        (200, 599, "Ví dụ"),
    ]
