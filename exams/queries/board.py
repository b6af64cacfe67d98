"""The live board of a room, one sitting in full, and what the room's minutes tell. The number of queries does not follow the work."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Select, String, and_, case, cast, func, literal, select

from accounts import api as accounts
from core.audit import AuditRecord
from core.db import UtcDateTime, session
from core.errors import NotFound
from core.words import Message, say
from exams.models import Candidate, Exam, Form, FormQuestion, Incident, JournalBatch, Notice, Sitting, SittingState
from exams.queries.progress import answered_counts
from exams.rules.incidents import NOTICE_WORDS, incident_words
from exams.rules.journal import read_event, read_texts
from exams.rules.presence import OFFLINE_AFTER, Presence, presence_before_start, presence_of
from exams.rules.timing import Arrival, last_entry_at

SEATS_ON_A_PAGE = 50


@dataclass(frozen=True)
class Seat:
    """A candidate on the board. `answered` of `questions`; `unseen_seconds` since the page last spoke; `incidents` counted."""

    candidate: Candidate
    person: accounts.PersonView
    sitting: Sitting | None
    presence: Presence
    answered: int
    questions: int
    unseen_seconds: int
    incidents: int


@dataclass(frozen=True)
class Tally:
    """How many candidates are where; they add up to `candidates`."""

    candidates: int
    working: int
    offline: int
    ended: int

    @property
    def not_started(self) -> int:
        return self.candidates - self.working - self.offline - self.ended


@dataclass(frozen=True)
class Happening:
    """One line of the log: an incident, or something the room told a sitting. `number` is None for the whole room."""

    at: datetime
    kind: str
    number: str | None
    words: Message
    text: str = ""


@dataclass(frozen=True)
class Evidence:
    """Events that came after the deadline: what their page claims, when the server got them, and whether they count (`late`)."""

    candidate: Candidate
    sitting: Sitting
    arrival: str
    first_seq: int
    last_seq: int
    questions: int
    claimed_from: datetime
    claimed_to: datetime
    received_at: datetime


@dataclass(frozen=True)
class JournalSummary:
    """The journal of one sitting in figures; `machines` counts the live sessions that wrote to it."""

    events: int
    batches: int
    machines: int
    first_at: datetime | None
    last_at: datetime | None


def seats(exam: Exam, room: str) -> Select[Candidate, Sitting]:
    """The candidates of a room (of all when empty) with their sittings, by number."""
    found = (
        select(Candidate, Sitting)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .where(Candidate.exam_id == exam.id)
        .order_by(Candidate.number)
    )
    return found.where(Candidate.room == room) if room else found


def seated(exam: Exam, rows: Sequence[tuple[Candidate, Sitting | None]], now: datetime) -> list[Seat]:
    """Rows of `seats` as the board shows them: four queries at most, whatever was written."""
    sittings = [sitting for _, sitting in rows if sitting is not None]
    people = accounts.people([candidate.person_id for candidate, _ in rows])
    answered = answered_counts(sittings)
    questions = _questions_of({sitting.form_id for sitting in sittings})
    incidents = _incident_counts(list(answered))
    entry_ends = last_entry_at(exam.opens_at, exam.closes_at, exam.late_entry_seconds)
    found = []
    for candidate, sitting in rows:
        person = people[candidate.person_id]
        if sitting is None:
            before = presence_before_start(exam.opens_at, entry_ends, now)
            found.append(Seat(candidate, person, None, before, 0, 0, 0, 0))
            continue
        presence = presence_of(sitting.state, sitting.end_reason, sitting.deadline_at, sitting.seen_at, now)
        unseen = max(0, int((now - sitting.seen_at).total_seconds()))
        asked, given = questions.get(sitting.form_id, 0), answered[sitting.id]
        found.append(Seat(candidate, person, sitting, presence, given, asked, unseen, incidents.get(sitting.id, 0)))
    return found


def tally_of(exam: Exam, room: str, now: datetime) -> Tally:
    """The counts of a room, in one query."""
    running = Sitting.state == SittingState.RUNNING
    seen = Sitting.seen_at >= now - OFFLINE_AFTER

    def count(condition: ColumnElement[bool]) -> ColumnElement[int]:
        return func.coalesce(func.sum(case((condition, 1), else_=0)), 0)

    ended = Sitting.state == SittingState.ENDED
    found = (
        select(func.count(), count(and_(running, seen)), count(and_(running, ~seen)), count(ended))
        .select_from(Candidate)
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .where(Candidate.exam_id == exam.id)
    )
    row = session.execute(found.where(Candidate.room == room) if room else found).one()
    return Tally(*map(int, row))


def seat_of(exam: Exam, sitting_id: int, now: datetime) -> Seat:
    """One sitting of this exam; NotFound when it is another's."""
    found = select(Candidate, Sitting).join(Sitting, Sitting.candidate_id == Candidate.id)
    row = session.execute(found.where(Sitting.id == sitting_id, Sitting.exam_id == exam.id)).first()
    if row is None:
        raise NotFound
    return seated(exam, [(row[0], row[1])], now)[0]


def running_ids(exam: Exam, room: str) -> list[int]:
    """The running sittings of a room."""
    found = select(Sitting.id).join(Candidate, Candidate.id == Sitting.candidate_id)
    running = found.where(Sitting.exam_id == exam.id, Sitting.state == SittingState.RUNNING).order_by(Sitting.id)
    return list(session.scalars(running.where(Candidate.room == room) if room else running))


def batches_of(sitting_id: int) -> list[JournalBatch]:
    """The journal as it arrived, batch by batch."""
    return list(session.scalars(select(JournalBatch).where(JournalBatch.sitting_id == sitting_id).order_by(JournalBatch.first_seq)))


def form_of_sitting(sitting: Sitting) -> Form:
    return session.get_one(Form, sitting.form_id)


def happenings(exam: Exam, *, room: str = "", sitting_id: int | None = None) -> list[Happening]:
    """Incidents, notices and extra time of a room or of one sitting, in the order of the clock: three queries.

    Extra time is read from the audit trail: that knows how much, by whom, and what was given before a start.
    """
    asked = [Candidate.room == room] if room else []
    if sitting_id is not None:
        asked.append(Sitting.id == sitting_id)
    found = [Happening(i.at, i.kind, number, incident_words(i.kind, i.detail)) for i, number in _incidents(exam, asked)]
    found += [Happening(n.sent_at, n.kind, number, _told(n.kind), n.text) for n, number in _notices(exam, asked)]
    found += [_given(record, number) for record, number in _extra_time(exam, asked)]
    return sorted(found, key=lambda each: (each.at, each.number or ""))


def _incidents(exam: Exam, asked: list[ColumnElement[bool]]) -> Iterable[tuple[Incident, str | None]]:
    found = (
        select(Incident, Candidate.number)
        .outerjoin(Sitting, Sitting.id == Incident.sitting_id)
        .outerjoin(Candidate, Candidate.id == Sitting.candidate_id)
        .where(Incident.exam_id == exam.id, *asked)
    )
    return session.execute(found)


def _notices(exam: Exam, asked: list[ColumnElement[bool]]) -> Iterable[tuple[Notice, str]]:
    found = (
        select(Notice, Candidate.number)
        .join(Sitting, Sitting.id == Notice.sitting_id)
        .join(Candidate, Candidate.id == Sitting.candidate_id)
        .where(Sitting.exam_id == exam.id, Notice.kind != "extra_time", *asked)
    )
    return session.execute(found)


def _extra_time(exam: Exam, asked: list[ColumnElement[bool]]) -> Iterable[tuple[AuditRecord, str]]:
    found = (
        select(AuditRecord, Candidate.number)
        .join(Candidate, AuditRecord.subject == literal("candidate:") + cast(Candidate.id, String))
        .outerjoin(Sitting, Sitting.candidate_id == Candidate.id)
        .where(Candidate.exam_id == exam.id, AuditRecord.act == "exams.extra_time", *asked)
    )
    return session.execute(found)


def evidence_of(exam: Exam, *, sitting_id: int | None = None) -> list[Evidence]:
    """What reached the server after a deadline, of one sitting or of all, by candidate number: one query."""
    found = (
        select(JournalBatch, Sitting, Candidate)
        .join(Sitting, Sitting.id == JournalBatch.sitting_id)
        .join(Candidate, Candidate.id == Sitting.candidate_id)
        .where(Sitting.exam_id == exam.id, JournalBatch.arrival != Arrival.ON_TIME)
        .order_by(Candidate.number, JournalBatch.first_seq)
    )
    rows = session.execute(found.where(Sitting.id == sitting_id) if sitting_id else found)
    return [_evidence(batch, sitting, candidate) for batch, sitting, candidate in rows]


def journal_summary(sitting_id: int) -> JournalSummary:
    """How a journal arrived, without reading what it says: one query."""
    found = (
        select(
            func.coalesce(func.max(JournalBatch.last_seq), 0),
            func.count(),
            func.count(JournalBatch.live_session.distinct()),
            func.min(JournalBatch.received_at, type_=UtcDateTime),
            func.max(JournalBatch.received_at, type_=UtcDateTime),
        )
        .select_from(JournalBatch)
        .where(JournalBatch.sitting_id == sitting_id)
    )
    return JournalSummary(*session.execute(found).one())


def _evidence(batch: JournalBatch, sitting: Sitting, candidate: Candidate) -> Evidence:
    events = [read_event(text) for text in read_texts(batch.events)]
    claims = [event.at for event in events]
    questions = len({event.question for event in events})
    return Evidence(
        candidate, sitting, batch.arrival, batch.first_seq, batch.last_seq, questions, min(claims), max(claims), batch.received_at
    )


def _given(record: AuditRecord, number: str) -> Happening:
    minutes, by = int(record.detail.get("seconds", 0)) // 60, record.person_name
    return Happening(
        record.at, "extra_time", number, say("%(by)s thêm %(n)d phút", by=by, n=minutes), str(record.detail.get("reason") or "")
    )


def _told(kind: str) -> Message:
    return NOTICE_WORDS.get(kind, NOTICE_WORDS["message"])


def _questions_of(form_ids: set[int]) -> dict[int, int]:
    found = select(FormQuestion.form_id, func.count()).where(FormQuestion.form_id.in_(form_ids)).group_by(FormQuestion.form_id)
    return dict(session.execute(found).all()) if form_ids else {}


def _incident_counts(sitting_ids: list[int]) -> dict[int, int]:
    found = select(Incident.sitting_id, func.count()).where(Incident.sitting_id.in_(sitting_ids)).group_by(Incident.sitting_id)
    return {each: count for each, count in session.execute(found) if each is not None} if sitting_ids else {}
