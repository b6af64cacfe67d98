"""The list of courses, one course's outline as it is read, and making one."""

from __future__ import annotations

from flask import current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from accounts import api as accounts
from core import clock
from core.actor import Actor
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.permissions import Permission as P
from core.words import say
from curriculum import api as curriculum
from lms.forms.course import CourseForm, JoinForm
from lms.operations.create_course import create_course
from lms.queries.courses import CourseFilter, CourseView, course_for, courses_learned, courses_taught, view_for
from lms.queries.outline import outline_of
from lms.queries.people import pupil_counts, teacher_names
from lms.queries.progress import course_progress
from lms.views.frame import frame_of


def index() -> ResponseReturnValue:
    """What the actor teaches or manages; for pupils, what they learn."""
    actor = current_actor()
    return _taught(actor) if actor.holds(P.COURSES_TEACH) or actor.holds(P.COURSES_MANAGE) else learned_page(actor, JoinForm(formdata=None))


def show(course_id: int) -> ResponseReturnValue:
    """The outline: with a pupil's progress, or as its teachers see it."""
    actor = current_actor()
    course = course_for(actor, course_id)
    frame = frame_of(actor, course)
    outline = outline_of(course.id, actor.person_id if course.learns else None, with_hidden=frame.may_edit)
    return render_template("lms/courses/show.html", course=course, frame=frame, outline=outline, now=clock.now())


def new() -> ResponseReturnValue:
    form = offered(CourseForm())
    form.school_year.data = accounts.school_year_of(clock.local_day(clock.now(), current_app.config["TIME_ZONE"]))
    form.assessment.data, form.regular_marks.data = "marks", 4
    return render_template("lms/courses/new.html", form=form)


def create() -> ResponseReturnValue:
    form = offered(CourseForm())
    if form.validate():
        try:
            course = create_course(current_actor(), form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã tạo khóa học. Tiếp theo, hãy lập đề cương.")), "success")
            return redirect(url_for("lms.outline.edit", course_id=course.id))
    return render_template("lms/courses/new.html", form=form), 422


def offered(form: CourseForm) -> CourseForm:
    """The form with the subjects and the organisations where the actor teaches."""
    actor, locale = current_actor(), str(get_locale())
    places = accounts.organisations_in({*actor.paths(P.COURSES_TEACH), *actor.paths(P.COURSES_MANAGE)})
    form.offer([(s.code, s.label(locale)) for s in curriculum.subjects()], [(o.id, "– " * o.depth + o.name) for o in places])
    return form


def learned_page(actor: Actor, form: JoinForm) -> str:
    """A pupil's courses with how far they are, and the door by code."""
    page: Page[CourseView] = page_of(courses_learned(actor.person_id), read=view_for, per_page=24)
    ids = [course.id for course in page.items]
    progress = course_progress([actor.person_id or 0], ids)
    return render_template(
        "lms/courses/learned.html", page=page, form=form, teachers=teacher_names(ids), subjects=_subjects(),
        progress={course_id: found for (_, course_id), found in progress.items()},
    )  # fmt: skip


def _taught(actor: Actor) -> str:
    manages = actor.holds(P.COURSES_MANAGE)
    asked = request.args
    mine = asked.get("view", "mine" if actor.holds(P.COURSES_TEACH) else "all") == "mine" or not manages
    wanted = CourseFilter(asked.get("q", "")[:120], asked.get("state", ""), mine)
    page: Page[CourseView] = page_of(courses_taught(actor, wanted), read=view_for, per_page=30)
    ids = [course.id for course in page.items]
    return render_template(
        "lms/courses/index.html", page=page, wanted=wanted, manages=manages, teachers=teacher_names(ids), pupils=pupil_counts(ids),
        subjects=_subjects(),
    )  # fmt: skip


def _subjects() -> dict[str, str]:
    locale = str(get_locale())
    return {subject.code: subject.label(locale) for subject in curriculum.subjects()}
