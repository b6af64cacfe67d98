"""Talk in a course: threads and their posts."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from accounts import api as accounts
from core.actor import Actor
from core.errors import Conflict, Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import Page, page_of
from core.words import say
from lms import policies
from lms.forms.discussion import PostForm, ThreadForm
from lms.models import Post, Thread
from lms.operations.discuss import arrange_thread, begin_thread, change_post, hide_post, reply, settle
from lms.queries import discussion as talk
from lms.queries.courses import CourseView, course_for
from lms.views.frame import frame_of


def index(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id)
    shown = request.args.get("show", "")
    if shown not in talk.SHOWN:
        raise NotFound
    page: Page[Thread] = page_of(talk.threads_of(course.id, shown, actor.person_id), per_page=30)
    people = accounts.people(thread.person_id for thread in page.items)
    return render_template(
        "lms/discussion/index.html", course=course, frame=frame_of(actor, course), page=page, people=people, shown=shown,
        may_talk=policies.may_talk(actor, course),
    )  # fmt: skip


def new(course_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id)
    policies.require_talks(current_actor(), course)
    return _new_page(course, ThreadForm())


def create(course_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id)
    form = ThreadForm()
    if form.validate():
        try:
            thread = begin_thread(current_actor(), course, form.title.data or "", form.text.data or "", is_question=form.is_question.data)
            return _to(course, thread)
        except Invalid as error:
            form.refuse(error)
    return _new_page(course, form), 422


def show(course_id: int, thread_id: int) -> ResponseReturnValue:
    actor, course, thread = _found(course_id, thread_id)
    return _thread_page(actor, course, thread, PostForm())


def answer(course_id: int, thread_id: int) -> ResponseReturnValue:
    actor, course, thread = _found(course_id, thread_id)
    form = PostForm()
    if form.validate():
        try:
            post = reply(actor, course, thread, form.text.data or "")
            return redirect(
                url_for("lms.discussion.show", course_id=course.id, thread_id=thread.id, page=_page_of(thread)) + f"#post-{post.id}"
            )
        except (Invalid, Conflict) as error:
            form.refuse(error if isinstance(error, Invalid) else Invalid(error.message))
    return _thread_page(actor, course, thread, form), 422


def edit(course_id: int, thread_id: int, post_id: int) -> ResponseReturnValue:
    actor, course, thread = _found(course_id, thread_id)
    post = talk.post_row(thread.id, post_id)
    if post.person_id != actor.person_id:
        raise NotFound
    return _edit_page(actor, course, thread, post, PostForm(text=post.text))


def change(course_id: int, thread_id: int, post_id: int) -> ResponseReturnValue:
    actor, course, thread = _found(course_id, thread_id)
    post, form = talk.post_row(thread.id, post_id), PostForm()
    if form.validate():
        try:
            change_post(actor, course, thread, post, form.text.data or "")
            return _to(course, thread, post)
        except (Invalid, Conflict) as error:
            form.refuse(error if isinstance(error, Invalid) else Invalid(error.message))
    return _edit_page(actor, course, thread, post, form), 422


def hide(course_id: int, thread_id: int, post_id: int) -> ResponseReturnValue:
    actor, course, thread = _found(course_id, thread_id)
    post = talk.post_row(thread.id, post_id)
    hide_post(actor, course, thread, post, request.form.get("reason", ""))
    return _to(course, thread, post)


def settled(course_id: int, thread_id: int) -> ResponseReturnValue:
    actor, course, thread = _found(course_id, thread_id)
    post_id = request.form.get("post", type=int)
    settle(actor, course, thread, talk.post_row(thread.id, post_id) if post_id else None)
    return _to(course, thread)


def arrange(course_id: int, thread_id: int) -> ResponseReturnValue:
    actor, course, thread = _found(course_id, thread_id)
    arrange_thread(actor, course, thread, pinned=request.form.get("pinned") == "1", closed=request.form.get("closed") == "1")
    flash(translate(say("Đã lưu.")), "success")
    return _to(course, thread)


def _found(course_id: int, thread_id: int) -> tuple[Actor, CourseView, Thread]:
    actor = current_actor()
    course = course_for(actor, course_id)
    return actor, course, talk.thread_row(course.id, thread_id)


def _thread_page(actor: Actor, course: CourseView, thread: Thread, form: PostForm) -> str:
    page: Page[Post] = page_of(talk.posts_of(thread.id), per_page=PER_PAGE)
    people = accounts.people(post.person_id for post in page.items)
    may_talk = policies.may_talk(actor, course)
    return render_template(
        "lms/discussion/show.html", course=course, frame=frame_of(actor, course), thread=thread, page=page, people=people, form=form,
        may_talk=may_talk and (not thread.is_closed or policies.may_edit(actor, course)),
        may_settle=may_talk and (thread.person_id == actor.person_id or policies.may_edit(actor, course)),
        teachers=talk.teacher_ids(course.id),
    )  # fmt: skip


PER_PAGE = 50


def _page_of(thread: Thread) -> int:
    """The last page, where a new post stands."""
    return max(1, -(-thread.posts_count // PER_PAGE))


def _new_page(course: CourseView, form: ThreadForm) -> str:
    return render_template("lms/discussion/new.html", course=course, frame=frame_of(current_actor(), course), form=form)


def _edit_page(actor: Actor, course: CourseView, thread: Thread, post: Post, form: PostForm) -> str:
    return render_template("lms/discussion/edit.html", course=course, frame=frame_of(actor, course), thread=thread, post=post, form=form)


def _to(course: CourseView, thread: Thread, post: Post | None = None) -> Response:
    place = f"#post-{post.id}" if post else ""
    return redirect(url_for("lms.discussion.show", course_id=course.id, thread_id=thread.id) + place)
