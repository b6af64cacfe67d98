"""The first page: for a visitor what this place is, for a person what waits for them now."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core import clock
from core.actor import Actor
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import Message, say
from exams import api as exams
from lms import api as lms
from review import api as review
from video import api as video

ON_AIR, ON_AIR_NEXT, LESSONS = 2, 3, 3
WEEK = timedelta(days=7)


@dataclass(frozen=True)
class Desk:
    """A place of work on a person's home page."""

    endpoint: str
    title: Message
    text: Message
    icon: str
    permissions: tuple[P, ...]


DESKS = (
    Desk("lms.courses.index", say("Khóa học"), say("Đề cương, bài học, bài tập, sổ điểm."), "graduation-cap", (P.COURSES_TEACH,)),
    Desk(
        "lms.class_reports.index",
        say("Báo cáo lớp"),
        say("Điểm và kết quả học tập của từng lớp."),
        "chart-column",
        (P.COURSES_REPORT, P.COURSES_TEACH),
    ),
    Desk("lms.calendar.show", say("Lịch"), say("Hạn nộp, lớp trực tuyến, kỳ thi."), "calendar", (P.COURSES_TEACH,)),
    Desk("exams.exams.index", say("Kỳ thi"), say("Lập đề, phân phòng, theo dõi và công bố."), "calendar-clock", (P.EXAMS_VIEW,)),
    Desk("question_bank.banks.index", say("Ngân hàng câu hỏi"), say("Soạn, nhập và tìm câu hỏi."), "library", (P.BANK_VIEW,)),
    Desk("certificates.register.index", say("Sổ gốc chứng chỉ"), say("Số hiệu, cấp, thu hồi và tra cứu."), "award", (P.CERTIFICATES_VIEW,)),
    Desk("accounts.people.index", say("Người dùng"), say("Tài khoản, mật khẩu, vai trò."), "users", (P.PEOPLE_VIEW,)),
    Desk("accounts.organisations.index", say("Đơn vị"), say("Sở, trường, trung tâm."), "school", (P.ORGANISATIONS_MANAGE,)),
    Desk("curriculum.subjects.index", say("Chương trình"), say("Môn học, chủ đề, yêu cầu cần đạt."), "book-open", (P.CURRICULUM_EDIT,)),
    Desk("accounts.audit.index", say("Nhật ký"), say("Ai đã làm gì, lúc nào."), "history", (P.AUDIT_VIEW,)),
)


def show() -> ResponseReturnValue:
    actor = current_actor()
    if not actor.is_signed_in:
        return _visitor(actor)
    mine = exams.my_exams(actor.person_id, clock.now()) if actor.person_id and actor.holds(P.EXAMS_SIT) else None
    coming = exams.exams_coming(actor, clock.now()) if actor.holds(P.EXAMS_VIEW) else []
    day = _day(actor.person_id) if actor.person_id and actor.holds(P.COURSES_LEARN) else None
    children = accounts.children_of(actor.person_id) if actor.person_id and actor.holds(P.CHILDREN_FOLLOW) else None
    return render_template(
        "web/home/show.html", mine=mine, coming=coming, desks=_desks(actor), greeting=translate(greeting()), day=day, children=children
    )


@dataclass(frozen=True)
class Day:
    """A learner's day. `week`: (day, was at work on it) for the last seven days, today last; `due` missed questions come back."""

    today: lms.Today
    due: int
    week: list[tuple[date, bool]]


def _day(person_id: int) -> Day:
    now, zone = clock.now(), current_app.config["TIME_ZONE"]
    since, last = now - WEEK, clock.local_day(now, zone)
    worked = lms.days_at_work(person_id, since, zone) | review.days_practised(person_id, since, zone)
    week = [(day, day in worked) for day in (last - timedelta(days=back) for back in range(6, -1, -1))]
    return Day(lms.today_of(person_id, now), review.due_count(person_id), week)


def _visitor(actor: Actor) -> str:
    """What is on television, lessons that anybody may watch, and what this place is."""
    now = clock.now()
    return render_template(
        "web/home/visitor.html", now=now, on_air=video.on_now(now, actor)[:ON_AIR],
        coming=video.coming(now, actor, limit=ON_AIR_NEXT),
        lessons=[episode for episode in video.find_episodes(actor, limit=4 * LESSONS) if episode.is_ready][:LESSONS],
    )  # fmt: skip


def about() -> ResponseReturnValue:
    """What the platform keeps and promises, in plain words."""
    return render_template("web/home/about.html")


def _desks(actor: Actor) -> list[tuple[Desk, str]]:
    return [(desk, url_for(desk.endpoint)) for desk in DESKS if any(actor.holds(permission) for permission in desk.permissions)]


def greeting() -> Message:
    """By the hour where the reader's school is."""
    hour = clock.local(clock.now(), current_app.config["TIME_ZONE"]).hour
    if hour < 11:
        return say("Chào buổi sáng")
    if hour < 14:
        return say("Chào buổi trưa")
    return say("Chào buổi chiều") if hour < 18 else say("Chào buổi tối")
