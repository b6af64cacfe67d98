"""News of work becomes progress: of films, practice, exams, and the pupil's own tick."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from flask import Flask

from core import clock
from core.db import session
from core.errors import Conflict, NotAllowed
from core.events import announce
from exams.events import SittingTaken
from lms.models import Completion, Item, Prerequisite
from lms.operations.mark_done import mark_done
from lms.operations.report_progress import note_view, report
from lms.queries.courses import course_for
from lms.queries.outline import outline_of, require_unlocked
from lms.queries.progress import course_progress, late_counts
from review.events import TopicsPractised
from tests.support.courses import School, course_row, new_item, new_school
from tests.support.people import actor_of
from video.events import EpisodeWatched


@pytest.fixture
def school(app: Flask) -> School:
    return new_school()


def standing(item: Item, school: School) -> tuple[int, bool] | None:
    session.expire_all()
    found = session.get(Completion, (item.id, school.pupils[0]))
    return (int(found.percent), found.completed_at is not None) if found else None


def test_a_film_is_done_at_its_share_and_keeps_the_best(school: School) -> None:
    item = new_item(school.course_id, "episode", 7, completion="watch", threshold=80)
    announce(EpisodeWatched(school.pupils[0], 7, 0.5))
    assert standing(item, school) == (50, False)
    announce(EpisodeWatched(school.pupils[0], 7, 0.8))
    assert standing(item, school) == (80, True)
    announce(EpisodeWatched(school.pupils[0], 7, 0.3))
    assert standing(item, school) == (80, True)


def test_practice_is_done_at_its_mastery(school: School) -> None:
    item = new_item(school.course_id, "review", 9, completion="practise", threshold=70)
    announce(TopicsPractised(school.pupils[0], {9: 0.69}))
    assert standing(item, school) == (69, False)
    announce(TopicsPractised(school.pupils[0], {9: 0.7}))
    assert standing(item, school) == (70, True)


def test_an_exam_taken_is_handed_in_and_not_yet_scored(school: School) -> None:
    taken = new_item(school.course_id, "exam", 3, completion="submit")
    scored = new_item(school.course_id, "exam", 3, completion="score", threshold=50)
    announce(SittingTaken(3, school.pupils[0]))
    assert standing(taken, school) == (0, True)
    assert standing(scored, school) == (0, False)
    report("exam", 3, school.pupils[0], 62.5)
    assert standing(scored, school) == (62, True)


def test_other_things_other_people_and_closed_courses_are_not_moved(school: School) -> None:
    item = new_item(school.course_id, "episode", 7, completion="watch")
    report("episode", 8, school.pupils[0], 100)
    report("review", 7, school.pupils[0], 100)
    report("episode", 7, school.teacher_id, 100)
    assert standing(item, school) is None
    course_row(school).state = "archived"
    report("episode", 7, school.pupils[0], 100)
    assert standing(item, school) is None


def test_opening_completes_what_asks_for_no_more(school: School) -> None:
    link, task = new_item(school.course_id), new_item(school.course_id, "assignment", 1, completion="submit")
    lesson = new_item(school.course_id, "lesson", 1)
    for item in (link, task, lesson):
        note_view(item, school.pupils[0])
    assert standing(link, school) == (0, True)
    assert standing(task, school) == (0, False)
    assert standing(lesson, school) == (0, False), "a lesson says itself when its end was on the screen"


def test_a_pupil_ticks_only_what_is_theirs_to_tick(school: School) -> None:
    pupil = actor_of(school.pupils[0])
    course = course_for(pupil, school.course_id)
    mine, other = new_item(school.course_id, completion="mark"), new_item(school.course_id)
    mark_done(pupil, course, mine.id)
    assert standing(mine, school) == (0, True)
    with pytest.raises(Conflict):
        mark_done(pupil, course, other.id)
    with pytest.raises(NotAllowed):
        mark_done(actor_of(school.teacher_id), school.course, mine.id)
    with pytest.raises(Conflict):
        mark_done(pupil, replace(course, state="archived"), mine.id)


def test_a_locked_item_is_not_ticked_and_not_reached_past_the_outline(school: School) -> None:
    pupil = actor_of(school.pupils[0])
    first, second = new_item(school.course_id, completion="mark"), new_item(school.course_id, "assignment", 5, completion="submit")
    session.add(Prerequisite(item_id=second.id, needs_item_id=first.id))
    session.flush()
    with pytest.raises(Conflict):
        require_unlocked(school.course_id, pupil.person_id, "assignment", 5)
    mark_done(pupil, course_for(pupil, school.course_id), first.id)
    require_unlocked(school.course_id, pupil.person_id, "assignment", 5)
    assert outline_of(school.course_id, pupil.person_id).next.id == second.id  # type: ignore[union-attr]


def test_progress_of_many_is_counted_at_once(school: School) -> None:
    first, _ = new_item(school.course_id), new_item(school.course_id)
    new_item(school.course_id, completion="none")
    new_item(school.course_id, is_visible=False)
    note_view(first, school.pupils[0])
    found = course_progress(school.pupils, [school.course_id])
    assert [(found[person, school.course_id].done, found[person, school.course_id].total) for person in school.pupils] == [(1, 2), (0, 2)]


def test_who_is_behind_is_counted_from_what_is_due(school: School) -> None:
    now = clock.now()
    due = new_item(school.course_id, due_at=now - timedelta(hours=1))
    new_item(school.course_id, due_at=now + timedelta(hours=1))
    note_view(due, school.pupils[0])
    assert late_counts(school.course_id, now) == (1, {school.pupils[0]: 1})
