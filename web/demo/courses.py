"""The courses of the demo, from archives that stand here unpacked, and six weeks of a class of thirty at work in them."""

from __future__ import annotations

import json
import random
import zipfile
from datetime import datetime, timedelta
from decimal import Decimal
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from flask import current_app

from accounts import api as accounts
from core import clock
from core.actor import SYSTEM, Actor
from core.db import session
from curriculum import api as curriculum
from lms import api as lms
from question_bank import api as question_bank
from review import api as review
from web.demo.answers import likely_answer
from web.demo.people import Cast

HERE = Path(__file__).parent / "courses"
COURSES = (
    # folder, bank that its review topics practise
    ("toan12", "TOAN12"),
    ("tin12", "TIN12"),
)
DUE = {
    # item of a course -> days from now
    ("toan12", "bt-1"): 3, ("toan12", "on-2"): 6, ("toan12", "bai-8"): -2, ("tin12", "bt-1"): 5, ("tin12", "bai-6"): 9,
}  # fmt: skip
MEETING = ("toan12", "gap-1", timedelta(days=2, hours=3), 45)
"""A meeting: course, item, from now, minutes."""
WEEKS = 6
ANSWERS_A_TOPIC = 9
THREADS = (
    # course, who asks (place in the class), title, question, who answers (place, or None for the teacher), answer, settled
    ("toan12", 2, "Vì sao không viết hợp hai khoảng đồng biến?", "Em thấy $f'(x) > 0$ trên cả hai khoảng, sao không viết hợp ạ?", None,
     "Đồng biến nói về hai điểm bất kì của một khoảng. Lấy $x_1$ ở khoảng trái, $x_2$ ở khoảng phải: $f(x_1)$ có thể lớn hơn $f(x_2)$. "
     "Em thử với $x^3-3x$ tại $-1{,}5$ và $1{,}5$ nhé.", True),
    ("toan12", 7, "Bài chiếc hộp: điều kiện của x", "Sao lại là $x < 15$ mà không phải $x < 24$?", 4,
     "Vì cạnh ngắn 30 cm bị cắt ở hai đầu, nên $2x < 30$.", True),
    ("tin12", 11, "Nộp trang web có được dùng ảnh trên mạng không?", "Em muốn dùng ảnh trường tìm thấy trên mạng.", None,
     "Được nếu ảnh cho phép dùng lại và em ghi nguồn. Tốt nhất là tự chụp.", False),
)  # fmt: skip
NEWS = (
    (
        "toan12",
        3,
        "Kiểm tra 15 phút chương I",
        "Thứ Năm, 15 phút đầu giờ: đơn điệu, cực trị và tiệm cận. Các em làm lại phần tự kiểm tra cuối mỗi bài.",
    ),
    ("tin12", 5, "Phòng máy mở thêm chiều thứ Tư", "Phòng máy 2 mở từ 14 giờ đến 16 giờ cho bạn nào cần làm trang web."),
)
WORK = "Cắt bốn hình vuông cạnh x. Thể tích V(x) = x(a - 2x)(b - 2x). Em tính đạo hàm, lập bảng biến thiên và tìm được x để V lớn nhất."
FEEDBACK = {
    True: "Lập luận gọn, hình rõ. Lần sau ghi thêm đơn vị ở mỗi bước.",
    False: "Đúng hướng. Em xem lại điều kiện của x và bảng biến thiên.",
}


def load_courses(cast: Cast, banks: dict[str, int]) -> None:
    """Both courses opened to class 12A1 six weeks ago, with what its pupils have done since. `banks`: code -> id."""
    teacher = accounts.actor_of(cast.people["giaovien"])
    pupils = [person.id for person in accounts.members(cast.groups["12A1"])]
    accounts.link_guardian(SYSTEM, cast.people["phuhuynh"], cast.people["hocsinh"])
    began = clock.now() - timedelta(weeks=WEEKS)
    for folder, bank in COURSES:
        archive = _archive(folder)
        with clock.standing_at(began):
            course, _ = lms.bring_course(teacher, cast.organisations["truong"], archive)
            course = lms.open_course(teacher, course.id, cast.groups["12A1"])
        for place, person_id in enumerate(pupils):
            _study(person_id, place, folder, course, banks[bank], began)
        _mark_works(teacher, course)
        _enter_marks(teacher, course, pupils, folder)
        _talk(teacher, course, pupils, folder)
        session.flush()


def _archive(folder: str) -> bytes:
    """The course as the zip that an export would give, its dates set about today."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for path in sorted((HERE / folder).rglob("*")):
            if path.is_file() and path.name != "course.json":
                packed.write(path, path.relative_to(HERE / folder).as_posix())
        packed.writestr("course.json", json.dumps(_dated(folder, json.loads((HERE / folder / "course.json").read_text(encoding="utf-8")))))
    return out.getvalue()


def _dated(folder: str, course: dict[str, Any]) -> dict[str, Any]:
    """The course with deadlines at nine in the evening and its meeting, counted from the day of the load."""
    zone = ZoneInfo(current_app.config["TIME_ZONE"])
    evening = clock.now().astimezone(zone).replace(hour=21, minute=0, second=0, microsecond=0)
    for item in (item for section in course["sections"] for item in section["items"]):
        days = DUE.get((folder, item["key"]))
        if days is not None:
            item["due_at"] = (evening + timedelta(days=days)).isoformat()
        if (folder, item["key"]) == MEETING[:2]:
            starts_at = (clock.now() + MEETING[2]).replace(minute=0, second=0, microsecond=0)
            item["detail"] = {"starts_at": starts_at.isoformat(), "minutes": MEETING[3]}
    return course


def _ability(place: int, folder: str) -> float:
    """How far and how well a pupil goes, 0.3 to 0.98: the same on every load, and another for each subject."""
    return 0.98 if place == 0 and folder == "toan12" else 0.3 + 0.66 * random.Random(f"{folder}{place}").random()


def _study(person_id: int, place: int, folder: str, course: lms.CourseView, bank_id: int, began: datetime) -> None:
    """One pupil goes through the outline, in order, as far as six weeks brought them."""
    chance, ability = random.Random(f"{folder}-{place}"), _ability(place, folder)
    items = lms.outline(course.id)
    reached = items[: max(2, round(len(items) * ability * 0.9))]
    for number, item in enumerate(reached):
        at = began + timedelta(weeks=WEEKS) * (number + chance.random()) / (len(items) + 1)
        with clock.standing_at(at):
            if item.kind == "lesson":
                lms.visit(person_id, course.id, item.id)
            elif item.kind == "review" and item.target_id:
                _practise(person_id, bank_id, item.target_id, ability, chance)
            elif item.kind == "assignment" and item.target_id and chance.random() < 0.5 + ability / 2:
                _hand_in(person_id, course, item.target_id)


def _practise(person_id: int, bank_id: int, topic_id: int, ability: float, chance: random.Random) -> None:
    topic = curriculum.topics_by_ids([topic_id])[topic_id]
    pool = question_bank.pool(bank_id, question_bank.PoolRule(topic_code=topic.code))
    drawn = question_bank.revisions(revision_id for _, revision_id in chance.sample(pool, min(len(pool), ANSWERS_A_TOPIC)))
    done = [found for wording in drawn.values() if (found := _attempt(wording, ability, chance)) is not None]
    review.record_attempts(person_id, done, review.Source.PRACTICE)


def _attempt(wording: question_bank.RevisionView, ability: float, chance: random.Random) -> review.AttemptDone | None:
    kind = question_bank.kind_of(wording.kind)
    answer = kind.normalise(wording.content, likely_answer(wording.kind, wording.content, ability, chance))
    fraction = kind.mark(wording.content, answer).fraction
    return review.AttemptDone(wording.question_id, wording.id, answer, fraction) if fraction is not None else None


def _hand_in(person_id: int, course: lms.CourseView, assignment_id: int) -> None:
    actor = accounts.actor_of(person_id)
    lms.hand_in_work(actor, lms.course_for(actor, course.id), lms.assignment_row(course.id, assignment_id), WORK, ())


def _mark_works(teacher: Actor, course: lms.CourseView) -> None:
    """The teacher has marked two works of three."""
    for item in lms.outline(course.id):
        if item.kind != "assignment" or item.target_id is None:
            continue
        task = lms.assignment_row(course.id, item.target_id)
        for number, work in enumerate(lms.works_waiting(task.id)):
            if number % 3 == 2:
                continue
            chance = random.Random(work.person_id)
            chosen = {line["id"]: _points(line["levels"][chance.choice((1, 2, 2))]["points"]) for line in task.rubric}
            lms.mark_work(teacher, course, task, work, lms.Verdict(chosen, None, FEEDBACK[chance.random() < 0.5], gives_back=True))


def _points(written: str) -> str:
    return f"{Decimal(written).normalize():f}".replace(".", ",")


def _enter_marks(teacher: Actor, course: lms.CourseView, pupils: list[int], folder: str) -> None:
    """Marks of the first term so far: two regular ones and the mid-term; the end of term is still to come."""
    columns = [it for it in lms.columns_of([course.id])[course.id] if it.term == 1 and it.kind != "ck" and it.item_id is None]
    changes = []
    for place, person_id in enumerate(pupils):
        chance = random.Random(f"marks-{folder}-{place}")
        for column in columns:
            if column.position == 4 or (place == 17 and column.kind == "gk"):
                continue
            mark = min(10.0, max(2.5, 10 * (0.35 + 0.62 * _ability(place, folder)) + chance.gauss(0, 0.6)))
            step = 2 if column.kind == "tx" else 4
            changes.append(lms.Change(column.id, person_id, "", f"{round(mark * step) / step:.1f}"))
    lms.enter_marks(teacher, course, changes)


def _talk(teacher: Actor, course: lms.CourseView, pupils: list[int], folder: str) -> None:
    for number, (of, asker, title, question, answerer, answer, settled) in enumerate(THREADS):
        if of != folder:
            continue
        pupil = accounts.actor_of(pupils[asker])
        with clock.standing_at(clock.now() - timedelta(days=9 - 2 * number, hours=3)):
            thread = lms.begin_thread(pupil, lms.course_for(pupil, course.id), title, question, is_question=True)
        other = teacher if answerer is None else accounts.actor_of(pupils[answerer])
        with clock.standing_at(clock.now() - timedelta(days=9 - 2 * number)):
            post = lms.reply(other, lms.course_for(other, course.id), thread, answer)
            if settled:
                lms.settle(pupil, lms.course_for(pupil, course.id), thread, post)
    for of, days, title, text in NEWS:
        if of == folder:
            with clock.standing_at(clock.now() - timedelta(days=days)):
                lms.announce_news(teacher, course, title, text)
