"""Where a permission reaches: an organisation and all below it, or one exam and nothing else."""

import pytest

from core.actor import SYSTEM, VISITOR, Grant, Place, require, signed_in_actor
from core.errors import NotAllowed
from core.permissions import Permission as P

SCHOOL = Place("/1/4/", exam_id=7)


@pytest.mark.parametrize(
    ("grant", "reaches"),
    [
        (Grant(P.EXAMS_SEAL, "/"), True),
        (Grant(P.EXAMS_SEAL, "/1/"), True),
        (Grant(P.EXAMS_SEAL, "/1/4/"), True),
        (Grant(P.EXAMS_SEAL, "/1/4/9/"), False),
        (Grant(P.EXAMS_SEAL, "/1/45/"), False),
        (Grant(P.EXAMS_SEAL, exam_id=7), True),
        (Grant(P.EXAMS_SEAL, exam_id=8), False),
        (Grant(P.EXAMS_VIEW, "/"), False),
        (Grant(P.EXAMS_SEAL), False),
    ],
)
def test_a_grant_reaches_its_subtree_or_its_exam(grant: Grant, reaches: bool) -> None:
    assert signed_in_actor(1, "An", (grant,)).may(P.EXAMS_SEAL, SCHOOL) is reaches


def test_a_visitor_may_nothing_and_the_system_everything() -> None:
    assert not VISITOR.holds(P.EXAMS_VIEW) and SYSTEM.may(P.EXAMS_SEAL, SCHOOL)
    with pytest.raises(NotAllowed):
        require(VISITOR, P.EXAMS_VIEW, SCHOOL)


@pytest.mark.parametrize(("name", "initials"), [("Nguyễn Thị Ánh", "TÁ"), ("Ánh", "Á"), ("", "")])
def test_initials_are_of_the_last_two_words(name: str, initials: str) -> None:
    assert signed_in_actor(1, name, ()).initials == initials
