"""Items of an outline: added and changed by teachers, opened by pupils."""

from __future__ import annotations

from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import get_locale

from core import clock
from core.errors import Conflict, Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.http.uploads import read_upload
from core.words import say
from lms.forms.outline import ItemForm
from lms.operations.add_course_file import LARGEST
from lms.operations.make_item import make_file_item, make_item
from lms.operations.mark_done import mark_done
from lms.operations.report_progress import note_view
from lms.operations.save_item import change_item
from lms.queries.courses import CourseView, course_for
from lms.queries.outline import item_row, outline_of
from lms.queries.targets import Asked, Target, targets
from lms.rules.completion import RULES
from lms.rules.items import KINDS, Kind, Source
from lms.rules.outline import Outline, OutlineItem
from lms.views.frame import frame_of


def show(course_id: int, item_id: int) -> ResponseReturnValue:
    """Open an item, or say why it is closed. A pupil's opening is noted."""
    actor = current_actor()
    course = course_for(actor, course_id)
    frame = frame_of(actor, course)
    item = outline_of(course_id, actor.person_id if course.learns else None, with_hidden=frame.may_edit).find(item_id)
    if item is None:
        raise NotFound
    if item.locks and not frame.may_edit:
        return render_template("lms/items/locked.html", course=course, frame=frame, item=item), 403
    if course.learns and course.is_open and actor.person_id is not None:
        note_view(item_row(course_id, item_id), actor.person_id)
    if item.sort.endpoint and (course.learns or not item.sort.for_pupils):
        return redirect(address_of(course, item))
    return render_template("lms/items/show.html", course=course, frame=frame, item=item, now=clock.now())


def done(course_id: int, item_id: int) -> ResponseReturnValue:
    """A pupil ticks what only they can know to be done; the page of a lesson says by script that its end was seen."""
    actor = current_actor()
    course = course_for(actor, course_id)
    mark_done(actor, course, item_id)
    if request.headers.get("HX-Request"):
        return "", 204
    flash(translate(say("Đã đánh dấu hoàn thành.")), "success")
    return redirect(url_for("lms.courses.show", course_id=course_id, _anchor=f"item-{item_id}"))


def new(course_id: int) -> ResponseReturnValue:
    """First which kind, then what."""
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    kind, outline = KINDS.get(request.args.get("kind", "")), outline_of(course_id, with_hidden=True)
    if not outline.sections:
        raise Conflict(say("Hãy thêm một chương trước, rồi thêm mục vào chương đó."))
    section_id = request.args.get("section", outline.sections[-1].id, type=int)
    if kind is None:
        return render_template("lms/items/kinds.html", course=course, frame=frame_of(actor, course), kinds=KINDS, section_id=section_id)
    found = _targets(course, kind)
    form = ItemForm(formdata=None).for_kind(kind, outline, targets=_choices(kind, found))
    form.section_id.data, form.completion.data = section_id, kind.rules[0].value
    form.threshold.data = RULES[kind.rules[0]].threshold
    return _page(course, kind, form, found=len(found))


def create(course_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    kind, outline = KINDS.get(request.args.get("kind", "")), outline_of(course_id, with_hidden=True)
    if kind is None:
        raise NotFound
    found = _targets(course, kind)
    form = ItemForm().for_kind(kind, outline, targets=_choices(kind, found))
    if form.validate():
        try:
            item_id = _make(course, kind, form, found)
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã thêm mục.")), "success")
            return redirect(url_for("lms.outline.edit", course_id=course_id, _anchor=f"item-{item_id}"))
    return _page(course, kind, form, found=len(found)), 422


def edit(course_id: int, item_id: int) -> ResponseReturnValue:
    course, outline, item = _edited(course_id, item_id)
    form = ItemForm(formdata=None).for_kind(item.sort, outline, item_id=item_id)
    form.fill(item)
    return _page(course, item.sort, form, item=item)


def change(course_id: int, item_id: int) -> ResponseReturnValue:
    course, outline, item = _edited(course_id, item_id)
    form = ItemForm().for_kind(item.sort, outline, item_id=item_id)
    if form.validate():
        try:
            change_item(current_actor(), course, item_id, form.to_command(item.kind, form.title.data or "", item.target_id))
        except Invalid as error:
            form.refuse(error)
        else:
            flash(translate(say("Đã lưu mục.")), "success")
            return redirect(url_for("lms.outline.edit", course_id=course_id, _anchor=f"item-{item_id}"))
    return _page(course, item.sort, form, item=item), 422


def address_of(course: CourseView, item: OutlineItem) -> str:
    """Where an item of a kind with a page of its own leads."""
    kind = item.sort
    place: dict[str, Any] = {kind.argument: item.target_id}
    return url_for(kind.endpoint, **(place | {"course_id": course.id} if kind.in_course else place))


def _make(course: CourseView, kind: Kind, form: ItemForm, found: list[Target]) -> int:
    actor, title = current_actor(), (form.title.data or "").strip()
    if kind.source == Source.SENT:
        try:
            sent = read_upload(form.file.data, limit_bytes=LARGEST)
        except Invalid as error:
            raise Invalid(fields={"file": error.message}) from error
        return make_file_item(actor, course, form.to_command(kind.code, title, None), sent.name, sent.data).id
    target = next((one for one in found if one.id == form.target_id.data), None) if "target_id" in form else None
    details = form.to_command(kind.code, title or (target.title if target else ""), target.id if target else None)
    return make_item(actor, course, details).id


def _targets(course: CourseView, kind: Kind) -> list[Target]:
    return targets(kind.code, Asked(current_actor(), course, request.args.get("q", "")[:120], str(get_locale())))


def _choices(kind: Kind, found: list[Target]) -> list[tuple[int, str]]:
    first = say("Tạo mới") if kind.source == Source.MADE else say("Chọn một mục")
    return [(0, translate(first)), *((target.id, target.label) for target in found)]


def _edited(course_id: int, item_id: int) -> tuple[CourseView, Outline, OutlineItem]:
    course = course_for(current_actor(), course_id, edit=True)
    outline = outline_of(course_id, with_hidden=True)
    item = outline.find(item_id)
    if item is None:
        raise NotFound
    return course, outline, item


def _page(course: CourseView, kind: Kind, form: ItemForm, *, item: OutlineItem | None = None, found: int = 0) -> str:
    frame = frame_of(current_actor(), course)
    return render_template(
        "lms/items/edit.html", course=course, frame=frame, kind=kind, form=form, item=item, found=found, words=request.args.get("q", "")
    )  # fmt: skip
