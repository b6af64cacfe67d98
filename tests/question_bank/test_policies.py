"""Who may see and write a bank."""

from __future__ import annotations

import pytest

from core.errors import NotAllowed, NotFound
from core.permissions import Permission as P
from question_bank import policies
from tests.support.actors import actor_with


def test_a_viewer_sees_the_banks_of_their_subtree() -> None:
    actor = actor_with(P.BANK_VIEW, path="/1/")
    assert policies.may_view(actor, "/1/4/") and not policies.may_view(actor, "/2/")


def test_a_viewer_does_not_write() -> None:
    with pytest.raises(NotAllowed):
        policies.require_write(actor_with(P.BANK_VIEW, path="/1/"), "/1/4/")


def test_a_writer_also_sees() -> None:
    actor = actor_with(P.BANK_WRITE, path="/1/")
    policies.require_view(actor, "/1/4/")
    policies.require_write(actor, "/1/4/")


def test_a_foreign_bank_is_not_there() -> None:
    actor = actor_with(P.BANK_VIEW, P.BANK_WRITE, path="/1/")
    for require in (policies.require_view, policies.require_write, policies.require_export):
        with pytest.raises(NotFound):
            require(actor, "/2/")


def test_a_right_held_at_one_exam_opens_no_bank() -> None:
    assert not policies.may_view(actor_with(P.BANK_VIEW, exam_id=7), "/1/")


def test_lists_are_cut_to_the_subtrees_that_are_held() -> None:
    assert policies.viewed_paths(actor_with(P.BANK_VIEW, P.BANK_WRITE, path="/1/")) == ("/1/",)


def test_who_may_only_read_a_bank_does_not_take_it_away() -> None:
    actor = actor_with(P.BANK_VIEW, path="/1/")
    assert not policies.may_export(actor, "/1/4/")
    with pytest.raises(NotAllowed):
        policies.require_export(actor, "/1/4/")


def test_a_writer_takes_away_the_banks_of_their_place_and_no_other() -> None:
    actor = actor_with(P.BANK_WRITE, path="/1/")
    policies.require_export(actor, "/1/4/")
    assert not policies.may_export(actor, "/2/") and not policies.may_export(actor_with(P.BANK_WRITE, exam_id=7), "/1/")


def test_who_approves_sees_the_bank_and_finds_it_in_lists() -> None:
    actor = actor_with(P.BANK_APPROVE, path="/1/")
    policies.require_view(actor, "/1/4/")
    policies.require_approve(actor, "/1/4/")
    assert policies.viewed_paths(actor) == ("/1/",)


def test_nobody_approves_what_they_wrote() -> None:
    actor = actor_with(P.BANK_WRITE, P.BANK_APPROVE, path="/1/", person_id=7)
    policies.require_approve(actor, "/1/", authors={8, 9})
    assert not policies.may_approve(actor, "/1/", authors={7, 8})
    with pytest.raises(NotAllowed, match="người soạn"):
        policies.require_approve(actor, "/1/", authors={7, 8})


def test_who_only_writes_does_not_approve() -> None:
    with pytest.raises(NotAllowed):
        policies.require_approve(actor_with(P.BANK_WRITE, path="/1/"), "/1/")


def test_a_reader_of_the_bank_does_not_speak_in_it() -> None:
    with pytest.raises(NotAllowed):
        policies.require_remark(actor_with(P.BANK_VIEW, path="/1/"), "/1/")
    for permission in (P.BANK_WRITE, P.BANK_APPROVE):
        policies.require_remark(actor_with(permission, path="/1/"), "/1/4/")


def test_who_has_read_a_key_is_told_to_those_who_approve() -> None:
    policies.require_readers(actor_with(P.BANK_APPROVE, path="/1/"), "/1/4/")
    with pytest.raises(NotAllowed):
        policies.require_readers(actor_with(P.BANK_VIEW, P.BANK_WRITE, path="/1/"), "/1/")


def test_a_foreign_bank_is_not_there_for_reviewers_either() -> None:
    actor = actor_with(P.BANK_APPROVE, path="/2/")
    for require in (policies.require_approve, policies.require_remark, policies.require_readers):
        with pytest.raises(NotFound):
            require(actor, "/1/")


def test_a_drawn_paper_is_for_who_drew_it_and_who_approves() -> None:
    drew, other = (
        actor_with(P.BANK_VIEW, P.BANK_WRITE, path="/1/", person_id=5),
        actor_with(P.BANK_VIEW, P.BANK_WRITE, path="/1/", person_id=6),
    )
    policies.require_paper(drew, "/1/4/", 5)
    policies.require_paper(actor_with(P.BANK_APPROVE, path="/1/"), "/1/4/", 5)
    for actor, path in ((other, "/1/4/"), (drew, "/2/"), (actor_with(P.BANK_VIEW, path="/1/", person_id=5), "/1/4/")):
        with pytest.raises(NotFound):
            policies.require_paper(actor, path, 5)


def test_a_paper_that_nobody_drew_belongs_to_no_stranger() -> None:
    assert not policies.may_see_paper(actor_with(P.BANK_WRITE, path="/1/", person_id=None), "/1/", None)


def test_a_written_file_is_for_who_asked_for_it_and_who_approves() -> None:
    for actor in (actor_with(P.BANK_WRITE, path="/1/", person_id=5), actor_with(P.BANK_WRITE, P.BANK_APPROVE, path="/1/", person_id=6)):
        policies.require_export_run(actor, "/1/4/", 5)
    for other in (
        actor_with(P.BANK_WRITE, path="/1/", person_id=6),
        actor_with(P.BANK_WRITE, P.BANK_APPROVE, path="/2/", person_id=5),
        actor_with(P.BANK_VIEW, path="/1/", person_id=5),  # may not export any more
        actor_with(P.BANK_VIEW, P.BANK_APPROVE, path="/1/", person_id=6),
    ):
        with pytest.raises(NotFound):
            policies.require_export_run(other, "/1/4/", 5)
    assert not policies.may_see_export(actor_with(P.BANK_WRITE, path="/1/"), "/1/", None)


def test_an_unfinished_wording_is_its_authors_alone() -> None:
    policies.require_continue(actor_with(P.BANK_WRITE, path="/1/", person_id=7), "/1/4/", 7)
    with pytest.raises(NotFound):
        policies.require_continue(actor_with(P.BANK_WRITE, P.BANK_APPROVE, path="/1/", person_id=8), "/1/4/", 7)


def test_who_may_not_write_any_more_does_not_go_on_with_what_they_began() -> None:
    with pytest.raises(NotAllowed):
        policies.require_continue(actor_with(P.BANK_VIEW, path="/1/", person_id=7), "/1/4/", 7)
    with pytest.raises(NotFound):
        policies.require_continue(actor_with(P.BANK_WRITE, path="/2/", person_id=7), "/1/4/", 7)
