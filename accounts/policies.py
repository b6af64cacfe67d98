"""Who may do what to which person, organisation, group or role. Values in; silence or a refusal out."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.rules.roles import OUTRANKED, OWN_WORK, powers_of
from core.actor import Actor, Grant, Place
from core.errors import Conflict, NotAllowed, NotFound
from core.permissions import Permission as P
from core.words import say


def may_see_person(actor: Actor, path: str) -> bool:
    return actor.may(P.PEOPLE_VIEW, Place(path)) or actor.may(P.PEOPLE_MANAGE, Place(path))


def may_manage_person(actor: Actor, path: str) -> bool:
    return actor.may(P.PEOPLE_MANAGE, Place(path))


def may_grant_at(actor: Actor, role: str, path: str, exam_id: int | None = None) -> bool:
    """Nobody gives away what they do not hold at that very place themselves."""
    place = Place(path, exam_id)
    return actor.may(P.ROLES_GRANT, place) and all(actor.may(permission, place) for permission in powers_of(role))


def outranks(actor: Actor, grants: Iterable[Grant]) -> bool:
    """Whether the actor holds all that the other holds, so that taking over the other's account would gain nothing."""
    others = (grant for grant in grants if grant.permission not in OWN_WORK)
    return all(actor.may(grant.permission, Place(grant.organisation_path or "/", grant.exam_id)) for grant in others)


def require_sees_person(actor: Actor, path: str) -> None:
    """Staff does not even learn of people outside the organisations where they may see people."""
    if not may_see_person(actor, path):
        raise NotFound


def require_manages_person(actor: Actor, path: str, exam_id: int | None = None) -> None:
    """`exam_id`: for candidates, whoever manages people at that one exam may too."""
    if not actor.may(P.PEOPLE_MANAGE, Place(path, exam_id)):
        raise NotAllowed(say("Bạn không quản lý người dùng của đơn vị này."))


def may_reset_password(actor: Actor, person_id: int, path: str, grants: Iterable[Grant]) -> bool:
    return actor.person_id != person_id and actor.may(P.PEOPLE_RESET_PASSWORD, Place(path)) and outranks(actor, grants)


def require_links_guardian(actor: Actor, guardian_path: str, child_path: str) -> None:
    """Whoever manages the child says who follows them, and only among people whom they may know of."""
    require_sees_person(actor, child_path)
    require_sees_person(actor, guardian_path)
    require_manages_person(actor, child_path)


def require_may_reset_password(actor: Actor, person_id: int, path: str, grants: Iterable[Grant]) -> None:
    """Not one's own (there is a page for that), not outside one's organisations, not of somebody mightier."""
    if actor.person_id == person_id:
        raise NotAllowed(say("Hãy đổi mật khẩu của chính bạn ở trang Hồ sơ của tôi."))
    if not actor.may(P.PEOPLE_RESET_PASSWORD, Place(path)):
        raise NotAllowed
    if not outranks(actor, grants):
        raise NotAllowed(OUTRANKED)


def require_may_rename(actor: Actor, grants: Iterable[Grant]) -> None:
    """What an account is known by (`rules.person.IDENTITY`) changes for nobody mightier: without the name they sign in by, they are out."""
    if not outranks(actor, grants):
        raise NotAllowed(OUTRANKED)


def require_may_deactivate(actor: Actor, person_id: int, path: str, grants: Iterable[Grant]) -> None:
    """Nobody closes their own account or that of somebody mightier."""
    if actor.person_id == person_id:
        raise NotAllowed(say("Bạn không thể tự ngừng tài khoản của mình."))
    require_manages_person(actor, path)
    if not outranks(actor, grants):
        raise NotAllowed(OUTRANKED)


def require_administrator_remains(is_administrator: bool, others: int) -> None:
    """The system is never left without an active administrator."""
    if is_administrator and others == 0:
        raise Conflict(say("Đây là quản trị viên cuối cùng. Hãy giao vai trò quản trị cho người khác trước."))


def require_grants_role(actor: Actor, role: str, path: str, exam_id: int | None = None) -> None:
    if not may_grant_at(actor, role, path, exam_id):
        raise NotAllowed(say("Bạn chỉ trao hoặc thu được vai trò mà chính bạn có đủ quyền ở nơi đó."))


def may_manage_organisation(actor: Actor, path: str) -> bool:
    return actor.may(P.ORGANISATIONS_MANAGE, Place(path))


def require_manages_organisation(actor: Actor, path: str) -> None:
    """`path`: of the organisation itself, or of the parent that a new one is to stand under (`/` for a root)."""
    if not may_manage_organisation(actor, path):
        raise NotAllowed(say("Bạn không quản lý đơn vị này."))


def may_manage_group(actor: Actor, path: str) -> bool:
    return actor.may(P.GROUPS_MANAGE, Place(path))


def require_sees_group(actor: Actor, path: str) -> None:
    if not (may_manage_group(actor, path) or may_see_person(actor, path)):
        raise NotFound


def require_manages_group(actor: Actor, path: str) -> None:
    if not may_manage_group(actor, path):
        raise NotAllowed(say("Bạn không quản lý lớp, nhóm của đơn vị này."))
