"""The outline as its teachers build it: sections, and the order of everything by buttons (by hand it is lms.rest)."""

from __future__ import annotations

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from werkzeug import Response

from core.errors import Invalid, NotFound
from core.http.identity import current_actor
from core.http.language import translate
from core.words import say
from lms.forms.outline import SectionForm, TitleForm
from lms.operations.arrange_outline import arrange_outline
from lms.operations.delete_item import delete_item as delete_one
from lms.operations.edit_sections import add_section, change_section
from lms.operations.edit_sections import delete_section as delete_whole
from lms.operations.save_item import rename_item, show_item
from lms.queries.courses import course_for
from lms.queries.outline import order_of, outline_of, section_row
from lms.queries.progress import begun_counts
from lms.rules.items import KINDS
from lms.rules.order import mark_of, move_item, move_section
from lms.views.frame import frame_of

STEPS = {"up": -1, "down": 1}


def edit(course_id: int) -> ResponseReturnValue:
    return _page(course_id, SectionForm(formdata=None))


def create_section(course_id: int) -> ResponseReturnValue:
    actor, form = current_actor(), SectionForm()
    course = course_for(actor, course_id, edit=True)
    if form.validate():
        try:
            section = add_section(actor, course, form.to_command())
        except Invalid as error:
            form.refuse(error)
        else:
            return _back(course_id, f"section-{section.id}")
    return _page(course_id, form), 422


def edit_section(course_id: int, section_id: int) -> ResponseReturnValue:
    return _section_page(course_id, section_id)


def rename_section(course_id: int, section_id: int) -> ResponseReturnValue:
    actor, form = current_actor(), SectionForm()
    course = course_for(actor, course_id, edit=True)
    if not form.validate():
        return _section_page(course_id, section_id, form), 422
    change_section(actor, course, section_id, form.to_command())
    return _back(course_id, f"section-{section_id}")


def move_one_section(course_id: int, section_id: int) -> ResponseReturnValue:
    course, order = course_for(current_actor(), course_id, edit=True), order_of(course_id)
    if section_id not in dict(order):
        raise NotFound
    arrange_outline(current_actor(), course, move_section(order, section_id, _step()))
    return _back(course_id, f"section-{section_id}")


def confirm_section(course_id: int, section_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    section = next((found for found in outline_of(course_id, with_hidden=True).sections if found.id == section_id), None)
    if section is None:
        raise NotFound
    begun = begun_counts(course_id)
    lost = sum(begun.get(item.id, 0) for item in section.items)
    return render_template("lms/outline/confirm_section.html", course=course, frame=frame_of(actor, course), section=section, lost=lost)


def delete_section(course_id: int, section_id: int) -> ResponseReturnValue:
    delete_whole(current_actor(), course_for(current_actor(), course_id, edit=True), section_id)
    flash(translate(say("Đã xóa chương.")), "success")
    return _back(course_id)


def move_one_item(course_id: int, item_id: int) -> ResponseReturnValue:
    course, order = course_for(current_actor(), course_id, edit=True), order_of(course_id)
    if not any(item_id in items for _, items in order):
        raise NotFound
    arrange_outline(current_actor(), course, move_item(order, item_id, _step()))
    return _back(course_id, f"item-{item_id}")


def show_or_hide(course_id: int, item_id: int) -> ResponseReturnValue:
    course = course_for(current_actor(), course_id, edit=True)
    show_item(current_actor(), course, item_id, is_visible=request.form.get("visible") == "1")
    return _back(course_id, f"item-{item_id}")


def rename(course_id: int, item_id: int) -> ResponseReturnValue:
    actor, form = current_actor(), TitleForm()
    course = course_for(actor, course_id, edit=True)
    if not form.validate():
        raise Invalid(say("Tên mục cần từ 1 đến 200 ký tự."))
    rename_item(actor, course, item_id, form.title.data or "")
    return _back(course_id, f"item-{item_id}")


def confirm_item(course_id: int, item_id: int) -> ResponseReturnValue:
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    outline = outline_of(course_id, with_hidden=True)
    item = outline.find(item_id)
    if item is None:
        raise NotFound
    waiting = [other.title for other in outline.items if item_id in other.needs]
    lost = begun_counts(course_id).get(item_id, 0)
    return render_template(
        "lms/outline/confirm_item.html", course=course, frame=frame_of(actor, course), item=item, lost=lost, waiting=waiting
    )  # fmt: skip


def delete_item(course_id: int, item_id: int) -> ResponseReturnValue:
    delete_one(current_actor(), course_for(current_actor(), course_id, edit=True), item_id)
    flash(translate(say("Đã xóa mục.")), "success")
    return _back(course_id)


def _page(course_id: int, form: SectionForm) -> str:
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    outline = outline_of(course.id, with_hidden=True)
    seen = mark_of([(section.id, [item.id for item in section.items]) for section in outline.sections])
    return render_template(
        "lms/outline/edit.html", course=course, frame=frame_of(actor, course), outline=outline, form=form, kinds=KINDS, seen=seen
    )  # fmt: skip


def _section_page(course_id: int, section_id: int, form: SectionForm | None = None) -> str:
    actor = current_actor()
    course, section = course_for(actor, course_id, edit=True), section_row(course_id, section_id)
    shown = form or SectionForm(obj=section, formdata=None)
    return render_template("lms/outline/edit_section.html", course=course, frame=frame_of(actor, course), section=section, form=shown)


def _step() -> int:
    step = STEPS.get(request.form.get("step", ""))
    if step is None:
        raise Invalid
    return step


def _back(course_id: int, anchor: str | None = None) -> Response:
    return redirect(url_for("lms.outline.edit", course_id=course_id, _anchor=anchor))
