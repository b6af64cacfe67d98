"""What a paper can be drawn from."""

from __future__ import annotations

from flask import Flask

from core.db import session
from question_bank.api import PoolRule, bank, banks_by_ids, banks_in, counts_available, pool, revisions
from question_bank.models import State
from tests.support.questions import choice_content, new_bank, new_levels, new_organisation, new_question, new_topic


def test_a_rule_draws_ready_questions_of_a_topic_and_below(app: Flask) -> None:
    new_levels()
    parent = new_topic("T.1")
    new_topic("T.1.1", parent=parent)
    new_topic("T.2", subject=parent.subject)
    shelf = new_bank()
    wanted = [new_question(shelf, topic_code="T.1", level="NB"), new_question(shelf, topic_code="T.1.1", level="NB")]
    new_question(shelf, topic_code="T.2", level="NB")
    new_question(shelf, topic_code="T.1", level="VD")
    new_question(shelf, topic_code="T.1", level="NB", state=State.DRAFT)
    new_question(new_bank(), topic_code="T.1", level="NB")
    rule = PoolRule("T.1", "NB", "single_choice")
    assert pool(shelf.id, rule) == [(q.id, q.current_revision_id) for q in wanted]
    offers = {
        rule: 2,
        PoolRule("T.1"): 3,
        PoolRule("T.1.1"): 1,
        PoolRule(level="NB"): 3,
        PoolRule("T.1", kind="essay"): 0,
        PoolRule("KHONG"): 0,
    }
    assert _offered(shelf.id, *offers) == offers
    assert _offered(shelf.id, *offers, PoolRule()) == {**offers, PoolRule(): 4}
    assert all(len(pool(shelf.id, asked)) == count for asked, count in offers.items())


def test_what_many_rules_could_draw_from_many_banks_costs_three_statements(app: Flask, queries) -> None:  # type: ignore[no-untyped-def]
    shelves = [new_bank(), new_bank()]
    for number in range(12):
        new_question(shelves[number % 2], topic_code=new_topic(f"T.{number}").code)
    session.flush()
    with queries() as count:
        found = counts_available([(shelf.id, PoolRule(f"T.{number}")) for shelf in shelves for number in range(12)])
    assert sum(found.values()) == 12
    assert count.n == 3, count


def test_a_description_is_drawn_only_by_its_name(app: Flask) -> None:
    shelf = new_bank()
    new_question(shelf, {"stem": "Đọc", "body": {}, "key": {}, "explanation": ""}, kind="description")
    assert _offered(shelf.id, PoolRule(), PoolRule(kind="description")) == {PoolRule(): 0, PoolRule(kind="description"): 1}


def _offered(bank_id: int, *rules: PoolRule) -> dict[PoolRule, int]:
    return {rule: count for (_, rule), count in counts_available([(bank_id, rule) for rule in rules]).items()}


def test_revisions_come_with_what_surrounds_them(app: Flask) -> None:
    new_levels()
    question = new_question(new_bank(), ref="A", level="TH")
    assert question.current_revision_id is not None
    found = revisions([question.current_revision_id, 999_999])[question.current_revision_id]
    assert (found.ref, found.kind, found.level, found.content) == ("A", "single_choice", "TH", choice_content())


def test_banks_are_found_by_the_subtrees_of_their_owners(app: Flask) -> None:
    root = new_organisation()
    school, other = new_organisation(root.id), new_organisation()
    mine, foreign = new_bank(school.id), new_bank(other.id)
    assert banks_in([root.path]) == [mine]
    assert {found.code for found in banks_in(["/"])} >= {mine.code, foreign.code}
    assert banks_in([]) == []
    assert banks_by_ids([mine.id]) == {mine.id: mine}
    assert bank("khong") is None
