"""A lesson with real clicks and keys: written with every type of block, published, read and answered; two windows; weight and layout."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from core.db import transaction
from lms.models import Lesson
from lms.operations.add_course_file import add_course_file
from lms.operations.create_lesson import create_lesson
from lms.operations.publish_lesson import publish_lesson
from tests.journeys.walker import Walker
from tests.support.axe import axe_violations
from tests.support.browser import Browser
from tests.support.courses import School, new_item, new_school
from tests.support.lessons import new_lesson as new_episode
from tests.support.live import LiveServer
from tests.support.pages import write
from tests.support.people import actor_of, sign_browser_in

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]

TEN_FORMULAS = "".join(f"<p>Công thức {n}: \\(\\int_0^{{{n}}} x^{n}\\,dx=\\frac{{{n}^{{{n + 1}}}}}{{{n + 1}}}\\)</p>" for n in range(1, 11))
MOST_BYTES = 200 * 1024
WATCH_LAYOUT = """
window.shifts = []
new PerformanceObserver((list) => { for (const each of list.getEntries()) window.shifts.push([each.value, ...each.sources.map((source) => source.node?.outerHTML?.slice(0, 90) ?? source.node?.nodeName), JSON.stringify(each.sources[0])]) }).observe({type: 'layout-shift', buffered: true})
"""


def png(width: int, height: int, shade: int = 0) -> bytes:
    """A picture of that size in grey."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = zlib.compress((b"\0" + bytes([shade]) * width) * height)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
        + chunk(b"IDAT", rows)
        + chunk(b"IEND", b"")
    )


class Desk(Walker):
    """A teacher at the desk of a lesson."""

    def add(self, label: str) -> WebElement:
        """A new block at the end; returns its form."""
        count = len(self.all(".desk-block"))
        self.click(label, within="[data-last]")
        self.wait(lambda: len(self.all(".desk-block")) == count + 1 and self.all("[data-block-form]"), f"a new block {label}")
        return self.browser.find_element(By.CSS_SELECTOR, "[data-block-form]")

    def done(self) -> None:
        """End the open block by keyboard and wait until it is shown."""
        self.browser.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
        self.wait(lambda: not self.all("[data-block-form]"), "the form to close")

    def saved(self) -> None:
        self.wait(lambda: "Đã lưu" in self.text("[data-status]"), "the draft to be saved")

    def type(self, text: str) -> None:
        self.browser.switch_to.active_element.send_keys(text)

    def fill_in(self, form: WebElement, **values: str) -> None:
        for name, value in values.items():
            field = form.find_element(By.CSS_SELECTOR, f'[name="{name.replace("__", ".")}"]')
            field.clear()
            field.send_keys(value)


def lesson_of(school: School, title: str = "Cực trị của hàm số") -> int:
    with transaction():
        lesson = create_lesson(actor_of(school.teacher_id), school.course, title)
        new_item(school.course_id, "lesson", lesson.id, title=title)
    return lesson.id


def test_every_block_is_written_published_read_and_answered(live_server: LiveServer, browser: Browser, tmp_path: Path) -> None:
    with live_server.database():
        school = new_school(pupils=1)
        lesson_id, episode = lesson_of(school), new_episode()
        with transaction():
            episode.series.subject_code, episode.series.grade = "toan", 12
        episode_id = episode.id
    picture = tmp_path / "do-thi.png"
    picture.write_bytes(png(320, 200))
    sheet = tmp_path / "phieu.txt"
    sheet.write_text("phiếu")
    address = f"/courses/{school.course_id}/lessons/{lesson_id}"
    desk = Desk(browser, live_server.url)
    sign_browser_in(browser, live_server, person_id=school.teacher_id)
    desk.go(f"{address}/edit")

    desk.add("Chữ")
    desk.type("Cho $x^2$ và nghĩ.")
    desk.wait(lambda: desk.all(".rich-box .formula math"), "the typed formula to be drawn")
    desk.done()
    assert desk.all(".desk-shown math")

    form = desk.add("Công thức")
    desk.fill_in(form, latex="\\frac{1}{2}")
    desk.wait(lambda: desk.all("[data-block-preview] mfrac"), "the preview of the formula")
    desk.done()

    form = desk.add("Hình")
    form.find_element(By.NAME, "file").send_keys(str(picture))
    desk.wait(lambda: desk.all("[data-block-preview] img"), "the picture in the preview")
    desk.fill_in(form, alt="Đồ thị parabol")
    desk.done()

    form = desk.add("Bài giảng truyền hình")
    form.find_element(By.CSS_SELECTOR, f"[name=episode_id] option[value='{episode_id}']").click()
    desk.fill_in(form, start_second="0:36")
    desk.done()

    form = desk.add("Câu hỏi tự kiểm tra")
    desk.fill_in(form, stem="Một cộng một bằng mấy?", body__options__0__text="1", body__options__1__text="2", explanation="Đếm ngón tay.")
    for _ in range(2):
        desk.all("[data-block-form] [data-remove]")[-1].click()
    form.find_element(By.CSS_SELECTOR, "[name='key.right'][value='b']").click()
    desk.done()

    form = desk.add("Khung")
    desk.fill_in(form, title="Cực đại")
    desk.press(".rich-box")
    desk.type("Điểm cao nhất quanh đó.")
    desk.done()

    form = desk.add("Bảng")
    desk.fill_in(form, cell__0__0="x", cell__0__1="y", cell__1__0="1", cell__1__1="2")
    desk.click("Thêm hàng", within="[data-block-form]")
    desk.wait(lambda: len(desk.all(".table-cells tr")) == 3, "another row")
    desk.fill_in(browser.find_element(By.CSS_SELECTOR, "[data-block-form]"), cell__2__0="2", cell__2__1="4")
    desk.done()

    form = desk.add("Tệp")
    form.find_element(By.NAME, "file").send_keys(str(sheet))
    desk.wait(lambda: desk.all("[data-block-preview] .block-file"), "the file in the preview")
    desk.fill_in(form, title="Phiếu học tập")
    desk.done()

    desk.press("#" + desk.all(".desk-block")[0].get_attribute("id") + " button[value=down]")
    desk.wait(lambda: desk.all(".desk-block")[1].find_elements(By.CSS_SELECTOR, ".prose"), "the text to be second")
    assert browser.switch_to.active_element.get_attribute("value") == "down", "the keyboard stays where it was"
    desk.all(".desk-block")[-1].find_element(By.CSS_SELECTOR, "button[value=remove]").click()
    desk.wait(lambda: desk.all(".desk-removed"), "the way back")
    desk.click("Hoàn tác")
    desk.wait(lambda: len(desk.all(".desk-block")) == 8, "the file again")
    assert not axe_violations(browser)
    browser.refresh()
    assert len(desk.all(".desk-block")) == 8 and not desk.all(".desk-problem"), desk.text("main")
    desk.submit("Xem thử")
    assert not axe_violations(browser)
    desk.go(f"{address}/edit")
    desk.submit("Đăng bài")
    desk.sees("Đã đăng bài")

    reader = Walker(browser, live_server.url)
    browser.delete_all_cookies()
    sign_browser_in(browser, live_server, person_id=school.pupils[0])
    reader.go(address)
    reader.sees("Điểm cao nhất quanh đó.")
    assert "Đếm ngón tay" not in browser.page_source and '"right"' not in browser.page_source
    reader.browser.find_element(By.CSS_SELECTOR, ".self-check input[type=radio]").send_keys(Keys.SPACE, Keys.ARROW_DOWN)
    browser.switch_to.active_element.send_keys(Keys.ENTER)
    reader.sees("Đếm ngón tay.")
    reader.sees("Đúng.")
    assert "check" not in browser.current_url, "marked in place"
    assert reader.all(f"a.video-card[href*='{episode_id}'][href*='36']")
    assert reader.browser.execute_script("return document.querySelector('.block-image img').naturalWidth") == 320
    assert not axe_violations(browser)
    assert [each for each in browser.complaints() if "poster.jpg" not in each] == [], "the episode's poster is only said to be there"


def test_a_second_window_loses_nothing(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database():
        school = new_school(pupils=0)
        lesson_id = lesson_of(school)
        with transaction():
            write(school, lesson_id, [{"type": "text", "data": {"html": "<p>Bản đầu</p>"}}])
    desk = Desk(browser, live_server.url)
    sign_browser_in(browser, live_server, person_id=school.teacher_id)
    desk.go(f"/courses/{school.course_id}/lessons/{lesson_id}/edit")
    first = browser.current_window_handle
    browser.switch_to.new_window("tab")
    desk.go(f"/courses/{school.course_id}/lessons/{lesson_id}/edit")
    desk.click("Sửa", within=".desk-block")
    desk.wait(lambda: desk.all(".rich-box"))
    desk.type(" của cửa sổ hai")
    desk.done()
    browser.switch_to.window(first)
    desk.click("Sửa", within=".desk-block")
    desk.wait(lambda: desk.all(".rich-box"))
    browser.execute_script("document.querySelector('[data-desk]').dataset.saveNumber = '1'")  # as it was when this window was opened
    desk.type(" và của cửa sổ một")
    desk.sees("Bài vừa được lưu ở một cửa sổ khác")
    desk.submit("Giữ cả hai", within="[data-clash]")
    desk.wait(lambda: len(desk.all(".desk-block")) == 2, "both versions of the block")
    desk.sees("và của cửa sổ một")


def test_a_block_is_dragged_and_a_cut_network_loses_no_word(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database():
        school = new_school(pupils=0)
        lesson_id = lesson_of(school)
        with transaction():
            write(school, lesson_id, [{"type": "text", "data": {"html": f"<p>Khối {sign}</p>"}} for sign in "ABC"])
    desk = Desk(browser, live_server.url)
    sign_browser_in(browser, live_server, person_id=school.teacher_id)
    desk.go(f"/courses/{school.course_id}/lessons/{lesson_id}/edit")
    handles = desk.all("[data-handle]")
    ActionChains(browser).click_and_hold(handles[0]).move_by_offset(0, 20).move_to_element(desk.all(".desk-shown")[1]).move_by_offset(
        0, 40
    ).release().perform()
    desk.wait(lambda: "Đã chuyển" in desk.text("[data-status]"), "the move to be saved")
    order = [each.text.strip() for each in desk.all(".desk-shown")]
    assert order[0] == "Khối B"
    browser.refresh()
    assert [each.text.strip() for each in desk.all(".desk-shown")] == order
    desk.click("Sửa", within=".desk-block")
    desk.wait(lambda: desk.all(".rich-box"))
    with browser.offline():
        desk.type("Không mất. ")
        desk.wait(lambda: "mất mạng" in desk.text("[data-status]"), "the page to admit that it is offline")
    desk.wait(lambda: "Đã lưu" in desk.text("[data-status]"), "the words to be saved once the network is back")
    browser.refresh()
    desk.sees("Không mất.")


def test_a_lesson_of_ten_formulas_and_three_pictures_is_light_and_still(live_server: LiveServer, browser: Browser) -> None:
    with live_server.database():
        school = new_school(pupils=1)
        lesson_id = lesson_of(school)
        with transaction():
            actor = actor_of(school.teacher_id)
            pictures = [add_course_file(actor, school.course_id, f"h{n}.png", png(1200, 700, 40 * n)).id for n in range(3)]
            blocks: list[dict[str, Any]] = [{"type": "text", "data": {"html": f"<h2>Tích phân</h2>{TEN_FORMULAS}"}}]
            blocks += [{"type": "image", "data": {"file_id": each, "alt": "Hình"}} for each in pictures]
            lesson: Lesson = write(school, lesson_id, blocks)
            publish_lesson(actor, school.course, lesson)
    browser.cdp("Page.enable")
    browser.cdp("Page.addScriptToEvaluateOnNewDocument", source=WATCH_LAYOUT)
    sign_browser_in(browser, live_server, person_id=school.pupils[0])
    walker = Walker(browser, live_server.url)
    for width in (1280, 360):
        browser.show_on(width, 740, phone=width < 600)
        browser.cdp("Network.clearBrowserCache")
        browser.slow_down(latency_ms=60, kilobytes_per_second=400)
        walker.go(f"/courses/{school.course_id}/lessons/{lesson_id}")
        weigh_and_watch(walker, browser)


def weigh_and_watch(walker: Walker, browser: Browser) -> None:
    for place in ("0.5", "1"):
        browser.execute_script(f"scrollTo(0, document.body.scrollHeight * {place})")
    loaded: Callable[[], bool] = lambda: browser.execute_script(  # noqa: E731
        "return document.fonts.status === 'loaded' && [...document.images].every((each) => each.complete && each.naturalWidth)"
    )
    walker.wait(loaded, "pictures and fonts")
    browser.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert len(walker.all("article math")) == 10
    assert browser.execute_script("return window.shifts") == []
    weights: dict[str, int] = browser.execute_script(
        "const kinds = {}; for (const each of [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]) {"
        "const kind = /files/.test(each.name) ? 'media' : 'page';"
        "kinds[kind] = (kinds[kind] ?? 0) + (each.transferSize || each.encodedBodySize) } return kinds"
    )
    assert weights["page"] < MOST_BYTES, f"HTML, styles, scripts and faces: {weights}"
