"""The sitting's page (waiting room, paper, receipt), the device check, and the sealed paper."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from flask import Response, current_app, render_template, url_for
from flask.typing import ResponseReturnValue

from core import clock, storage
from core.http.files import send_attachment
from core.http.identity import current_actor
from exams.models import SittingState
from exams.queries.handed_files import own_file, start_file_for
from exams.queries.leads import mock_page
from exams.queries.sitting import Candidacy, candidacy_of, sealed_paper_for
from exams.rules.timing import download_opens_at, last_entry_at

WORKER = Path(__file__).parents[1] / "static" / "sitting" / "worker.js"


def show(exam_id: int) -> ResponseReturnValue:
    """One page from the waiting room to the receipt: it must not need the network in between."""
    place = candidacy_of(current_actor().person_id, exam_id)
    return render_template(
        "exams/sitting/show.html", place=place, exam=place.exam, ended=_ended(place), facts=_facts(place), mock_page=_mock_page(place)
    )


def check(exam_id: int) -> ResponseReturnValue:
    """Whether this machine can hold a sitting, said before it matters."""
    place = candidacy_of(current_actor().person_id, exam_id)
    return render_template("exams/sitting/check.html", exam=place.exam, facts=_facts(place))


def paper(sha256: str) -> ResponseReturnValue:
    """The ciphertext of the candidate's own form: never changes, so it is kept by the browser and by nobody in between."""
    stored_name = sealed_paper_for(current_actor().person_id, sha256, clock.now())
    answer = Response(storage.get(stored_name), content_type="application/octet-stream")
    answer.headers["Cache-Control"] = "private, max-age=31536000, immutable"
    return answer


def start_file(exam_id: int, number: int) -> Response:
    """What a practical question of the actor's running sitting starts from, to be saved."""
    found = start_file_for(current_actor().person_id, exam_id, number)
    return send_attachment(found.stored, found.name)


def handed_file(exam_id: int, number: int, sha256: str) -> Response:
    """What the actor handed in, as the server has it."""
    found = own_file(current_actor().person_id, exam_id, number, sha256)
    return send_attachment(found.stored, found.name)


def worker() -> ResponseReturnValue:
    """The service worker: it must stand at `/sit/` to serve the pages below it, so it cannot be a static file."""
    answer = Response(WORKER.read_bytes(), content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer


def _mock_page(place: Candidacy) -> str | None:
    return mock_page(place.exam.id) if place.exam.is_mock else None


def _ended(place: Candidacy) -> bool:
    return place.sitting is not None and place.sitting.state == SittingState.ENDED


def _facts(place: Candidacy) -> dict[str, Any]:
    """What the page's script needs to know, as JSON values."""
    exam, form, sitting = place.exam, place.form, place.sitting
    now = clock.now()
    return {
        "exam": exam.id,
        "candidate": place.candidate.id,
        "receipt": sitting.receipt if sitting else None,
        "state": "ended" if _ended(place) else "running" if sitting else "waiting",
        "sitting": sitting.id if sitting else None,
        "server_now": now.isoformat(),
        "opens_at": exam.opens_at.isoformat(),
        "last_entry_at": last_entry_at(exam.opens_at, exam.closes_at, exam.late_entry_seconds).isoformat(),
        "download_at": download_opens_at(exam.opens_at, exam.early_download_seconds).isoformat(),
        "paper": {"url": url_for("exams.sitting.paper", sha256=form.document_sha256), "sha256": form.document_sha256} if form else None,
        "urls": {
            "start": url_for("exams.rest.start", exam_id=exam.id),
            "journal": url_for("exams.rest.save", sitting_id=0),
            "try": url_for("exams.rest.try_program", exam_id=exam.id),
            "hand_in": url_for("exams.rest.hand_in", sitting_id=0),
            "files": url_for("exams.rest.hand_file", sitting_id=0, number=0),
            "start_file": url_for("exams.sitting.start_file", exam_id=exam.id, number=0),
            "handed_file": url_for("exams.sitting.handed_file", exam_id=exam.id, number=0, sha256="-"),
            "here": url_for("exams.sitting.show", exam_id=exam.id),
            "alive": url_for("web.health.alive"),
            "worker": url_for("exams.sitting.worker"),
        },
        "time_zone": current_app.config["TIME_ZONE"],
    }
