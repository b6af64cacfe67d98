"""Mock exams: what can be taken, the one that is open, what came of those taken."""

from __future__ import annotations

from datetime import timedelta

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core import clock
from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import api as curriculum
from exams import api as exams
from question_bank import api as question_bank
from review.operations.begin_set import begin_again
from review.operations.start_mock import short_words, start_mock
from review.queries.banks import open_banks
from review.queries.mock_report import missed_questions, report_of
from review.queries.mocks import SHOWN, SubjectMocks, mock_of, mocks_of, open_mocks, subjects_to_mock
from review.rules.curve import curve
from review.views.pupil import pupil
from video import api as video

CURVE = (560, 150)
"""Width and height of the line of scores, in the units of its picture."""


def index() -> ResponseReturnValue:
    """Every subject of the national exam, the mocks that are open, and the latest results."""
    mine = pupil()
    found = subjects_to_mock(open_banks(mine.paths))
    return render_template(
        "review/mocks/index.html",
        subjects=found, open=open_mocks(mine.person_id),
        taken=mocks_of(mine.person_id), short_words=short_words,
    )  # fmt: skip


def subject(subject_code: str) -> ResponseReturnValue:
    """The format of a subject, what its banks lack, and the person's history in it."""
    return _subject_page(subject_code)


def start(subject_code: str) -> ResponseReturnValue:
    """Draw a paper (`length=half`: half of one) and go to the sitting; to the one that is open when there is one."""
    mine, banks = pupil(), _banks(subject_code)
    found = curriculum.subject(subject_code)
    if found is None:
        raise NotFound
    try:
        made = start_mock(mine.person_id, found, banks, translate, is_half=request.form.get("length") == "half")
    except Invalid as error:
        flash(translate(error.message or say("Chưa rút được đề.")), "warning")
        return _subject_page(subject_code), 422
    return redirect(url_for("exams.sitting.show", exam_id=made.exam_id))


def show(mock_id: int) -> ResponseReturnValue:
    """The report, or where the mock stands. The page of a mock that is being marked asks for itself until the report is there."""
    mine = pupil()
    mock = mock_of(mine.person_id, mock_id)
    subject = curriculum.subject(mock.subject_code)
    report = report_of(mock)
    if report is not None:
        if request.headers.get("HX-Request"):
            return "", 200, {"HX-Redirect": url_for("review.mocks.show", mock_id=mock.id)}
        return render_template("review/mocks/show.html", mock=mock, subject=subject, report=report, watch_url=video.watch_url)
    place = exams.my_exams_by_ids(mine.person_id, [mock.exam_id], clock.now()).get(mock.exam_id)
    waits_until = place.exam.opens_at + timedelta(seconds=place.exam.late_entry_seconds or 0) if place else None
    return render_template("review/mocks/waiting.html", mock=mock, subject=subject, place=place, waits_until=waits_until)


def practise(mock_id: int) -> ResponseReturnValue:
    """A practice set of the questions that were not all right."""
    mock = mock_of(pupil().person_id, mock_id)
    try:
        made = begin_again(current_actor(), mock.subject_code, missed_questions(mock))
    except Invalid as error:
        flash(translate(error.message or say("Chưa có câu nào để luyện lại.")), "warning")
        return redirect(url_for("review.mocks.show", mock_id=mock.id))
    return redirect(url_for("review.sets.show", set_id=made.id))


def _banks(subject_code: str) -> list[int]:
    return open_banks(pupil().paths, subject_code).get(subject_code, [])


def _subject_page(subject_code: str) -> str:
    mine, banks = pupil(), _banks(subject_code)
    found = next((each for each in subjects_to_mock({subject_code: banks}) if each.subject.code == subject_code), None)
    if found is None:
        raise NotFound
    taken = mocks_of(mine.person_id, subject_code)
    scores = [each.on_ten for each in reversed(taken) if each.on_ten is not None]
    return render_template(
        "review/mocks/subject.html",
        found=found, kinds=_kinds(found), running=open_mocks(mine.person_id, subject_code).get(subject_code), taken=taken,
        short_words=short_words, curve=curve(scores, *CURVE) if scores else (), size=CURVE, most=SHOWN,
    )  # fmt: skip


def _kinds(found: SubjectMocks) -> dict[str, str]:
    return {part.kind: translate(question_bank.kind_of(part.kind).label) for part in found.format.parts}
