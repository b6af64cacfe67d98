"""The index follows whatever writes a question."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import UTC, datetime

import time_machine
from flask import Flask
from sqlalchemy import select, update

from core.actor import SYSTEM
from core.db import session, transaction
from core.jobs.worker import run_all_jobs
from question_bank.models import Band, Entry, Figure, Print, Question, State
from question_bank.operations.add_questions import add_questions
from question_bank.operations.index_questions import index_questions, stale_ids
from question_bank.operations.note_figures import NewFigure, note_figures
from question_bank.operations.note_use import note_use
from question_bank.operations.retire_question import restore_question, retire_question
from question_bank.operations.save_question import Draft, save_question
from question_bank.operations.suspect_leak import lift_leak, suspect_leak
from question_bank.queries.duplicates import near
from question_bank.queries.library import authors_in, found_by, lines_of, recent_tags
from question_bank.rules.filter import Filter
from question_bank.tasks import look_for_old
from tests.support.counting import Count
from tests.support.questions import choice_content, new_bank, new_levels, new_outcome, new_question, new_topic

STEM = r"<p>Đạo hàm của \(y=\frac{x}{2}\) là hàm số nào trong các hàm số sau đây?</p>"
NOW = datetime(2026, 11, 1, tzinfo=UTC)


def refs(bank_id: int, **asked: str) -> list[str]:
    return [line.ref for line in lines_of(list(session.scalars(found_by(bank_id, Filter(**asked)))))]


def figure(question: Question, **known: object) -> NewFigure:
    assert question.current_revision_id is not None
    values = {"facility": 0.25, "discrimination": 0.4, "flags": ()} | known
    return NewFigure(
        question.current_revision_id, 40, biserial=0.3, difficulty=1.2, fifths=(0.1, 0.2, 0.3, 0.3, 0.4), title="Thi", url="/", **values
    )  # type: ignore[arg-type]


def test_every_filter_asks_the_index_alone(app: Flask, clock: time_machine.Coordinates) -> None:
    new_levels()
    topic = new_topic("T.1.1", parent=new_topic("T.1"))
    outcome = new_outcome("T.1.1.a", topic)
    bank = new_bank()
    first = new_question(bank, choice_content(STEM), ref="A", topic_code="T.1.1", outcome_code=outcome.code, level="NB", tags=("Ôn tập",))
    new_question(bank, ref="B", state=State.DRAFT, tags=("ôn tập", "khó"))
    third = new_question(bank, ref="C", level="VD")
    note_use([first.id], NOW, 30)
    note_figures([figure(first), figure(third, facility=0.9, discrimination=-0.1, flags=("key",))])
    suspect_leak(SYSTEM, third.id, "Thấy trên mạng")
    new_question(new_bank(), choice_content(STEM), ref="A")
    expected = {
        "words=dao ham": "A", "words=x/2": "A", "words=khong co": "", "words=!": "", "tag=on tap": "AB", "tag=Ôn": "", "outcome=T.1.1.a": "A",
        "outcome=-": "BC", "outcome=khong": "", "topic=T.1": "A", "level=-": "B", "used=yes": "A", "used=no": "BC", "used=90": "BC", "leak=1": "C", "figures=flagged": "C", "figures=some": "AC", "figures=none": "B",
        "facility_to=50": "A", "facility_from=25": "AC", "discrimination_to=0": "C", "discrimination_from=0,4": "A", "author=99": "", "state=draft": "B",
    }  # fmt: skip
    for asked, found in expected.items():
        assert "".join(refs(bank.id, **dict([asked.split("=", 1)]))) == found, asked
    assert refs(bank.id, sort="facility") == ["A", "C", "B"] and refs(bank.id, sort="-facility") == ["C", "A", "B"]
    assert refs(bank.id, sort="used") == ["B", "C", "A"] and refs(bank.id, sort="-exposures")[0] == "A"
    assert [tag.casefold() for tag in recent_tags(bank.id)] == ["khó", "ôn tập"]


def test_the_index_follows_wording_state_and_leak(app: Flask) -> None:
    bank = new_bank()
    question = new_question(bank, choice_content(STEM), ref="A")
    save_question(SYSTEM, bank.id, Draft("single_choice", choice_content("<p>Tích phân</p>"), tags=("mới",)), question)
    assert (refs(bank.id, words="dao ham"), refs(bank.id, words="tich phan"), refs(bank.id, tag="moi")) == ([], ["A"], ["A"])
    retire_question(SYSTEM, question)
    assert refs(bank.id) == [] and refs(bank.id, state="retired") == ["A"]
    restore_question(SYSTEM, question)
    assert refs(bank.id, state="draft") == ["A"]
    suspect_leak(SYSTEM, question.id, "Thấy trên mạng")
    assert refs(bank.id, leak="1") == ["A"]
    lift_leak(SYSTEM, question.id, "Không phải câu này")
    assert refs(bank.id, leak="1") == []
    assert session.query(Entry).count() == session.query(Print).count() == 1


def test_many_that_are_added_together_are_indexed_as_each_would_be_by_itself(app: Flask) -> None:
    bank, topic = new_bank(), new_topic("D1")
    new_levels()
    with transaction():
        drafts = [
            Draft(
                "single_choice",
                choice_content(f"<p>Tính đạo hàm của \\(x^{n}\\)</p>"),
                f"Đ{n}",
                topic.code,
                "NB",
                State.DRAFT,
                tags=("Học kì 1",),
            )
            for n in range(3)
        ]
        add_questions(SYSTEM, bank.id, drafts)
    added = _index()
    assert len(added["entries"]) == len(added["prints"]) == 3 and refs(bank.id, words="dao ham x^2") == ["Đ2"]
    with transaction():
        index_questions(session.scalars(select(Question.id)).all())
    assert _index() == added


def _index() -> dict[str, list[tuple[object, ...]]]:
    tables = {"entries": Entry, "prints": Print, "bands": Band}
    rows = {name: session.execute(select(model.__table__).order_by(*model.__table__.primary_key)) for name, model in tables.items()}
    return {name: [tuple(row) for row in found] for name, found in rows.items()}


def test_authors_are_walked_one_by_one(app: Flask, person_with: Callable[..., int]) -> None:
    bank, people = new_bank(), sorted(person_with("teacher") for _ in range(3))
    made = [new_question(bank) for _ in range(6)]
    assert authors_in(bank.id) == []
    for number, question in enumerate(made[:5]):
        question.created_by = people[number % 3]
    index_questions(question.id for question in made)
    assert authors_in(bank.id) == people
    assert refs(bank.id, author=str(people[0])) == [made[0].ref, made[3].ref]
    assert refs(bank.id, author=str(people[2])) == [made[2].ref] and refs(bank.id, author="ai") == refs(bank.id, author="0") == []


def test_what_earlier_rules_indexed_is_indexed_again_by_a_job(app: Flask) -> None:
    bank = new_bank()
    old, lost = new_question(bank, choice_content(STEM), ref="A"), new_question(bank, choice_content(STEM), ref="B")
    session.execute(update(Entry).where(Entry.question_id == old.id).values(version=0, ref="?"))
    session.query(Entry).filter_by(question_id=lost.id).delete()
    session.commit()
    assert stale_ids() == [old.id]
    with transaction():
        look_for_old()
    run_all_jobs()
    assert stale_ids() == [] and refs(bank.id, words="dao ham") == ["A", "B"]


def test_newer_figures_replace_older_ones_and_unknown_wordings_are_passed_over(app: Flask) -> None:
    question = new_question(new_bank(), ref="A")
    note_figures([figure(question)])
    note_figures([figure(question, facility=0.75, flags=("easy",)), NewFigure(9_999, 1, 0, 0, None, None, (), (), "", "")])
    kept = session.query(Figure).one()
    assert (kept.facility, kept.flags, kept.sittings) == (0.75, ["easy"], 40)
    entry = session.query(Entry).one()
    session.refresh(entry)
    assert (entry.facility, entry.is_flagged) == (0.75, True)


def test_near_tells_of_the_bank_and_of_nothing_else(app: Flask, queries: Callable[[], AbstractContextManager[Count]]) -> None:
    bank = new_bank()
    first = new_question(bank, choice_content(STEM), ref="A")
    new_question(bank, choice_content("<p>Trong các số sau đây số nào là số nguyên tố lẻ nhỏ nhất?</p>"), ref="B")
    new_question(new_bank(), choice_content(STEM), ref="C")
    session.flush()
    with queries() as count:
        found = near(bank.id, "single_choice", choice_content(STEM.replace("frac", "dfrac").replace("{2}", "{5}").replace("Đạo", "dao")))
    assert [(each.ref, each.has_other_numbers) for each in found] == [("A", True)]
    assert count.n == 2, count
    assert near(bank.id, "single_choice", choice_content(STEM), first.id) == []
    assert near(bank.id, "description", {"stem": "", "body": {}, "key": {}, "explanation": ""}) == []
    assert session.query(Band).filter_by(question_id=first.id).count() == 12
