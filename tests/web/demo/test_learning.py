"""The demo's learning road: courses that came whole, lessons on TV whose slides, captions and minutes agree, a class at work."""

from __future__ import annotations

from collections import Counter

import pytest
import typst
from flask import Flask
from sqlalchemy import func, select

from core.db import session
from core.jobs.models import Job
from lms.models import Completion, Course, Enrolment, GradeMark, Item, Lesson, Submission
from question_bank.models import Question
from video.models import Broadcast, Cue, Episode, Watch
from video.rules.cues import CueText, remarks
from web.demo.film import FOLDER, FONTS, lesson_named
from web.demo.load import load_demo
from web.demo.tv import LESSONS, MAKE_FILM


@pytest.mark.parametrize("name", LESSONS)
def test_every_slide_has_its_time_and_what_is_said_reads_well(name: str) -> None:
    lesson = lesson_named(name)
    slides = typst.compile(str(FOLDER / f"{name}.typ"), format="png", ppi=10, font_paths=[str(FONTS)])
    assert len(slides) == len(lesson.seconds)
    assert 60 <= lesson.length <= 90
    assert all(0 <= span["from"] < span["to"] <= lesson.length for span in lesson.spans)
    for cues in lesson.captions.values():
        shown = [CueText(round(1000 * start), round(1000 * end), text) for start, end, text in cues]
        assert remarks(shown, lesson.length) == []
        assert shown[-1].end_ms <= 1000 * lesson.length


def test_the_demo_teaches(app: Flask) -> None:
    load_demo()
    courses = session.scalars(select(Course).order_by(Course.id)).all()
    items = Counter(session.scalars(select(Item.course_id)))
    assert [(course.title, course.state, items[course.id]) for course in courses] == [
        ("Toán 12", "published", 17),
        ("Tin học 12", "published", 10),
    ]
    assert session.scalar(select(func.count()).select_from(Lesson).where(Lesson.published_id.is_not(None))) == 14
    assert session.scalar(select(func.count()).select_from(Enrolment)) == 60
    reviewed = select(func.count()).select_from(Question).where(Question.ref.startswith("T"), Question.topic_id.is_not(None))
    assert (session.scalar(reviewed) or 0) >= 120
    for table, least in ((Completion, 300), (GradeMark, 150), (Submission, 20), (Watch, 50), (Cue, 60), (Broadcast, 12)):
        assert (session.scalar(select(func.count()).select_from(table)) or 0) >= least, table
    assert set(session.scalars(select(Episode.state))) == {"published"}
    films = session.scalars(select(Job.state).where(Job.kind == MAKE_FILM)).all()
    assert films == ["queued"] * len(LESSONS), "a newcomer does not wait for films"
    failed = session.scalars(select(Job.error).where(Job.error.is_not(None))).all()
    assert failed == []
