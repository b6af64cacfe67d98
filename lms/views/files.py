"""Files and pictures of a course: given to its teachers, and to pupils whom an open page sent here."""

from __future__ import annotations

import hmac

from flask import Response, jsonify, request
from flask.typing import ResponseReturnValue

from core import storage
from core.actor import Actor
from core.errors import NotFound
from core.http.identity import current_actor
from core.http.signing import sign
from core.http.templates import quick_url_for
from core.http.uploads import read_upload
from lms import policies
from lms.models import CourseFile
from lms.operations.add_course_file import LARGEST, add_course_file, add_course_picture
from lms.queries.courses import course_for
from lms.queries.files import course_file
from lms.queries.outline import outline_of
from lms.rules.course import CourseView


def show(course_id: int, file_id: int) -> ResponseReturnValue:
    """The file: a picture is shown, anything else is taken away."""
    actor = current_actor()
    course = course_for(actor, course_id)
    file = course_file(course.id, file_id)
    if not (policies.may_edit(actor, course) or _is_sent_here(file) or _is_open_item(actor, course, file)):
        raise NotFound
    answer = Response(storage.get(file.stored), mimetype=file.mime if file.width else "application/octet-stream")
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    answer.headers.set("Content-Disposition", "inline" if file.width else "attachment", filename=file.name)
    answer.headers["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer.set_etag(file.stored.partition("/")[2])
    return answer.make_conditional(request)


def named(course_id: int, file_id: int, name: str) -> ResponseReturnValue:
    """The same at an address that says its name; the name itself decides nothing."""
    return show(course_id, file_id)


def create(course_id: int) -> ResponseReturnValue:
    """Keep a file for a block of a lesson: {"id", "name", "url", "width", "height"}; with `picture` it must be one."""
    actor = current_actor()
    course = course_for(actor, course_id, edit=True)
    policies.require_work(actor, course)
    upload = read_upload(request.files.get("file"), limit_bytes=LARGEST)
    add = add_course_picture if request.form.get("picture") else add_course_file
    file = add(actor, course.id, upload.name, upload.data)
    return jsonify(id=file.id, name=file.name, url=file_url(course.id, file.id, file.name), width=file.width, height=file.height), 201


def file_url(course_id: int, file_id: int, name: str) -> str:
    """The address of a file, with the proof that a page which the reader may see sent them."""
    return quick_url_for("lms.files.named", course_id=course_id, file_id=file_id, name=name) + f"?key={_key(course_id, file_id)}"


def _is_sent_here(file: CourseFile) -> bool:
    return hmac.compare_digest(request.args.get("key", "").encode(), _key(file.course_id, file.id).encode())


def _key(course_id: int, file_id: int) -> str:
    return sign("lms.file", f"{course_id}-{file_id}").rpartition(".")[2]


def _is_open_item(actor: Actor, course: CourseView, file: CourseFile) -> bool:
    items = outline_of(course.id, actor.person_id).items
    return any(item.kind == "file" and item.target_id == file.id and not item.locks for item in items)
