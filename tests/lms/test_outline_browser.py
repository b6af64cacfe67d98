"""The outline in a real browser: put in order by hand, by touch and by keys, saved at once, undone, and what a lost network looks like."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from core.db import session, transaction
from lms.models import Prerequisite
from lms.operations.edit_sections import SectionDetails, add_section
from lms.queries.outline import order_of
from tests.support.axe import SCREENS, axe_violations
from tests.support.browser import Browser
from tests.support.courses import School, new_item, new_school
from tests.support.live import LiveServer
from tests.support.people import actor_of, sign_browser_in

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


@pytest.fixture
def school(live_server: LiveServer) -> Iterator[School]:
    """Two sections of two items each, named by letters."""
    with live_server.database():
        school = new_school()
        with transaction():
            for section, titles in (("Chương 1", "AB"), ("Chương 2", "CD")):
                add_section(actor_of(school.teacher_id), school.course, SectionDetails(section))
                for title in titles:
                    new_item(school.course_id, title=f"Mục {title}")
        yield school


@pytest.fixture
def editor(browser: Browser, live_server: LiveServer, school: School) -> Browser:
    sign_browser_in(browser, live_server, person_id=school.teacher_id)
    browser.get(f"{live_server.url}/courses/{school.course_id}/edit")
    return browser


def item(browser: Browser, title: str) -> WebElement:
    return browser.find_element(By.XPATH, f"//li[@data-item][.//a[normalize-space()='Mục {title}']]")


def shown(browser: Browser) -> list[str]:
    """The letters of each section, as the page shows them."""
    script = "return [...document.querySelectorAll('[data-items]')].map(l => [...l.querySelectorAll('a[data-title]')].map(a => a.textContent.trim().slice(-1)).join(''))"
    return list(browser.execute_script(script))


def kept(school: School, server: LiveServer) -> list[int]:
    """How many items each section has on the server."""
    with server.database():
        return [len(items) for _, items in order_of(school.course_id)]


def wait_for(browser: Browser, words: str) -> None:
    said = "return document.querySelector('[data-said]').textContent"
    browser.until(lambda: words in browser.execute_script(said), words)


def drag(browser: Browser, title: str, onto: str, *, y: int = 0) -> None:
    grip, target = item(browser, title).find_element(By.CSS_SELECTOR, "[data-grip]"), item(browser, onto)
    actions = ActionChains(browser, duration=60).move_to_element(grip).click_and_hold().move_by_offset(0, 4).move_by_offset(0, 8)
    actions.move_to_element_with_offset(target, -200, y).move_by_offset(2, 2).move_by_offset(1, 1).release().perform()


def test_dragging_into_another_section_is_saved_and_undone(editor: Browser, school: School, live_server: LiveServer) -> None:
    drag(editor, "A", "D")
    wait_for(editor, "Đã lưu thứ tự mới.")
    assert [len(letters) for letters in shown(editor)] == [1, 3]
    assert kept(school, live_server) == [1, 3]
    editor.find_element(By.CSS_SELECTOR, "[data-undo]").click()
    wait_for(editor, "Đã trở lại thứ tự trước.")
    assert shown(editor) == ["AB", "CD"]
    assert kept(school, live_server) == [2, 2]
    assert editor.complaints() == []


def test_a_finger_drags_too(editor: Browser, school: School, live_server: LiveServer) -> None:
    editor.show_on(360, 900, phone=True)
    editor.cdp("Emulation.setTouchEmulationEnabled", enabled=True)
    try:
        editor.refresh()
        where = "const r = document.querySelector(`#item-${arguments[0]} [data-grip]`).getBoundingClientRect(); return [r.x + r.width / 2, r.y + r.height / 2]"
        first, second = (item(editor, title).get_attribute("data-item") for title in "AB")
        editor.execute_script(
            "document.getElementById('section-' + document.querySelector('[data-section]').dataset.section).scrollIntoView()"
        )
        (x, y), (_, there) = editor.execute_script(where, first), editor.execute_script(where, second)

        def touch(kind: str, at: float) -> None:
            points = [] if kind == "touchEnd" else [{"x": x, "y": at}]
            editor.cdp("Input.dispatchTouchEvent", type=kind, touchPoints=points)

        def is_held() -> bool:
            touch("touchMove", y)
            return bool(editor.execute_script("return !!document.querySelector('.sortable-chosen')"))

        touch("touchStart", y)
        editor.until(is_held)
        for step in range(1, 13):
            touch("touchMove", y + (there + 30 - y) * step / 12)
        touch("touchEnd", there)
        wait_for(editor, "Đã lưu thứ tự mới.")
        assert shown(editor)[0] == "BA"
    finally:
        editor.cdp("Emulation.setTouchEmulationEnabled", enabled=False)


def test_keys_move_an_item_through_the_sections_and_keep_their_place(editor: Browser, school: School, live_server: LiveServer) -> None:
    button = item(editor, "B").find_element(By.CSS_SELECTOR, "[data-step='1']")
    button.send_keys(Keys.ENTER)
    wait_for(editor, "Mục B: vị trí 1 trong Chương 2.")
    assert shown(editor) == ["A", "BCD"]
    assert editor.switch_to.active_element.get_attribute("aria-label") == "Xuống: Mục B"
    editor.switch_to.active_element.send_keys(Keys.SPACE)
    wait_for(editor, "Mục B: vị trí 2 trong Chương 2.")
    assert kept(school, live_server) == [1, 3]


def test_a_lost_network_puts_everything_back_and_says_so(editor: Browser, school: School, live_server: LiveServer) -> None:
    with editor.offline():
        item(editor, "A").find_element(By.CSS_SELECTOR, "[data-step='1']").send_keys(Keys.ENTER)
        wait_for(editor, "Chưa lưu được")
        assert shown(editor) == ["AB", "CD"]
    item(editor, "A").find_element(By.CSS_SELECTOR, "[data-step='1']").send_keys(Keys.ENTER)
    wait_for(editor, "Đã lưu thứ tự mới.")
    assert shown(editor) == ["BA", "CD"]


def test_somebody_quicker_is_told_of(editor: Browser, school: School, live_server: LiveServer) -> None:
    with live_server.database(), transaction():
        new_item(school.course_id, title="Mục E")
    item(editor, "A").find_element(By.CSS_SELECTOR, "[data-step='1']").send_keys(Keys.ENTER)
    wait_for(editor, "Hãy tải lại trang")
    assert shown(editor) == ["AB", "CD"]


def test_a_title_is_changed_in_place(editor: Browser, school: School, live_server: LiveServer) -> None:
    line = item(editor, "A")
    line.find_element(By.TAG_NAME, "summary").click()
    line.find_element(By.CSS_SELECTOR, "[data-rename]").click()
    box = line.find_element(By.CSS_SELECTOR, ".rename-input")
    box.send_keys("Mục Z", Keys.ENTER)
    wait_for(editor, "Đã đổi tên.")
    editor.refresh()
    assert shown(editor)[0] == "ZB"


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_pages_of_a_course_are_accessible_and_fit(
    browser: Browser, live_server: LiveServer, school: School, width: int, scheme: str
) -> None:
    with live_server.database(), transaction():
        first, second = new_item(school.course_id), new_item(school.course_id, is_visible=False)
        session.add(Prerequisite(item_id=second.id, needs_item_id=first.id))
        number = second.id
    browser.prefer(scheme)
    browser.show_on(width, 900, phone=width < 600)
    base = f"{live_server.url}/courses"
    pages = [
        "",
        "/new",
        *(
            f"/{school.course_id}{page}"
            for page in ("", "/edit", "/people", "/progress", "/settings", "/copy", "/items/new", "/items/new?kind=link", "/code")
        ),
    ]
    pages += [
        f"/{school.course_id}/items/{number}",
        f"/{school.course_id}/items/{number}/edit",
        f"/{school.course_id}/items/{number}/delete",
    ]
    for who, asked in ((school.teacher_id, pages), (school.pupils[0], ["", f"/{school.course_id}"])):
        browser.cdp("Network.clearBrowserCookies")
        sign_browser_in(browser, live_server, person_id=who)
        for page in asked:
            browser.get(base + page)
            assert axe_violations(browser) == [], page
            assert browser.execute_script("return document.documentElement.scrollWidth <= window.innerWidth"), page
    assert browser.complaints() == []
