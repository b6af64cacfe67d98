"""One test per rule: who may see, download, revoke and issue."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from certificates import policies
from core.actor import SYSTEM, VISITOR, Actor, Place
from core.errors import Conflict, NotAllowed, NotFound
from core.permissions import Permission as P

HERE = Place("/1/4/", exam_id=7)
ActorWith = Callable[..., Actor]


def test_staff_of_the_organisation_sees(actor_with: ActorWith) -> None:
    policies.require_sees(actor_with(P.CERTIFICATES_VIEW, path="/1/"), HERE)


def test_staff_of_the_exam_sees(actor_with: ActorWith) -> None:
    policies.require_sees(actor_with(P.CERTIFICATES_VIEW, exam_id=7), HERE)


@pytest.mark.parametrize("place", [{"path": "/2/"}, {"path": "/1/40/"}, {"exam_id": 8}])
def test_staff_of_another_place_does_not_learn_of_it(actor_with: ActorWith, place: dict[str, object]) -> None:
    with pytest.raises(NotFound):
        policies.require_sees(actor_with(P.CERTIFICATES_VIEW, **place), HERE)


def test_holder_downloads_while_it_is_valid(actor_with: ActorWith) -> None:
    policies.require_downloads(actor_with(person_id=5), HERE, 5, is_revoked=False)


def test_holder_no_longer_downloads_what_is_revoked(actor_with: ActorWith) -> None:
    with pytest.raises(Conflict):
        policies.require_downloads(actor_with(person_id=5), HERE, 5, is_revoked=True)


def test_staff_downloads_what_is_revoked(actor_with: ActorWith) -> None:
    policies.require_downloads(actor_with(P.CERTIFICATES_VIEW, path="/1/"), HERE, 5, is_revoked=True)


def test_somebody_else_does_not_learn_of_the_paper(actor_with: ActorWith) -> None:
    with pytest.raises(NotFound):
        policies.require_downloads(actor_with(P.EXAMS_SIT, person_id=6), HERE, 5, is_revoked=False)


def test_visitor_does_not_learn_of_the_paper() -> None:
    with pytest.raises(NotFound):
        policies.require_downloads(VISITOR, HERE, 5, is_revoked=False)


def test_revoking_needs_its_own_permission(actor_with: ActorWith) -> None:
    policies.require_revokes(actor_with(P.CERTIFICATES_REVOKE, path="/1/", person_id=9), HERE, 5)
    with pytest.raises(NotAllowed):
        policies.require_revokes(actor_with(P.CERTIFICATES_VIEW, P.CERTIFICATES_ISSUE, path="/1/", person_id=9), HERE, 5)


def test_revoking_elsewhere_is_refused(actor_with: ActorWith) -> None:
    with pytest.raises(NotAllowed):
        policies.require_revokes(actor_with(P.CERTIFICATES_REVOKE, path="/2/", person_id=9), HERE, 5)


def test_nobody_revokes_their_own(actor_with: ActorWith) -> None:
    with pytest.raises(NotAllowed):
        policies.require_revokes(actor_with(P.CERTIFICATES_REVOKE, path="/", person_id=5), HERE, 5)


def test_issuing_needs_its_permission_where_the_exam_was_held(actor_with: ActorWith) -> None:
    policies.require_issues(actor_with(P.CERTIFICATES_ISSUE, path="/1/4/"), HERE)
    policies.require_issues(SYSTEM, HERE)
    with pytest.raises(NotAllowed):
        policies.require_issues(actor_with(P.CERTIFICATES_ISSUE, path="/1/5/"), HERE)
    with pytest.raises(NotAllowed):
        policies.require_issues(actor_with(P.CERTIFICATES_VIEW, path="/1/4/"), HERE)
