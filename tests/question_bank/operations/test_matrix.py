"""Matrices are kept whole, drawn by a job, changed place by place, and confirmed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from decimal import Decimal

import pytest
from flask import Flask
from sqlalchemy import select

from core import clock
from core.actor import SYSTEM, Actor
from core.db import session, transaction
from core.errors import Conflict, Invalid, NotFound
from core.jobs.models import Job
from core.jobs.worker import run_all_jobs
from core.permissions import Permission as P
from question_bank.models import Bank, Enemy, Figure, Paper, PaperState, Question
from question_bank.operations import ask_for_draw as asking
from question_bank.operations.ask_for_draw import ask_for_draw
from question_bank.operations.change_paper import confirm_paper, swap_question
from question_bank.operations.draw_paper import draw_paper
from question_bank.operations.retire_question import retire_question
from question_bank.operations.save_matrix import MatrixDraft, NewMatrix, RowDraft, copy_matrix, remove_matrix, save_matrix, start_matrix
from question_bank.operations.suspect_leak import suspect_leak
from question_bank.operations.tie_questions import add_enemy, remove_enemy, set_seconds
from question_bank.queries.candidates import candidates
from question_bank.queries.enemies import enemies_with
from question_bank.queries.matrices import drawn_paper, matrix_view, paper_row
from question_bank.queries.swaps import swaps_for
from question_bank.rules.matrix.plan import Asked
from tests.support.matrices import PART, new_matrix, new_paper, stocked_bank
from tests.support.people import actor_of, person_with
from tests.support.questions import new_bank


def ids(paper: Paper) -> list[list[int]]:
    return [[each.question_id for each in form.questions] for form in paper.forms]


def test_a_matrix_starts_with_a_row_for_each_chapter_and_is_saved_copied_and_removed(app: Flask) -> None:
    bank, topic_id = stocked_bank()
    made = start_matrix(SYSTEM, NewMatrix(bank.code, "school-45"))
    view = matrix_view(made.id)
    assert [unit.topic_id for unit in view.table.units] == [topic_id] and view.minutes == 45 and len(view.table.parts) == 4
    assert view.title == "Kiểm tra định kì"
    draft = MatrixDraft("Đề A", 15, Decimal(1), (bank.id,), (PART,), (RowDraft(topic_id, "Tên riêng", (), {("I", "NB"): 2}),))
    save_matrix(SYSTEM, made.id, draft)
    copied = copy_matrix(SYSTEM, made.id)
    assert matrix_view(copied.id).table == matrix_view(made.id).table and copied.title == "Đề A (2)"
    assert matrix_view(made.id).bank_ids == (bank.id,) and matrix_view(made.id).table.units[0].name == "Tên riêng"
    for wrong in (replace(draft, parts=()), replace(draft, rows=(RowDraft(topic_id, "", (), {("I", "NB"): 301}),)),
                  replace(draft, rows=(RowDraft(99999, "", (), {}),)), replace(draft, parts=(replace(PART, kind="x"),))):  # fmt: skip
        with pytest.raises(Invalid):
            save_matrix(SYSTEM, made.id, wrong)
    remove_matrix(SYSTEM, copied.id)
    with pytest.raises(NotFound):
        matrix_view(copied.id)


def test_parallel_forms_share_no_question_and_the_same_seed_draws_the_same(app: Flask) -> None:
    matrix = new_matrix(*stocked_bank())
    first, again = new_paper(matrix, Asked(2, True)), new_paper(matrix, Asked(2, True))
    one, other = ids(first)
    assert not set(one) & set(other) and len(one) == len(other) == 4
    assert ids(again) == ids(first) and [form.code for form in first.forms] == ["0101", "0102"]
    assert ids(new_paper(matrix, Asked(2, True), seed="b")) != ids(first)
    drawn = drawn_paper(first.id)
    assert drawn.state == PaperState.DRAWN and [each.number for each in drawn.forms[0].questions] == [1, 2, 3, 4]
    assert drawn.forms[0].facility * drawn.table.points() == pytest.approx(Decimal("1.45"), abs=Decimal("0.3"))


def test_shuffled_forms_hold_the_same_questions_with_their_options_mixed(app: Flask) -> None:
    paper = new_paper(new_matrix(*stocked_bank()), Asked(4, keeps_levels=False))
    assert len({frozenset(form) for form in ids(paper)}) == 1 and len({tuple(form) for form in ids(paper)}) > 1
    orders = {tuple(each.order or ()) for form in paper.forms for each in form.questions}
    assert orders == {("a", "b"), ("b", "a")}


def test_a_bank_that_cannot_fill_the_matrix_is_told_before_anything_is_drawn(app: Flask) -> None:
    matrix = new_matrix(*stocked_bank(easy=3, hard=1))
    with pytest.raises(Invalid, match="cần 6, có 3"):
        ask_for_draw(SYSTEM, matrix.id, Asked(2, True))
    with pytest.raises(Invalid):
        ask_for_draw(SYSTEM, matrix.id, Asked(2, codes=("1",)))
    assert session.scalar(select(Paper)) is None


def test_a_person_has_so_many_papers_waiting(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_WAITING", 2)
    bank, topic_id = stocked_bank()
    matrix = new_matrix(bank, topic_id)
    teacher, other = (actor_of(person_with("teacher", organisation_id=bank.organisation_id)) for _ in range(2))
    asked = [ask_for_draw(teacher, matrix.id, Asked(1)) for _ in range(2)]
    with pytest.raises(Invalid, match="2 đề đang chờ rút"):
        ask_for_draw(teacher, matrix.id, Asked(1))
    assert ask_for_draw(other, matrix.id, Asked(1)).id
    session.get_one(Job, asked[0].job_id).state = "failed"
    assert ask_for_draw(teacher, matrix.id, Asked(1)).id, "a draw that broke keeps nobody out"


def test_the_oldest_papers_of_a_person_that_nobody_confirmed_make_room_for_the_next(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(asking, "MOST_UNCONFIRMED", 2)
    bank, topic_id = stocked_bank()
    matrix = new_matrix(bank, topic_id)
    teacher = actor_of(person_with("teacher", organisation_id=bank.organisation_id))
    others = new_paper(matrix, Asked(1))
    theirs = []
    for _ in range(4):
        theirs.append(ask_for_draw(teacher, matrix.id, Asked(1)).id)
        session.commit()
        run_all_jobs()
        session.expire_all()
        if len(theirs) == 1:
            confirm_paper(teacher, theirs[0])
    assert set(session.scalars(select(Paper.id))) == {others.id, theirs[0], *theirs[2:]}


def test_enemies_never_stand_together_and_are_named_when_nothing_else_is_left(app: Flask) -> None:
    bank, topic_id = stocked_bank(easy=4, hard=1)
    easy = list(session.scalars(select(Question).where(Question.level == "NB").order_by(Question.id)))
    add_enemy(SYSTEM, easy[0].id, easy[1].ref)
    assert [line.id for line in enemies_with(easy[1].id)] == [easy[0].id]
    for form in ids(new_paper(new_matrix(bank, topic_id), Asked(1))):
        assert not {easy[0].id, easy[1].id} <= set(form)
    failed = new_paper(new_matrix(bank, topic_id, easy=4), Asked(1))
    assert failed.state == PaperState.FAILED and failed.forms == [] and "không được đứng chung đề" in str(failed.report)
    for ref in (easy[1].ref, easy[0].ref, "không có"):
        with pytest.raises(Invalid):
            add_enemy(SYSTEM, easy[0].id, ref)
    remove_enemy(SYSTEM, easy[1].id, easy[0].id)
    assert session.scalar(select(Enemy)) is None
    with pytest.raises(NotFound):
        remove_enemy(SYSTEM, easy[1].id, easy[0].id)


def test_a_swap_brings_an_equal_question_into_every_shuffled_form_until_the_paper_is_confirmed(app: Flask) -> None:
    paper = new_paper(new_matrix(*stocked_bank()), Asked(2))
    place = paper.forms[0].questions[0]
    old, offered = place.question_id, swaps_for(paper, place)
    assert offered and not {each.id for each in offered} & set(ids(paper)[0])
    swap_question(SYSTEM, paper.id, place.id, offered[0].id)
    assert all(offered[0].id in form and old not in form for form in ids(paper_row(paper.id)))
    with pytest.raises(Invalid):
        swap_question(SYSTEM, paper.id, place.id, offered[0].id)
    confirm_paper(SYSTEM, paper.id)
    with pytest.raises(Conflict):
        swap_question(SYSTEM, paper.id, place.id, old)
    with pytest.raises(Conflict):
        remove_matrix(SYSTEM, paper.matrix_id)


def test_measured_difficulty_and_said_time_are_what_the_draw_goes_by(app: Flask) -> None:
    bank, _ = stocked_bank(easy=2, hard=0)
    first, second = session.scalars(select(Question).order_by(Question.id))
    for question, sittings in ((first, 30), (second, 29)):
        session.add(Figure(
            question_id=question.id, revision_id=question.current_revision_id, sittings=sittings, facility=0.25, discrimination=0.3, fifths=[],
            title="Kỳ thi", url="/exams/1", computed_at=clock.now(),
        ))  # fmt: skip
    set_seconds(SYSTEM, first.id, 200)
    found = {each.id: each for each in candidates([bank.id], {"single_choice"})}
    assert (found[first.id].facility, found[first.id].seconds) == (Decimal("0.25"), 200)
    assert found[second.id].facility > Decimal("0.5")
    with pytest.raises(Invalid):
        set_seconds(SYSTEM, first.id, 1)
    set_seconds(SYSTEM, first.id, None)
    assert first.seconds is None


def test_rest_exposure_enemies_and_time_are_kept_together_and_the_short_cell_is_named(app: Flask) -> None:
    bank, topic_id = stocked_bank(easy=7, hard=1)
    easy = list(session.scalars(select(Question).where(Question.level == "NB").order_by(Question.id)))
    resting, met, enemy, other, slow, *free = easy
    session.get_one(Bank, bank.id).cooling_days = 30
    resting.last_used_at, met.exposures, slow.seconds = clock.now() - timedelta(days=29), 5, 2690
    add_enemy(SYSTEM, enemy.id, other.ref)
    asked = Asked(1, most_exposures=5)
    (form,) = ids(new_paper(new_matrix(bank, topic_id), asked))
    assert {each.id for each in free} < set(form) and len({enemy.id, other.id} & set(form)) == 1
    assert not {resting.id, met.id, slow.id} & set(form)
    failed = new_paper(new_matrix(bank, topic_id, easy=5), asked)
    assert failed.state == PaperState.FAILED and failed.forms == []
    assert "không được đứng chung đề" in str(failed.report) and "đề nhanh nhất vẫn cần" in str(failed.report)
    crowded = new_matrix(bank, topic_id, easy=6)
    with pytest.raises(Invalid, match=r"Chủ đề T\.1.*cần 6, có 5 \(thêm 2 câu đang nghỉ"):
        ask_for_draw(SYSTEM, crowded.id, asked)
    resting.last_used_at = clock.now() - timedelta(days=31)
    assert ask_for_draw(SYSTEM, crowded.id, asked).id


def test_questions_that_rest_leaked_or_were_seen_too_often_are_counted_apart(app: Flask) -> None:
    matrix = new_matrix(*stocked_bank(easy=4, hard=1))
    leaked, seen = session.scalars(select(Question).where(Question.level == "NB").limit(2))
    leaked.suspected_leak_at, seen.exposures = clock.now(), 5
    assert ask_for_draw(SYSTEM, matrix.id, Asked(1)).id
    with pytest.raises(Invalid, match=r"cần 3, có 2 \(thêm 2 câu đang nghỉ"):
        ask_for_draw(SYSTEM, matrix.id, Asked(1, most_exposures=5))


@pytest.mark.parametrize("change", [retire_question, lambda actor, question: suspect_leak(actor, question.id, "Có trên mạng")])
def test_a_question_that_may_no_longer_be_drawn_when_the_draw_is_done_is_in_no_paper(
    app: Flask, change: Callable[[Actor, Question], object]
) -> None:
    matrix = new_matrix(*stocked_bank(easy=3, hard=1), easy=3, hard=1)
    paper_id = ask_for_draw(SYSTEM, matrix.id, Asked(2), seed="a").id
    session.commit()

    def progress(done: int, total: int) -> None:
        if done == 1:
            with transaction():
                change(SYSTEM, session.scalars(select(Question).order_by(Question.id)).all()[0])

    draw_paper(SYSTEM, paper_id, progress)
    assert paper_row(paper_id).state == PaperState.FAILED and "Ngân hàng đã thay đổi" in str(paper_row(paper_id).report)


def test_a_bank_that_its_editor_may_not_see_stays_in_the_matrix(app: Flask, actor_with: Callable[..., Actor]) -> None:
    bank, topic_id = stocked_bank()
    matrix = new_matrix(bank, topic_id)
    matrix.more_bank_ids = [new_bank().id]
    kept = list(matrix.more_bank_ids)
    own = actor_with(P.BANK_WRITE, path=bank.organisation_path)
    save_matrix(own, matrix.id, MatrixDraft("Đề A", 15, Decimal(1), (), (PART,), (RowDraft(topic_id, "", (), {("I", "NB"): 2}),)))
    assert matrix.more_bank_ids == kept
