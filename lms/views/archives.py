"""Courses as archives: taken out, brought in, and the wait for either."""

from __future__ import annotations

from typing import Any

from flask import Response, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from accounts import api as accounts
from core.db import session
from core.errors import CoreError, Invalid, NotFound
from core.http.files import send_kept
from core.http.identity import current_actor
from core.http.signing import sign, unsign
from core.http.uploads import read_upload
from core.jobs.models import Job
from core.permissions import Permission as P
from core.words import unpack
from lms.forms.archive import ArchiveForm
from lms.operations.ask_for_archive import EXPORT, IMPORT, ask_to_export, ask_to_import
from lms.queries.courses import course_for

LARGEST = 150_000_000
PURPOSE = "course-archive"


def export(course_id: int) -> ResponseReturnValue:
    job = ask_to_export(current_actor(), course_for(current_actor(), course_id, edit=True))
    return redirect(_waiting(job))


def new() -> ResponseReturnValue:
    return render_template("lms/archives/new.html", form=_offered(ArchiveForm()))


def bring() -> ResponseReturnValue:
    form = _offered(ArchiveForm())
    if form.validate():
        try:
            sent = read_upload(request.files.get("file"), limit_bytes=LARGEST)
            place = accounts.organisation(form.organisation_id.data)
            return redirect(_waiting(ask_to_import(current_actor(), place.id, place.path, sent.data)))
        except CoreError as refused:
            form.refuse(Invalid(fields={"file": refused.message}))
    return render_template("lms/archives/new.html", form=form), 422


def show(token: str) -> ResponseReturnValue:
    """The wait, then what came of it."""
    job = _job(token)
    result: dict[str, Any] = job.result or {}
    return render_template(
        "lms/archives/show.html", job=job, token=token, result=result, is_export=job.kind == EXPORT,
        refused=unpack(result["refused"]) if "refused" in result else None, losses=[unpack(loss) for loss in result.get("losses", [])],
    )  # fmt: skip


def progress(token: str) -> ResponseReturnValue:
    """How it stands, for the page to replace; when it is over the page is asked for again."""
    job = _job(token)
    page = render_template("lms/archives/_progress.html", job=job, token=token)
    is_over = job.state in ("done", "failed")
    return page, 200, {"HX-Redirect": url_for("lms.archives.show", token=token)} if is_over else {}


def download(token: str) -> ResponseReturnValue:
    result = _job(token).result or {}
    if "stored" not in result:
        raise NotFound
    course_for(current_actor(), result["course"], edit=True)
    answer: Response = send_kept(result["stored"], "application/zip", max_age=60)
    answer.headers.set("Content-Disposition", "attachment", filename=f"khoa-hoc-{result['course']}.zip")
    return answer


def _waiting(job: Job) -> str:
    return url_for("lms.archives.show", token=sign(PURPOSE, f"{job.id}-{current_actor().person_id}"))


def _job(token: str) -> Job:
    """The job that this very person asked for."""
    number, _, person_id = (unsign(PURPOSE, token) or "").partition("-")
    found = session.get(Job, int(number)) if number else None
    if found is None or found.kind not in (EXPORT, IMPORT) or str(current_actor().person_id) != person_id:
        raise NotFound
    return found


def _offered(form: ArchiveForm) -> ArchiveForm:
    actor = current_actor()
    places = accounts.organisations_in({*actor.paths(P.COURSES_TEACH), *actor.paths(P.COURSES_MANAGE)})
    form.offer([(place.id, "– " * place.depth + place.name) for place in places])
    return form
