"""Writing topics: add, change, move, retire."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.errors import Invalid
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from curriculum import queries
from curriculum.forms import TopicForm, form_of
from curriculum.models import Subject, Topic
from curriculum.operations.move_topic import move_topic
from curriculum.operations.retire_topic import restore_topic, retire_topic
from curriculum.operations.write_topic import add_topic, change_topic


def new(code: str) -> ResponseReturnValue:
    """An empty form for a topic, under `?parent=` when it is given."""
    subject = queries.subject_row(code)
    form = TopicForm(data={"parent_id": request.args.get("parent", type=int), "outcomes": [{}]})
    return _new_page(subject, form)


def create(code: str) -> ResponseReturnValue:
    """Add the topic."""
    subject, form = queries.subject_row(code), TopicForm()
    form.offer_parents(queries.topics(code))
    if not form.validate():
        return _new_page(subject, form), 422
    try:
        topic = add_topic(current_actor(), code, (form.code.data or "").strip(), form.to_command())
    except Invalid as error:
        form.refuse(error)
        return _new_page(subject, form), 422
    flash(translate(say("Đã thêm chủ đề %(code)s.", code=topic.code)), "success")
    return redirect(_home(topic))


def edit(topic_id: int) -> ResponseReturnValue:
    """A topic's form."""
    topic = queries.topic_row(topic_id)
    return _edit_page(topic, form_of(topic))


def update(topic_id: int) -> ResponseReturnValue:
    """Keep the changed topic."""
    topic, form = queries.topic_row(topic_id), TopicForm()
    form.offer_parents(queries.topics(topic.subject.code), except_path=topic.path)
    if not form.validate():
        return _edit_page(topic, form), 422
    try:
        change_topic(current_actor(), topic_id, form.to_command())
    except Invalid as error:
        form.refuse(error)
        return _edit_page(topic, form), 422
    flash(translate(say("Đã lưu chủ đề %(code)s.", code=topic.code)), "success")
    return redirect(_home(topic))


def move(topic_id: int) -> ResponseReturnValue:
    """One place up or down; the tree stays open for arranging."""
    topic = move_topic(current_actor(), topic_id, -1 if request.form.get("step") == "up" else 1)
    return redirect(_home(topic, arrange=1))


def retire(topic_id: int) -> ResponseReturnValue:
    """Take the topic and what is below it out of use."""
    topic = retire_topic(current_actor(), topic_id)
    flash(translate(say("Đã ngừng dùng chủ đề %(code)s. Câu hỏi cũ vẫn giữ chủ đề này.", code=topic.code)), "success")
    return redirect(url_for("curriculum.subjects.show", code=topic.subject.code, retired=1) + f"#t{topic.id}")


def restore(topic_id: int) -> ResponseReturnValue:
    """Bring the topic back."""
    topic = restore_topic(current_actor(), topic_id)
    flash(translate(say("Chủ đề %(code)s được dùng lại.", code=topic.code)), "success")
    return redirect(_home(topic))


def _home(topic: Topic, arrange: int | None = None) -> str:
    subject = queries.topics_by_ids([topic.id])[topic.id].subject_code
    return url_for("curriculum.subjects.show", code=subject, arrange=arrange) + f"#t{topic.id}"


def _new_page(subject: Subject, form: TopicForm) -> str:
    form.offer_parents(queries.topics(subject.code))
    return render_template("curriculum/topics/new.html", subject=subject, form=form)


def _edit_page(topic: Topic, form: TopicForm) -> str:
    form.offer_parents(queries.topics(topic.subject.code), except_path=topic.path)
    return render_template("curriculum/topics/edit.html", topic=topic, subject=topic.subject, form=form)
