"""Who may do what to one exam, beyond holding a permission at its place."""

from __future__ import annotations

from core.actor import Actor, Place
from core.errors import NotAllowed
from core.permissions import Permission as P
from core.words import say

OVER_CANDIDATES = frozenset({P.EXAMS_SEAL, P.EXAMS_INVIGILATE, P.EXAMS_MARK, P.EXAMS_RELEASE})
"""What nobody does in an exam that they sit themselves: see its paper, watch, mark, release."""


def may_draw(actor: Actor, exam: Place, bank_path: str) -> bool:
    """Whoever plans an exam may draw from its own organisation's banks without reading them, and from banks they may read."""
    return bank_path == exam.organisation_path or actor.may(P.BANK_VIEW, Place(bank_path))


def require_draw(actor: Actor, exam: Place, bank_path: str) -> None:
    """Raise NotAllowed for a bank that the exam may not draw from."""
    if not may_draw(actor, exam, bank_path):
        raise NotAllowed


def asks_over_candidates(actor: Actor, permissions: tuple[P, ...]) -> bool:
    """Whether an actor who can sit exams at all is at work over candidates, so that it matters if they are one of them."""
    return OVER_CANDIDATES.issuperset(permissions) and actor.person_id is not None and actor.holds(P.EXAMS_SIT)


def require_not_a_candidate(*, is_candidate: bool, is_released: bool) -> None:
    """Nobody judges in their own cause; after the release nothing is left to judge."""
    if is_candidate and not is_released:
        raise NotAllowed(say("Bạn là thí sinh của kỳ thi này nên không làm việc của hội đồng thi ở đây."))


def may_have_seen_the_paper(actor: Actor, exam: Place, *, gives_certificate: bool) -> bool:
    """Whether the actor works over this exam's candidates, or, where a certificate is at stake, reads the bank it is drawn from."""
    seen = OVER_CANDIDATES | {P.BANK_VIEW, P.BANK_WRITE} if gives_certificate else OVER_CANDIDATES
    return any(actor.may(permission, exam) for permission in seen)


def may_be_analysed(*, is_released: bool, releases_by_itself: bool) -> bool:
    """Figures of questions exist once results do: before the release they would tell what the council has not decided."""
    return is_released or releases_by_itself


def may_know_the_paper(actor: Actor, exam: Place, *, is_over: bool) -> bool:
    """Whether the actor may know which questions stand in the exam's paper: until it is over, only who may see the sealed forms."""
    return actor.may(P.EXAMS_SEAL, exam) or (is_over and actor.may(P.EXAMS_VIEW, exam))


def require_paper(actor: Actor, exam: Place, *, is_over: bool) -> None:
    """Raise NotAllowed for who may not know yet what the paper holds."""
    if not may_know_the_paper(actor, exam, is_over=is_over):
        raise NotAllowed
