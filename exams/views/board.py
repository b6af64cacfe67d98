"""The live board of a room: who is where, what an invigilator can do about it, and the minutes of it all."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import ngettext

from accounts import api as accounts
from core import clock
from core.db import session
from core.errors import Invalid
from core.http.forms import Form
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.words import Message, say
from exams.forms.board import ExtraTimeForm, MessageForm, ReasonForm
from exams.models import Candidate, Exam, Sitting
from exams.operations.allow_takeover import LASTS, allow_takeover
from exams.operations.force_hand_in import force_hand_in
from exams.operations.give_extra_time import give_extra_time
from exams.operations.give_room_extra_time import give_room_extra_time
from exams.operations.tell_sitting import send_message
from exams.queries import board, preparation
from exams.rules.incidents import INCIDENT_ICONS
from exams.rules.presence import PRESENCE_WORDS

LEAVE_MINUTES = int(LASTS.total_seconds()) // 60


def show(exam_id: int) -> ResponseReturnValue:
    exam = _exam(exam_id)
    forms = {"extra": ExtraTimeForm(), "message": MessageForm()}
    return render_template("exams/board/show.html", **_live(exam), forms=forms, rooms=preparation.rooms_of(exam.id))


def live(exam_id: int) -> ResponseReturnValue:
    """The part of the board that is fetched again every few seconds."""
    return render_template("exams/board/live.html", **_live(_exam(exam_id)))


def candidate(exam_id: int, sitting_id: int) -> ResponseReturnValue:
    """One sitting: where it stands, what happened, and what can be done."""
    exam = _exam(exam_id)
    return render_template(
        "exams/board/candidate.html", exam=exam, seat=board.seat_of(exam, sitting_id, clock.now()), now=clock.now(),
        happenings=board.happenings(exam, sitting_id=sitting_id), journal=board.journal_summary(sitting_id),
        evidence=board.evidence_of(exam, sitting_id=sitting_id), words=PRESENCE_WORDS, icons=INCIDENT_ICONS, leave_minutes=LEAVE_MINUTES,
        forms={"extra": ExtraTimeForm(), "message": MessageForm(), "reason": ReasonForm()},
    )  # fmt: skip


def minutes(exam_id: int) -> ResponseReturnValue:
    """The minutes of a room, written by its log, to be signed."""
    exam, room, now = _exam(exam_id), _room(), clock.now()
    rows = [(each, sitting) for each, sitting in session.execute(board.seats(exam, room))]
    return render_template(
        "exams/board/minutes.html", exam=exam, room=room, now=now, seats=board.seated(exam, rows, now), tally=board.tally_of(exam, room, now),
        happenings=board.happenings(exam, room=room), words=PRESENCE_WORDS, organisation=accounts.organisation(exam.organisation_id),
        signers=_signers(exam),
    )  # fmt: skip


def give_room_time(exam_id: int) -> ResponseReturnValue:
    exam, form = _exam(exam_id), ExtraTimeForm()
    if form.validate():
        try:
            count = give_room_extra_time(current_actor(), exam, _room(), 60 * form.minutes.data, form.reason.data)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(ngettext("Đã thêm giờ cho %(num)d thí sinh.", "Đã thêm giờ cho %(num)d thí sinh.", count), "success")
            return redirect(_board_url(exam))
    return _shown_again(exam, form, say("Thêm giờ cho cả phòng"), _board_url(exam))


def message_room(exam_id: int) -> ResponseReturnValue:
    exam, form = _exam(exam_id), MessageForm()
    if form.validate():
        try:
            count = send_message(current_actor(), board.running_ids(exam, _room()), form.text.data)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(ngettext("Đã nhắn %(num)d thí sinh đang làm bài.", "Đã nhắn %(num)d thí sinh đang làm bài.", count), "success")
            return redirect(_board_url(exam))
    return _shown_again(exam, form, say("Nhắn cả phòng"), _board_url(exam))


def give_time(exam_id: int, sitting_id: int) -> ResponseReturnValue:
    exam, seat, form = *_seat(exam_id, sitting_id), ExtraTimeForm()
    if form.validate():
        try:
            give_extra_time(current_actor(), seat.candidate.id, 60 * form.minutes.data, form.reason.data)
        except Invalid as error:
            form.refuse(error)
        else:
            return _done(exam, sitting_id, say("Đã thêm %(n)d phút.", n=form.minutes.data))
    return _shown_again(exam, form, say("Thêm giờ cho thí sinh %(number)s", number=seat.candidate.number), _seat_url(exam, sitting_id))


def message(exam_id: int, sitting_id: int) -> ResponseReturnValue:
    exam, seat, form = *_seat(exam_id, sitting_id), MessageForm()
    if form.validate():
        try:
            told = send_message(current_actor(), [sitting_id], form.text.data)
        except Invalid as error:
            form.refuse(error)
        else:
            return _done(exam, sitting_id, say("Đã nhắn thí sinh.") if told else say("Thí sinh đã nộp bài nên không nhận được lời nhắn."))
    return _shown_again(exam, form, say("Nhắn thí sinh %(number)s", number=seat.candidate.number), _seat_url(exam, sitting_id))


def allow_change(exam_id: int, sitting_id: int) -> ResponseReturnValue:
    """Leave to go on at another machine."""
    exam, _ = _seat(exam_id, sitting_id)
    allow_takeover(current_actor(), sitting_id)
    return _done(exam, sitting_id, say("Thí sinh được mở bài ở máy khác trong %(n)d phút tới.", n=LEAVE_MINUTES))


def take_in(exam_id: int, sitting_id: int) -> ResponseReturnValue:
    """The forced hand-in."""
    exam, seat, form = *_seat(exam_id, sitting_id), ReasonForm()
    if form.validate():
        try:
            receipt = force_hand_in(current_actor(), sitting_id, form.why.data)
        except Invalid as error:
            form.refuse(error)
        else:
            return _done(exam, sitting_id, say("Đã thu bài. Biên nhận %(receipt)s.", receipt=receipt))
    return _shown_again(exam, form, say("Thu bài của thí sinh %(number)s", number=seat.candidate.number), _seat_url(exam, sitting_id))


def _exam(exam_id: int) -> Exam:
    return preparation.exam_for(current_actor(), exam_id, P.EXAMS_INVIGILATE)


def _seat(exam_id: int, sitting_id: int) -> tuple[Exam, board.Seat]:
    exam = _exam(exam_id)
    return exam, board.seat_of(exam, sitting_id, clock.now())


def _room() -> str:
    return request.args.get("room", "")


def _live(exam: Exam) -> dict[str, Any]:
    now, room = clock.now(), _room()
    page: Page[tuple[Candidate, Sitting | None]] = page_of(board.seats(exam, room), per_page=board.SEATS_ON_A_PAGE)
    as_grid = request.args.get("view") == "grid"
    return {
        "exam": exam, "room": room, "page": page, "now": now, "as_grid": as_grid, "words": PRESENCE_WORDS,
        "seats": board.seated(exam, page.items, now), "tally": board.tally_of(exam, room, now),
    }  # fmt: skip


def _board_url(exam: Exam) -> str:
    return url_for("exams.board.show", exam_id=exam.id, room=_room() or None)


def _seat_url(exam: Exam, sitting_id: int) -> str:
    return url_for("exams.board.candidate", exam_id=exam.id, sitting_id=sitting_id)


def _done(exam: Exam, sitting_id: int, words: Message) -> ResponseReturnValue:
    flash(translate(words), "success")
    return redirect(_seat_url(exam, sitting_id))


def _shown_again(exam: Exam, form: Form, title: Message, back: str) -> ResponseReturnValue:
    return render_template("exams/board/act.html", exam=exam, form=form, title=title, back=back), 422


def _signers(exam: Exam) -> list[tuple[str, str]]:
    """(role, name) for the signature blocks: the invigilators, then the chair; blanks where nobody was appointed."""
    held = accounts.holders_at_exam(exam.id)
    invigilators = [person.full_name for person, role in held if role == accounts.RoleCode.INVIGILATOR] or ["", ""]
    chairs = [person.full_name for person, role in held if role == accounts.RoleCode.COUNCIL_CHAIR] or [""]
    watching = translate(say("Giám thị"))
    return [*((watching, name) for name in invigilators[:3]), (translate(say("Chủ tịch hội đồng")), chairs[0])]
