"""Announcements of a course."""

from __future__ import annotations

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from lms.forms.discussion import AnnouncementForm
from lms.models import Announcement
from lms.operations.announce_news import announce_news, withdraw_news
from lms.queries import discussion as talk
from lms.queries.courses import CourseView, course_for
from lms.views.frame import frame_of


def index(course_id: int) -> ResponseReturnValue:
    return _page(course_for(current_actor(), course_id), AnnouncementForm())


def create(course_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    form = AnnouncementForm()
    if form.validate():
        try:
            announce_news(current_actor(), course, form.title.data or "", form.text.data or "")
            flash(translate(say("Đã đăng. Học sinh được báo trong giây lát.")), "success")
            return redirect(url_for("lms.announcements.index", course_id=course.id))
        except Invalid as error:
            form.refuse(error)
    return _page(course, form), 422


def confirm(course_id: int, announcement_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    found = talk.announcement_row(course.id, announcement_id)
    return render_template("lms/announcements/confirm.html", course=course, found=found)


def withdraw(course_id: int, announcement_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    withdraw_news(current_actor(), course, talk.announcement_row(course.id, announcement_id))
    flash(translate(say("Đã gỡ thông báo.")), "success")
    return redirect(url_for("lms.announcements.index", course_id=course.id))


def _page(course: CourseView, form: AnnouncementForm) -> str:
    actor = current_actor()
    page: Page[Announcement] = page_of(talk.announcements_of(course.id), per_page=20)
    people = accounts.people(found.person_id for found in page.items)
    return render_template(
        "lms/announcements/index.html", course=course, frame=frame_of(actor, course), page=page, people=people, form=form
    )
