"""Who may see, issue and revoke which certificate. Values in; silence or a refusal out."""

from __future__ import annotations

from core.actor import Actor, Place
from core.errors import Conflict, NotAllowed, NotFound
from core.permissions import Permission as P
from core.words import say


def may_see(actor: Actor, place: Place) -> bool:
    """Whether the actor may open the certificate's page in the register."""
    return actor.may(P.CERTIFICATES_VIEW, place)


def require_sees(actor: Actor, place: Place) -> None:
    """A certificate outside the actor's register is one they do not learn of."""
    if not may_see(actor, place):
        raise NotFound


def require_downloads(actor: Actor, place: Place, holder_id: int, *, is_revoked: bool) -> None:
    """The register's staff always; the holder while it is valid. To anybody else it does not exist."""
    if may_see(actor, place):
        return
    if not actor.is_signed_in or actor.person_id != holder_id:
        raise NotFound
    if is_revoked:
        raise Conflict(say("Chứng chỉ này đã bị thu hồi nên không tải xuống được nữa."))


def may_revoke(actor: Actor, place: Place) -> bool:
    return actor.may(P.CERTIFICATES_REVOKE, place)


def require_revokes(actor: Actor, place: Place, holder_id: int) -> None:
    """By permission at the place, and never one's own: nobody judges in their own cause."""
    if not may_revoke(actor, place):
        raise NotAllowed(say("Bạn không có quyền thu hồi chứng chỉ của đơn vị này."))
    if actor.person_id == holder_id:
        raise NotAllowed(say("Bạn không thể thu hồi chứng chỉ của chính mình."))


def require_issues(actor: Actor, place: Place) -> None:
    """Certificates are issued where the exam was held."""
    if not actor.may(P.CERTIFICATES_ISSUE, place):
        raise NotAllowed(say("Bạn không có quyền cấp chứng chỉ cho kỳ thi này."))
