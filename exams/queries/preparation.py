"""What the pages of preparation show: exams, their plans with what the bank offers, candidates, forms."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from sqlalchemy import Select, and_, func, or_, select

from accounts import api as accounts
from core.actor import Actor
from core.db import session
from core.errors import NotFound
from core.permissions import Permission as P
from core.words import Message, say
from curriculum import api as curriculum
from exams.models import Candidate, Exam, ExamState, Form, FormKey, FormQuestion, PaperRule, Part
from exams.policies import asks_over_candidates, may_draw, require_not_a_candidate
from question_bank import api as question_bank

NOTHING = question_bank.Stock()


@dataclass(frozen=True)
class LineView:
    """A line of the plan beside what the bank can offer for it alone, and what it holds back."""

    rule: PaperRule
    stock: question_bank.Stock

    @property
    def available(self) -> int:
        return self.stock.available

    @property
    def is_short(self) -> bool:
        return self.available < self.rule.count


@dataclass(frozen=True)
class PartPlan:
    """A part of the plan with its lines and what they add up to."""

    part: Part
    bank: question_bank.BankView
    lines: tuple[LineView, ...]

    @property
    def count(self) -> int:
        return sum(line.rule.count for line in self.lines)

    @property
    def points(self) -> Decimal:
        return sum((line.rule.count * line.rule.points for line in self.lines), Decimal(0))


@dataclass(frozen=True)
class CandidateRow:
    """A candidate as the list shows them."""

    id: int
    number: str
    room: str
    extra_seconds: int
    person: accounts.PersonView
    form: str | None


def exam_of(exam_id: int) -> Exam:
    """The exam; NotFound when there is none."""
    found = session.get(Exam, exam_id)
    if found is None:
        raise NotFound
    return found


def exam_for(actor: Actor, exam_id: int, *permissions: P) -> Exam:
    """The exam, if the actor holds one of the permissions there; else it is as if it did not exist, as a mock exam always is:
    that is its person's own. NotAllowed for work over the candidates of an exam that the actor sits.
    """
    found = exam_of(exam_id)
    if found.is_mock or not any(actor.may(permission, found.place) for permission in permissions):
        raise NotFound
    if asks_over_candidates(actor, permissions):
        mine = select(Candidate.id).where(Candidate.exam_id == exam_id, Candidate.person_id == actor.person_id)
        require_not_a_candidate(is_candidate=session.scalar(mine) is not None, is_released=found.state == ExamState.RELEASED)
    return found


def exam_names(exam_ids: set[int]) -> dict[int, str]:
    """The names of exams by id, for pages of other rooms."""
    return {exam_id: name for exam_id, name in session.execute(select(Exam.id, Exam.name).where(Exam.id.in_(exam_ids)))}


def exams_seen_by(actor: Actor, *, state: str = "", now: datetime | None = None) -> Select[Exam]:
    """The exams an actor may look at, newest window first, no mock exam among them; `state` is draft, sealed, open, over or released."""
    places = [Exam.organisation_path.startswith(path, autoescape=True) for path in actor.paths(P.EXAMS_VIEW)]
    mine = or_(*places, Exam.id.in_(actor.exam_ids(P.EXAMS_VIEW)))
    found = select(Exam).where(mine, Exam.is_mock.is_(False)).order_by(Exam.opens_at.desc(), Exam.id.desc())
    if state == "open":
        return found.where(Exam.state == ExamState.SEALED, Exam.opens_at <= now, Exam.closes_at > now)
    if state == "over":
        return found.where(Exam.state == ExamState.SEALED, Exam.closes_at <= now)
    if state == "sealed":
        return found.where(Exam.state == ExamState.SEALED, Exam.opens_at > now)
    return found.where(Exam.state == state) if state else found


def plan_of(exam: Exam, *, counts_bank: bool = True) -> tuple[PartPlan, ...]:
    """The plan, part by part, with what the bank offers for each line (0 everywhere when nobody is going to look)."""
    lines: dict[int, list[PaperRule]] = {part.id: [] for part in exam.parts}
    for rule in session.scalars(select(PaperRule).where(PaperRule.part_id.in_(lines)).order_by(PaperRule.position)):
        lines[rule.part_id].append(rule)
    asked = {rule.id: (part.bank_id, _pool_rule(rule)) for part in exam.parts for rule in lines[part.id]}
    stocks = question_bank.stocks(asked.values()) if counts_bank else {}
    banks = question_bank.banks_by_ids({part.bank_id for part in exam.parts})
    return tuple(
        PartPlan(part, banks[part.bank_id], tuple(LineView(rule, stocks.get(asked[rule.id], NOTHING)) for rule in lines[part.id]))
        for part in exam.parts
    )


def _pool_rule(rule: PaperRule) -> question_bank.PoolRule:
    return question_bank.PoolRule(rule.topic_code, rule.level, rule.kind)


def part_of(exam: Exam, part_id: int) -> Part:
    """A part of this exam; NotFound when it is another's."""
    found = next((part for part in exam.parts if part.id == part_id), None)
    if found is None:
        raise NotFound
    return found


def banks_to_draw_from(actor: Actor, exam: Exam) -> list[question_bank.BankView]:
    """The banks a plan may name: those the actor may read, and the exam's own organisation's."""
    found = question_bank.banks_in((*actor.paths(P.BANK_VIEW), exam.organisation_path))
    return [bank for bank in found if may_draw(actor, exam.place, bank.organisation_path)]


def line_words(rule: PaperRule) -> Message:
    """A line of the plan in words: topic, level and kind, whichever it asks for."""
    codes = " · ".join(code for code in (rule.topic_code, rule.level) if code)
    if not rule.kind:
        return say("%(line)s", line=codes) if codes else say("mọi câu hỏi")
    kind = question_bank.kind_of(rule.kind).label
    return say("%(codes)s · %(kind)s", codes=codes, kind=kind) if codes else kind


def kinds_for_papers() -> list[tuple[str, Message]]:
    """(code, name) of every kind that a paper can ask for."""
    return [(kind.code, kind.label) for kind in question_bank.kinds() if kind.marking != "nobody"]


def topic_choices(subject_code: str | None, locale: str) -> list[tuple[str, str]]:
    """(code, indented name) of the topics of a bank's subject."""
    if subject_code is None:
        return []
    return [(t.code, f"{'  ' * t.depth}{t.code} {t.label(locale)}") for t in curriculum.topics(subject_code)]


def candidates_of(exam: Exam, *, room: str = "") -> Select[Candidate, str]:
    """Candidates by number with the code of their form."""
    found = (
        select(Candidate, Form.code)
        .outerjoin(Form, Form.id == Candidate.form_id)
        .where(Candidate.exam_id == exam.id)
        .order_by(Candidate.number)
    )
    return found.where(Candidate.room == room) if room else found


def with_people(rows: list[tuple[Candidate, str]]) -> list[CandidateRow]:
    """Candidates with what accounts knows of them: one query for all."""
    people = accounts.people([candidate.person_id for candidate, _ in rows])
    return [CandidateRow(c.id, c.number, c.room, c.extra_seconds, people[c.person_id], form) for c, form in rows]


def rooms_of(exam_id: int) -> list[str]:
    """The rooms candidates were given, in order."""
    found = select(Candidate.room).where(Candidate.exam_id == exam_id, Candidate.room != "").distinct().order_by(Candidate.room)
    return list(session.scalars(found))


def count_candidates(exam_id: int) -> int:
    return session.scalar(select(func.count()).select_from(Candidate).where(Candidate.exam_id == exam_id)) or 0


def forms_of(exam_id: int) -> list[Form]:
    return list(session.scalars(select(Form).where(Form.exam_id == exam_id).order_by(Form.code)))


def form_of(exam: Exam, form_id: int) -> Form:
    """A form of this exam; NotFound when it is another's."""
    found = session.scalar(select(Form).where(and_(Form.id == form_id, Form.exam_id == exam.id)))
    if found is None:
        raise NotFound
    return found


def key_of(form_id: int) -> FormKey:
    """Key and answers of a form. No candidate's page calls this."""
    return session.get_one(FormKey, form_id)


def questions_of(form_id: int) -> list[FormQuestion]:
    return list(session.scalars(select(FormQuestion).where(FormQuestion.form_id == form_id).order_by(FormQuestion.number)))
