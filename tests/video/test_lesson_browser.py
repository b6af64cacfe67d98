"""The lesson page in a real browser: playing, the record, a second machine, the transcript, keys, axe."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from tests.journeys.walker import Walker
from tests.support.axe import SCREENS, axe_violations
from tests.support.browser import Browser
from tests.support.films import Films
from tests.support.lessons import new_lesson, with_captions
from tests.support.live import LiveServer
from tests.support.people import sign_browser_in
from video.models import Episode, Media, MediaState, Span, Watch
from video.operations.add_media import add_media_from_file
from video.queries.watching import watch_of
from video.rules.cues import CueText

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]

SAID = tuple(CueText(n * 2_000, n * 2_000 + 1_900, f"Câu số {n + 1}" if n != 8 else "Đạo hàm đổi dấu") for n in range(12))
NOW = "document.querySelector('video').currentTime"


@pytest.fixture(scope="session")
def made() -> dict[str, Any]:
    """The columns of the film that the worker has made: its files outlive the test that asked for them."""
    return {}


@pytest.fixture
def lesson(live_server: LiveServer, films: Films, made: dict[str, Any]) -> Iterator[int]:
    """The id of a lesson of 25 seconds whose film the worker has made ready, once a run."""
    with live_server.database():
        episode = new_lesson(seconds=None)
        with_captions(episode, cues=SAID)
        with_captions(episode, "en", (CueText(0, 2_000, "Hello"),))
        with transaction():
            session.add(Span(episode_id=episode.id, start_second=10, end_second=20, title="Xét dấu"))
        if not made:
            with transaction():
                media_id = add_media_from_file(SYSTEM, session.get_one(Episode, episode.id), Path(films("one_keyframe"))).id
            made |= columns_when_ready(media_id)
        else:
            with transaction():
                session.add(Media(**made))
                session.flush()
                session.get_one(Episode, episode.id).media_id = made["id"]
        yield episode.id


def columns_when_ready(media_id: int) -> dict[str, Any]:
    """The worker is another process: its work is seen by asking again."""
    deadline = clock.now() + timedelta(seconds=120)
    while clock.now() < deadline:
        session.rollback()
        media = session.get_one(Media, media_id, populate_existing=True)
        assert media.state != MediaState.FAILED, media.problem
        if media.state == MediaState.READY:
            return {column.key: getattr(media, column.key) for column in Media.__table__.columns if column.key != "job_id"}
    raise AssertionError("the film was not made in time")


def walk(browser: Browser, server: LiveServer, lesson: int, query: str = "") -> Walker:
    walker = Walker(browser, server.url)
    walker.go(f"/tv/episodes/{lesson}{query}")
    walker.wait(lambda: walker.all(".player.is-ready"), "the player")
    return walker


def until(walker: Walker, script: str) -> None:
    walker.wait(lambda: walker.browser.execute_script(f"return {script}"), script)


def keys(walker: Walker, *pressed: str) -> None:
    walker.browser.execute_script("document.querySelector('.player').focus()")
    ActionChains(walker.browser).send_keys(*pressed).perform()


def record_of(server: LiveServer, person_id: int, lesson: int) -> tuple[float, float, list[list[float]]]:
    """Seconds watched, the place, the stretches; nothing is 0, 0, []."""
    with server.database():
        watch = watch_of(person_id, lesson)
        return (watch.watched_seconds, watch.position, watch.spans) if watch else (0, 0, [])


def test_lesson_is_watched_and_resumed_on_a_second_machine(
    live_server: LiveServer, browser: Browser, new_browser: Callable[[], Browser], lesson: int
) -> None:
    person = sign_browser_in(browser, live_server, "student")
    walker = walk(browser, live_server, lesson)
    walker.press(".player-big")
    until(walker, f"{NOW} > 7")
    assert browser.execute_script("return document.querySelector('video').currentSrc").startswith("blob:"), "HLS, not the plain file"
    keys(walker, "k")
    walker.wait(lambda: record_of(live_server, person, lesson)[0] > 6, "the record")
    watched, place, stretches = record_of(live_server, person, lesson)
    assert len(stretches) == 1 and stretches[0][0] < 1
    assert watched < place + 1, "no second counts twice"
    until(walker, "Number(document.querySelector('[data-share-words]').textContent) > 20")
    assert browser.complaints() == []

    second = walk(new_browser_for(new_browser, live_server, person), live_server, lesson)
    second.click(f"Xem tiếp từ 0:{int(place):02d}")
    until(second, f"{NOW} > {place - 1} && !document.querySelector('video').paused")
    second.wait(lambda: record_of(live_server, person, lesson)[1] >= place, "the record")


def new_browser_for(new_browser: Callable[[], Browser], server: LiveServer, person_id: int) -> Browser:
    browser = new_browser()
    sign_browser_in(browser, server, person_id=person_id)
    return browser


def test_transcript_search_jumps_to_the_second(live_server: LiveServer, browser: Browser, lesson: int) -> None:
    walker = walk(browser, live_server, lesson)
    walker.press(".player-big")
    until(walker, f"{NOW} > 0")
    words = browser.find_element(By.CSS_SELECTOR, "[data-find-words]")
    words.send_keys("dao ham")
    assert walker.text(".transcript mark") == "Đạo hàm"
    assert walker.text("[data-find-count]") == "1"
    words.send_keys(Keys.ENTER)
    until(walker, f"{NOW} >= 16 && {NOW} < 18")
    until(walker, "document.querySelector('.transcript [aria-current] mark')?.textContent === 'Đạo hàm'")
    words.clear()
    words.send_keys("cau so")
    words.send_keys(Keys.SHIFT, Keys.ENTER)
    walker.wait(lambda: walker.text("[data-find-count]") == "11/11", "the last of eleven")
    words.send_keys(Keys.ESCAPE)
    assert not walker.all(".transcript mark")
    browser.find_elements(By.CSS_SELECTOR, ".transcript-lines a")[2].send_keys(Keys.ENTER)
    until(walker, f"{NOW} >= 4 && {NOW} < 6")


def test_keys_and_menus_move_the_player(live_server: LiveServer, browser: Browser, lesson: int) -> None:
    walker = walk(browser, live_server, lesson, "?t=5")
    walker.wait(lambda: walker.text("[data-now]") == "0:05", "the second of the address")
    keys(walker, " ")
    until(walker, f"{NOW} > 5")
    keys(walker, "k", "l")
    until(walker, f"document.querySelector('video').paused && {NOW} > 15")
    keys(walker, "j", Keys.ARROW_LEFT)
    until(walker, f"{NOW} < 5")
    keys(walker, "4")
    until(walker, f"Math.abs({NOW} - 10) < 0.5")
    until(walker, "document.querySelector('[data-chapters] a').hasAttribute('data-current')")
    showing = "[...document.querySelector('video').textTracks].filter(each => each.mode === 'showing').map(each => each.language).join()"
    until(walker, f"{showing} === 'vi'")
    keys(walker, "c")
    until(walker, f"{showing} === ''")
    walker.browser.execute_script(
        "const s = document.querySelector('[data-captions]'); s.value = 'en'; s.dispatchEvent(new Event('change'))"
    )
    until(walker, f"{showing} === 'en'")
    keys(walker, "m")
    until(
        walker, "document.querySelector('video').muted && document.querySelector('[data-act=mute]').getAttribute('aria-pressed') === 'true'"
    )
    walker.browser.execute_script("const s = document.querySelector('[data-speed]'); s.value = '1.5'; s.dispatchEvent(new Event('change'))")
    until(walker, "document.querySelector('video').playbackRate === 1.5")
    ActionChains(browser).move_to_element(browser.find_element(By.CSS_SELECTOR, "[data-seek]")).perform()
    until(walker, "document.querySelector('.seek-picture').style.backgroundImage.includes('strip.jpg')")
    assert browser.complaints() == []


def test_visitor_keeps_their_place_on_this_machine_only(live_server: LiveServer, browser: Browser, lesson: int) -> None:
    walker = walk(browser, live_server, lesson, "?t=8")
    walker.press(".player-big")
    until(walker, f"{NOW} > 9")
    keys(walker, "k")
    until(walker, "document.querySelector('video').paused")
    walker = walk(browser, live_server, lesson)
    walker.click("Xem tiếp từ 0:09")
    until(walker, f"{NOW} > 9")
    with live_server.database():
        assert session.query(Watch).count() == 0


def test_lesson_and_captions_desk_pass_axe_on_a_desk_and_on_a_phone(live_server: LiveServer, browser: Browser, lesson: int) -> None:
    sign_browser_in(browser, live_server, "administrator")
    walker = Walker(browser, live_server.url)
    for width, scheme in SCREENS:
        browser.show_on(width, 900, phone=width < 600)
        browser.prefer(scheme)
        for path in (f"/tv/episodes/{lesson}", f"/tv/manage/episodes/{lesson}/captions", f"/tv/manage/episodes/{lesson}/captions/vi"):
            walker.go(path)
            assert axe_violations(browser) == [], (path, width, scheme)
            assert browser.execute_script("return document.documentElement.scrollWidth") <= width, path
    assert browser.complaints() == []


def test_page_moves_nothing_while_it_loads(live_server: LiveServer, browser: Browser, lesson: int) -> None:
    walker = walk(browser, live_server, lesson)
    walker.press(".player-big")
    until(walker, f"{NOW} > 1")
    shift = browser.execute_async_script("""
        const done = arguments[0]; let sum = 0
        new PerformanceObserver(list => list.getEntries().filter(entry => entry.sources.some(source => source.node)).forEach(entry => { sum += entry.value })).observe({type: 'layout-shift', buffered: true})
        setTimeout(() => done(sum), 200)""")  # captions that move inside the video are the browser's, and have no node
    assert shift < 0.01


def test_captions_are_edited_as_a_table(live_server: LiveServer, browser: Browser, lesson: int) -> None:
    sign_browser_in(browser, live_server, "administrator")
    walker = Walker(browser, live_server.url)
    walker.go(f"/tv/manage/episodes/{lesson}/captions/vi")
    walker.wait(lambda: len(walker.all("[data-rows] tr")) == 12, "twelve rows")
    first = browser.find_element(By.CSS_SELECTOR, "[data-rows] [data-text]")
    first.clear()
    first.send_keys("Nếu x < 3", Keys.ARROW_LEFT, Keys.ARROW_LEFT, Keys.CONTROL, Keys.ENTER)
    assert len(walker.all("[data-rows] tr")) == 13
    walker.press("[data-rows] tr:nth-child(3) [data-do=remove]")
    walker.press("[data-rows] tr:nth-child(3) [data-do=merge]")
    walker.press("[data-shift]")
    walker.submit("Lưu phụ đề")
    walker.sees("Đã lưu 11 câu phụ đề.")
    times = [field.get_attribute("value") for field in walker.all("[data-rows] tr:first-child input")]
    assert times[0] == "00:00:00.500"
    assert browser.find_element(By.CSS_SELECTOR, "[data-rows] [data-text]").get_attribute("value") == "Nếu x <"
    second = browser.find_elements(By.CSS_SELECTOR, "[data-rows] [data-to]")[1]
    second.clear()
    second.send_keys("0:00.100")
    walker.submit("Lưu phụ đề")
    walker.sees("Giờ kết thúc phải sau giờ bắt đầu.")
    assert len(walker.all("[data-rows] tr.has-problem")) == 1
