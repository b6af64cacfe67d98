"""The learning road with real clicks: a course from nothing, a pupil's day through it, and marks that agree wherever they are read."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from pathlib import Path

import pytest
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from sqlalchemy import select

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM
from core.db import session, transaction
from core.sheets import read_sheet
from lms.models import Completion, Course, Item
from lms.queries.gradebook import record_of
from tests.journeys.test_mock_road import answer_everything, press, showing
from tests.journeys.walker import Walker
from tests.support import mocks
from tests.support.browser import Browser
from tests.support.films import Films, new_episode
from tests.support.live import LiveServer
from tests.support.people import person_with, sign_browser_in
from video.models import Episode, EpisodeState, Media, MediaState, Span
from video.operations.add_media import add_media_from_file
from video.queries.watching import watch_of

pytestmark = [pytest.mark.browser, pytest.mark.server, pytest.mark.xdist_group("journeys")]

MARKS = {"TX1": "8", "TX2": "7,5", "TX3": "9", "GK": "6,5", "CK": "8"}
FROM_ASSIGNMENT = "8,5"
AVERAGE = "7,8"
"""(8 + 7,5 + 9 + 8,5 + 2 × 6,5 + 3 × 8) : 9 = 70 : 9 = 7,77…"""


ANSWER_SOMETHING = """
for (const field of document.querySelectorAll('form[data-answer] input')) {
  if (field.type === 'radio') field.checked = true
  if (field.type === 'text') field.value = '7'
}
"""


@dataclass(frozen=True)
class Cast:
    """Who walks the road, and what is there before them: an open bank, a TV lesson, a class of one."""

    at: mocks.School
    teacher: int
    manager: int
    parent: int
    group_name: str
    episode: int
    topic: int


@pytest.fixture
def cast(live_server: LiveServer, films: Films) -> Cast:
    with live_server.database():
        at = mocks.school()
        topic = at.chapters[0].id
        place = accounts.organisation(accounts.person(at.person_id).organisation_id or 0)
        session.rollback()  # the reads are over: the worker writes meanwhile
        teacher = person_with("teacher", organisation_id=place.id, name="Nguyễn Thị Giáo")
        manager = person_with("manager", organisation_id=place.id, name="Lê Thị Quản")
        parent = person_with("parent", organisation_id=place.id, name="Bùi Văn Phụ")
        episode = new_episode(place.id, place.path)
        with transaction():
            group = accounts.create_group(SYSTEM, place.id, "12A1", "class", "2026-2027")
            accounts.add_member(SYSTEM, group.id, at.person_id)
            accounts.link_guardian(SYSTEM, parent, at.person_id)
            row = session.get_one(Episode, episode.id)
            row.series.subject_code, row.topic_id = at.subject.code, topic
            row.state, row.published_at, row.title = EpisodeState.PUBLISHED, clock.now(), "Cực trị trên truyền hình"
            session.add(Span(episode_id=row.id, start_second=10, end_second=20, title="Xét dấu", topic_id=topic))
            media = add_media_from_file(SYSTEM, row, Path(films("one_keyframe"))).id
        _until_ready(media)
        return Cast(at, teacher, manager, parent, group.name, row.id, topic)


def _until_ready(media_id: int) -> None:
    deadline = clock.now() + timedelta(seconds=120)
    while clock.now() < deadline:
        session.rollback()
        media = session.get_one(Media, media_id, populate_existing=True)
        assert media.state != MediaState.FAILED, media.problem
        if media.state == MediaState.READY:
            return
    raise AssertionError("the film was not made in time")


def test_from_an_empty_course_to_the_parents_page(
    live_server: LiveServer, browser: Browser, new_browser: Callable[[], Browser], cast: Cast
) -> None:
    walker = Walker(browser, live_server.url)
    sign_browser_in(browser, live_server, person_id=cast.teacher)
    course = build(walker, cast)
    browser.delete_all_cookies()
    sign_browser_in(browser, live_server, person_id=cast.at.person_id)
    read_lesson(walker, live_server, course)
    watch(walker, live_server, cast, course, new_browser)
    practise(walker, cast, course)
    take_mock(walker, cast)
    hand_in(walker, course)
    browser.delete_all_cookies()
    sign_browser_in(browser, live_server, person_id=cast.teacher)
    mark(walker, course)
    enter_marks(walker, course)
    agree(walker, live_server, cast, course)


def build(walker: Walker, cast: Cast) -> int:
    """The teacher makes the course, fills its outline with five kinds of items, writes the lesson, opens it to the class."""
    walker.go("/courses/new")
    walker.fill(title="Toán 12A1", subject_code=cast.at.subject.code, school_year="2026-2027")
    walker.submit("Tạo khóa học", within="main form")
    course = int(walker.browser.current_url.split("/courses/")[1].split("/")[0])
    walker.fill(title="Chương I. Ứng dụng đạo hàm")
    walker.submit("Thêm chương", within="main form.form")
    add(walker, course, "lesson", title="Bài 1. Cực trị")
    write_lesson(walker, course)
    add(walker, course, "episode", target_id=str(cast.episode), threshold="20")
    add(walker, course, "review", target_id=str(cast.topic), threshold="1")
    add(walker, course, "assignment", title="Bài tập chương I")
    walker.go(f"/courses/{course}/people")
    walker.fill(group_id=cast.group_name)
    walker.submit("Ghi danh", within="aside form")
    walker.go(f"/courses/{course}/edit")
    walker.submit("Mở cho học sinh")
    fill_column_from_assignment(walker, course)
    return course


def add(walker: Walker, course: int, kind: str, **values: str) -> None:
    walker.go(f"/courses/{course}/edit")
    section = walker.all("[data-section]")[0].get_attribute("data-section")
    walker.go(f"/courses/{course}/items/new?section={section}&kind={kind}")
    walker.fill(**values)
    walker.submit("Thêm mục", within="main form.form")


def write_lesson(walker: Walker, course: int) -> None:
    walker.go(f"/courses/{course}")
    walker.submit("Bài 1. Cực trị", within="main")
    if "/edit" not in walker.browser.current_url:
        walker.go(walker.browser.current_url.split("?")[0] + "/edit")
    count = len(walker.all(".desk-block"))
    walker.click("Chữ", within="[data-last]")
    walker.wait(lambda: len(walker.all(".desk-block")) == count + 1 and walker.all("[data-block-form]"), "a new block")
    walker.browser.switch_to.active_element.send_keys("Cho $f'(x)=0$ rồi xét dấu.")
    walker.wait(lambda: walker.all(".rich-box .formula math"), "the typed formula to be drawn")
    walker.browser.switch_to.active_element.send_keys(Keys.CONTROL, Keys.ENTER)
    walker.wait(lambda: not walker.all("[data-block-form]"), "the form to close")
    walker.submit("Đăng bài")
    walker.sees("Đã đăng bài")


def fill_column_from_assignment(walker: Walker, course: int) -> None:
    """TX4 takes its marks from the assignment."""
    walker.go(f"/courses/{course}/gradebook/columns")
    walker.browser.find_elements(By.CSS_SELECTOR, "main table a")[3].click()
    walker.wait(lambda: walker.all("[name=item_id]"), "the column's form")
    walker.fill(item_id="Bài tập chương I")
    walker.submit("Lưu cột điểm")


def item_of(live_server: LiveServer, course: int, kind: str) -> int:
    with live_server.database():
        return session.scalars(select(Item.id).where(Item.course_id == course, Item.kind == kind)).one()


def read_lesson(walker: Walker, live_server: LiveServer, course: int) -> None:
    """From the pupil's first page to the end of the lesson."""
    walker.go("/")
    walker.sees("Học tiếp")
    walker.submit("Bài 1. Cực trị", within="main")
    assert walker.all("main math")
    walker.browser.execute_script("scrollTo(0, document.body.scrollHeight)")
    item = item_of(live_server, course, "lesson")

    def is_done() -> bool:
        with live_server.database():
            return session.scalar(select(Completion.completed_at).where(Completion.item_id == item)) is not None

    walker.wait(is_done, "the lesson to be done")


def watch(walker: Walker, live_server: LiveServer, cast: Cast, course: int, new_browser: Callable[[], Browser]) -> None:
    """Eight seconds here, the rest on another machine from where it stopped."""
    now = "return document.querySelector('video').currentTime"
    walker.go(f"/courses/{course}/items/{item_of(live_server, course, 'episode')}")
    walker.wait(lambda: walker.all(".player.is-ready"), "the player")
    walker.press(".player-big")
    walker.wait(lambda: walker.browser.execute_script(now) > 8, "eight seconds")
    walker.browser.execute_script("document.querySelector('video').pause()")

    def place() -> float:
        with live_server.database():
            found = watch_of(cast.at.person_id, cast.episode)
            return found.position if found else 0

    stopped = walker.wait(lambda: place() > 7 and place(), "the record")
    other = new_browser()
    sign_browser_in(other, live_server, person_id=cast.at.person_id)
    second = Walker(other, live_server.url)
    second.go(f"/tv/episodes/{cast.episode}")
    second.click("Xem tiếp từ 0:0")
    second.wait(lambda: other.execute_script(now) > stopped - 1, "the same place on the other machine")


def practise(walker: Walker, cast: Cast, course: int) -> None:
    walker.go(f"/review/topics/{cast.topic}")
    walker.submit("Bắt đầu", within="main")
    walker.sees("Câu 1 trên")
    walker.browser.execute_script(ANSWER_SOMETHING)
    walker.submit_by("form[data-answer] button[type=submit]")
    walker.sees("Vì thế")


def take_mock(walker: Walker, cast: Cast) -> None:
    """A whole paper through the exam engine; the report leads from a mistake to the minute that teaches it."""
    walker.go(f"/review/mocks/subjects/{cast.at.subject.code}")
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
    walker.sees("6 / 10")
    minute = walker.wait(lambda: walker.all(f"main a[href*='/tv/episodes/{cast.episode}?t=10']"), "the minute of the lesson")
    assert minute


def hand_in(walker: Walker, course: int) -> None:
    walker.go(f"/courses/{course}/assignments")
    walker.submit("Bài tập chương I", within="main")
    walker.fill(text="Em giải bằng bảng biến thiên.")
    walker.submit("Nộp bài", within="main form")
    walker.sees("Đã nộp")


def mark(walker: Walker, course: int) -> None:
    walker.go(f"/courses/{course}/assignments")
    walker.submit("Bài tập chương I", within="main")
    walker.submit("Chấm bài")
    walker.fill(points="8,5", feedback="Gọn và đúng.")
    walker.submit("Trả bài", within="main form")
    walker.sees("Đã trả")


def enter_marks(walker: Walker, course: int) -> None:
    """The other columns are typed cell by cell; each is saved as it is left."""
    walker.go(f"/courses/{course}/gradebook")
    inputs = walker.all(".grade-input")
    assert [field.get_attribute("value") for field in inputs] == ["", "", "", FROM_ASSIGNMENT, "", ""]
    for place, text in zip((0, 1, 2, 4, 5), MARKS.values(), strict=True):
        inputs[place].send_keys(text, Keys.ENTER)
    walker.wait(lambda: walker.text("[data-average]") == AVERAGE, f"the average {AVERAGE}")


def agree(walker: Walker, live_server: LiveServer, cast: Cast, course: int) -> None:
    """The rule, the gradebook, the workbook, the pupil, the parent and the class report say one thing."""
    with live_server.database():
        (record,) = record_of(cast.at.person_id)
        assert record.year.of(1).average == Decimal(AVERAGE.replace(",", "."))
        assert record.year.of(1).is_complete
        group_id = accounts.groups_of(cast.at.person_id)[0].id
        assert session.get_one(Course, course).state == "published"
    for person, path in (
        (cast.at.person_id, "/grades"),
        (cast.parent, f"/children/{cast.at.person_id}"),
        (cast.manager, f"/class-reports/{group_id}?term=1"),
    ):
        walker.browser.delete_all_cookies()
        sign_browser_in(walker.browser, live_server, person_id=person)
        walker.go(path)
        walker.sees(AVERAGE)
    sheet = walker.browser.execute_async_script(
        "const done = arguments[1]; fetch(arguments[0]).then((r) => r.arrayBuffer()).then((b) => done([...new Uint8Array(b)]))",
        f"/class-reports/{group_id}/export?term=1",
    )
    rows = read_sheet(bytes(sheet))
    assert rows[1][3] == float(AVERAGE.replace(",", "."))
