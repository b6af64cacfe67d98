"""Files of sittings: which question asks for one, which were handed in, what a practical question starts from."""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import func, select

from core import storage
from core.db import session
from core.errors import NotFound
from exams.models import AnswerMark, FormQuestion, HandedFile, Sitting, SittingState
from exams.queries.sitting import candidacy_of
from exams.rules.timing import Arrival
from question_bank import api as question_bank


def limits_for(sitting_id: int, number: int) -> question_bank.FileLimits:
    """What file answers question `number` of a sitting; NotFound where no file does."""
    form_id = session.scalar(select(Sitting.form_id).where(Sitting.id == sitting_id))
    wording = _wording(form_id, number)
    limits = question_bank.kind_of(wording.kind).file_limits(wording.content)
    if limits is None:
        raise NotFound
    return limits


def start_file_for(person_id: int | None, exam_id: int, number: int) -> question_bank.StartFile:
    """What question `number` of the person's own running sitting starts from; NotFound for everybody else and at any other time."""
    place = candidacy_of(person_id, exam_id)
    if place.sitting is None or place.sitting.state != SittingState.RUNNING:
        raise NotFound
    return question_bank.start_file(_wording(place.sitting.form_id, number).id)


def own_file(person_id: int | None, exam_id: int, number: int, sha256: str) -> HandedFile:
    """A file that the person handed in; NotFound for anybody else's."""
    place = candidacy_of(person_id, exam_id)
    found = handed_file(place.sitting.id, number, sha256) if place.sitting else None
    if found is None:
        raise NotFound
    return found


def handed_file(sitting_id: int, number: int, sha256: str) -> HandedFile | None:
    """The file of that content which a sitting handed in for a question."""
    mine = (HandedFile.sitting_id == sitting_id, HandedFile.number == number, HandedFile.sha256 == sha256)
    return session.scalar(select(HandedFile).where(*mine))


def count_handed(sitting_id: int, number: int) -> int:
    """How many different files a sitting has handed in for a question."""
    found = select(func.count()).select_from(HandedFile).where(HandedFile.sitting_id == sitting_id, HandedFile.number == number)
    return session.scalar(found) or 0


def scored_digests(sitting_id: int) -> defaultdict[int, set[str]]:
    """By question, the SHA-256 of every file that came in time to count."""
    found = select(HandedFile.number, HandedFile.sha256)
    digests: defaultdict[int, set[str]] = defaultdict(set)
    for number, sha256 in session.execute(found.where(HandedFile.sitting_id == sitting_id, HandedFile.arrival != Arrival.TOO_LATE)):
        digests[number].add(sha256)
    return digests


def file_of_mark(mark: AnswerMark) -> HandedFile:
    """The file that a mark's answer names; NotFound for an answer that names none."""
    sha256 = mark.answer.get("sha256") if isinstance(mark.answer, dict) else None
    found = handed_file(mark.sitting_id, mark.number, sha256) if isinstance(sha256, str) else None
    if found is None:
        raise NotFound
    return found


def bytes_handed(sitting_id: int, number: int, sha256: str) -> bytes:
    """The bytes of a handed-in file; LookupError when they are not there (now), as `question_bank.api.Examined` expects."""
    found = handed_file(sitting_id, number, sha256)
    if found is None:
        raise LookupError(sha256)
    try:
        return storage.get(found.stored)
    except NotFound as missing:
        raise LookupError(sha256) from missing


def _wording(form_id: int | None, number: int) -> question_bank.RevisionView:
    question = session.scalar(select(FormQuestion).where(FormQuestion.form_id == form_id, FormQuestion.number == number))
    if question is None:
        raise NotFound
    return question_bank.revisions([question.revision_id])[question.revision_id].for_form(question.order)
