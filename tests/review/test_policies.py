"""One test per rule: which banks are open to whom, and whose practice is whose."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.actor import VISITOR, Actor
from core.errors import NotAllowed, NotFound
from core.permissions import Permission as P
from review import policies

ActorWith = Callable[..., Actor]


@pytest.mark.parametrize("paths", [("/1/4/",), ("/1/4/9/",), ("/1/",), ("/",), ("/2/", "/1/4/")])
def test_a_bank_is_open_at_its_organisation_below_it_and_to_who_holds_it(paths: tuple[str, ...]) -> None:
    assert policies.covers("/1/4/", paths)


@pytest.mark.parametrize("paths", [(), ("/1/40/",), ("/1/5/",), ("/2/",)])
def test_a_bank_of_another_school_is_closed(paths: tuple[str, ...]) -> None:
    assert not policies.covers("/1/4/", paths)


def test_the_paths_above_a_place_end_with_itself() -> None:
    assert policies.paths_above(["/1/4/", "/1/5/"]) == ["/", "/1/", "/1/4/", "/1/5/"]
    assert policies.paths_above(["/"]) == ["/"]
    assert policies.paths_above([]) == []


def test_what_one_practises_is_not_there_for_others(actor_with: ActorWith) -> None:
    policies.require_own(actor_with(P.REVIEW_PRACTISE, person_id=7), 7)
    for other in (actor_with(P.REVIEW_PRACTISE, person_id=8), actor_with(P.REVIEW_MANAGE), VISITOR):
        with pytest.raises(NotFound):
            policies.require_own(other, 7)


def test_who_manages_review_and_reads_the_bank_opens_it(actor_with: ActorWith) -> None:
    policies.require_manage(actor_with(P.REVIEW_MANAGE, P.BANK_VIEW, path="/1/"), "/1/4/")


def test_who_reads_the_bank_but_does_not_manage_review_is_refused(actor_with: ActorWith) -> None:
    with pytest.raises(NotAllowed):
        policies.require_manage(actor_with(P.BANK_VIEW, path="/1/"), "/1/4/")


@pytest.mark.parametrize("permissions", [(P.REVIEW_MANAGE,), (P.REVIEW_PRACTISE,)])
def test_who_may_not_read_a_bank_does_not_learn_of_it(actor_with: ActorWith, permissions: tuple[P, ...]) -> None:
    with pytest.raises(NotFound):
        policies.require_manage(actor_with(*permissions, path="/"), "/1/4/")
