"""The gradebook in a real browser: by keys alone, saved as one goes, with a colleague in the same cell and a server that is away."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.remote.webelement import WebElement

from core.db import transaction
from lms.operations.enter_marks import Change, enter_marks
from lms.queries.gradebook import cells_of, columns_of
from tests.support.axe import SCREENS, axe_violations
from tests.support.browser import Browser
from tests.support.courses import School, new_school
from tests.support.live import LiveServer
from tests.support.people import actor_of, sign_browser_in

"""How long a busy machine may take to save a cell."""

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("live")]


@pytest.fixture
def school(live_server: LiveServer) -> Iterator[School]:
    """Three pupils and, in each term, two regular columns, the mid-term and the final one."""
    with live_server.database():
        yield new_school(pupils=3, regular_marks=2)


@pytest.fixture
def sheet(browser: Browser, live_server: LiveServer, school: School) -> Browser:
    sign_browser_in(browser, live_server, person_id=school.teacher_id)
    browser.get(f"{live_server.url}/courses/{school.course_id}/gradebook")
    return browser


def cell(browser: Browser, pupil: int, column: int) -> WebElement:
    return browser.find_elements(By.CSS_SELECTOR, "tr[data-person]")[pupil].find_elements(By.CSS_SELECTOR, ".grade-input")[column]


def average(browser: Browser, pupil: int) -> str:
    return browser.find_elements(By.CSS_SELECTOR, "[data-average]")[pupil].text


def press(browser: Browser, *keys: str) -> None:
    """Keys to whatever has the focus, one after the other."""
    ActionChains(browser).send_keys(*keys).perform()


def wait_for(browser: Browser, words: str) -> None:
    said = "return document.querySelector('[data-state]').textContent"
    browser.until(lambda: words in browser.execute_script(said), words)


def column_ids(school: School) -> list[int]:
    return [column.id for column in columns_of([school.course_id])[school.course_id] if column.term == 1]


def kept(school: School, server: LiveServer, pupil: int) -> list[str]:
    """A pupil's marks of term 1 on the server, in the order of the columns."""
    with server.database():
        ids = column_ids(school)
        cells = cells_of(ids, school.pupils).get(school.pupils[pupil], {})
        return [cells[number].text if number in cells else "" for number in ids]


def test_marks_go_in_by_keys_alone_and_the_average_follows(sheet: Browser, school: School, live_server: LiveServer) -> None:
    cell(sheet, 0, 0).send_keys("8")
    press(sheet, Keys.ARROW_RIGHT, "7", Keys.ARROW_RIGHT, "9", Keys.ARROW_RIGHT, "8", Keys.ENTER)
    sheet.until(lambda: average(sheet, 0) == "8,1", "8,1")
    assert kept(school, live_server, 0) == ["8,0", "7,0", "9,0", "8,0"]
    assert sheet.switch_to.active_element == cell(sheet, 1, 3)
    press(sheet, "v", Keys.ARROW_UP)
    wait_for(sheet, "Đã lưu")
    assert sheet.switch_to.active_element == cell(sheet, 0, 3)
    assert kept(school, live_server, 1)[3] == "V"
    assert sheet.complaints() == []


def test_escape_gives_the_cell_back_what_stood_in_it(sheet: Browser, school: School, live_server: LiveServer) -> None:
    cell(sheet, 0, 0).send_keys("8", Keys.ENTER)
    wait_for(sheet, "Đã lưu")
    press(sheet, Keys.ARROW_UP, "3", Keys.ESCAPE)
    assert cell(sheet, 0, 0).get_property("value") == "8,0"
    press(sheet, Keys.ARROW_DOWN, "6", Keys.ENTER)
    sheet.until(lambda: kept(school, live_server, 1)[0] == "6,0", "6,0")
    assert kept(school, live_server, 0)[0] == "8,0"


def test_a_colleague_in_the_same_cell_is_told_of_and_not_overwritten_unseen(
    sheet: Browser, school: School, live_server: LiveServer
) -> None:
    with live_server.database(), transaction():
        enter_marks(actor_of(school.teacher_id), school.course, [Change(column_ids(school)[0], school.pupils[0], "", "5")])
    cell(sheet, 0, 0).send_keys("9", Keys.TAB)
    wait_for(sheet, "Có ô chưa lưu được")
    assert cell(sheet, 0, 0).get_property("value") == "9"
    why = sheet.find_element(By.ID, str(cell(sheet, 0, 0).get_attribute("aria-describedby")))
    assert "vừa được người khác sửa thành “5,0”" in why.text
    assert axe_violations(sheet) == []
    assert kept(school, live_server, 0)[0] == "5,0"
    cell(sheet, 0, 0).send_keys(Keys.ENTER)
    wait_for(sheet, "Đã lưu")
    assert kept(school, live_server, 0)[0] == "9,0"


def test_nothing_typed_is_lost_while_the_server_is_away(sheet: Browser, school: School, live_server: LiveServer) -> None:
    live_server.kill_server()
    cell(sheet, 0, 0).send_keys("8")
    press(sheet, Keys.ENTER, "7", Keys.ENTER, "6", Keys.ENTER)
    wait_for(sheet, "Mất kết nối")
    assert [cell(sheet, pupil, 0).get_property("value") for pupil in range(3)] == ["8", "7", "6"]
    live_server.start()
    wait_for(sheet, "Đã lưu")
    assert [kept(school, live_server, pupil)[0] for pupil in range(3)] == ["8,0", "7,0", "6,0"]


@pytest.mark.parametrize(("width", "scheme"), SCREENS)
def test_pages_of_grades_are_accessible_and_fit(browser: Browser, live_server: LiveServer, school: School, width: int, scheme: str) -> None:
    browser.prefer(scheme)
    browser.show_on(width, 900, phone=width < 600)
    course, pupil = f"/courses/{school.course_id}", school.pupils[0]
    book = f"{course}/gradebook"
    talk = (f"{course}/assignments", f"{course}/announcements", f"{course}/discussion", f"{course}/discussion/new", "/calendar")
    pages = (
        book,
        f"{book}?term=0",
        f"{book}/columns",
        f"{book}/import",
        f"{book}/pupils/{pupil}",
        f"/class-reports/{school.group_id}",
        "/class-reports",
        *talk,
    )
    for who, asked in ((school.teacher_id, pages), (pupil, ("/", book, "/grades", *talk))):
        browser.cdp("Network.clearBrowserCookies")
        sign_browser_in(browser, live_server, person_id=who)
        for page in asked:
            browser.get(live_server.url + page)
            assert browser.complaints() == [], page
            assert axe_violations(browser) == [], page
            assert browser.execute_script("return document.documentElement.scrollWidth - innerWidth") <= 0, page
