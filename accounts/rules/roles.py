"""Roles as data: which permissions each gives and where it may be held. A new role is a new entry here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.actor import Grant
from core.permissions import Permission as P
from core.words import Message, say


class RoleCode(StrEnum):
    ADMINISTRATOR = "administrator"
    MANAGER = "manager"
    TEACHER = "teacher"
    STUDENT = "student"
    CANDIDATE = "candidate"
    PARENT = "parent"
    COUNCIL_CHAIR = "council_chair"
    SECRETARY = "secretary"
    QUESTION_BOARD = "question_board"
    INVIGILATOR = "invigilator"
    MARKER = "marker"


@dataclass(frozen=True)
class Role:
    """A named set of permissions. An exam role may be held at an organisation or at one exam, the others never at an exam."""

    code: RoleCode
    label: Message
    permissions: frozenset[P]
    at_exam: bool = False


@dataclass(frozen=True)
class Held:
    """A role somebody holds, with the path of its organisation (`/` for everywhere), or the exam."""

    role: str
    path: str | None = None
    exam_id: int | None = None


OWN_WORK = frozenset({P.EXAMS_SIT, P.REVIEW_PRACTISE, P.COURSES_LEARN, P.CHILDREN_FOLLOW})
"""Permissions over nobody but oneself and one's children: they make nobody staff, and whoever appoints need not hold them."""

_PEOPLE = {P.PEOPLE_VIEW, P.PEOPLE_MANAGE, P.PEOPLE_RESET_PASSWORD, P.ROLES_GRANT}
_TEACHING = {P.BANK_VIEW, P.BANK_WRITE, P.VIDEO_EDIT, P.REVIEW_MANAGE, P.COURSES_TEACH}
_CERTIFICATES = {P.CERTIFICATES_VIEW, P.CERTIFICATES_ISSUE, P.CERTIFICATES_REVOKE}

# A manager holds the bank as teachers do: who may appoint a teacher could otherwise only gain it by a detour.
ROLES: dict[str, Role] = {
    role.code: role
    for role in (
        Role(RoleCode.ADMINISTRATOR, say("Quản trị viên"), frozenset(P) - OWN_WORK),
        Role(
            RoleCode.MANAGER,
            say("Cán bộ quản lý"),
            frozenset(
                _PEOPLE
                | _TEACHING
                | {P.BANK_APPROVE, P.ORGANISATIONS_MANAGE, P.GROUPS_MANAGE, P.AUDIT_VIEW, P.COURSES_MANAGE, P.COURSES_REPORT}
                | {P.EXAMS_VIEW, P.EXAMS_PREPARE, P.CERTIFICATES_VIEW}
            ),
        ),
        Role(RoleCode.TEACHER, say("Giáo viên"), frozenset(_TEACHING | {P.EXAMS_VIEW, P.PEOPLE_VIEW})),
        Role(RoleCode.STUDENT, say("Học sinh"), frozenset({P.EXAMS_SIT, P.REVIEW_PRACTISE, P.COURSES_LEARN})),
        Role(RoleCode.CANDIDATE, say("Thí sinh"), frozenset({P.EXAMS_SIT})),
        Role(RoleCode.PARENT, say("Phụ huynh"), frozenset({P.CHILDREN_FOLLOW})),
        Role(
            RoleCode.COUNCIL_CHAIR,
            say("Chủ tịch hội đồng thi"),
            # The chair appoints the secretary, the invigilators and the markers, and nobody gives what they do not hold.
            frozenset(
                {P.EXAMS_VIEW, P.EXAMS_PREPARE, P.EXAMS_SEAL, P.EXAMS_RELEASE, P.EXAMS_CANDIDATES}
                | {P.EXAMS_INVIGILATE, P.EXAMS_MARK, P.ROLES_GRANT, P.PEOPLE_VIEW, P.PEOPLE_MANAGE}
                | _CERTIFICATES
            ),
            at_exam=True,
        ),
        Role(
            RoleCode.SECRETARY,
            say("Thư ký hội đồng thi"),
            frozenset(
                {P.EXAMS_VIEW, P.EXAMS_PREPARE, P.EXAMS_CANDIDATES, P.CERTIFICATES_VIEW, P.CERTIFICATES_ISSUE}
                | {P.PEOPLE_VIEW, P.PEOPLE_MANAGE}
            ),
            at_exam=True,
        ),
        Role(
            RoleCode.QUESTION_BOARD,
            say("Ban đề thi"),
            frozenset({P.BANK_VIEW, P.BANK_WRITE, P.BANK_APPROVE, P.EXAMS_VIEW, P.EXAMS_PREPARE}),
            at_exam=True,
        ),
        Role(RoleCode.INVIGILATOR, say("Giám thị"), frozenset({P.EXAMS_VIEW, P.EXAMS_INVIGILATE}), at_exam=True),
        Role(RoleCode.MARKER, say("Giám khảo"), frozenset({P.EXAMS_MARK}), at_exam=True),
    )
}
EXAM_ROLES = tuple(role for role in ROLES.values() if role.at_exam)

OUTRANKED = say("Người này giữ vai trò mà bạn không có. Hãy nhờ quản trị viên.")


def label_of(code: str) -> Message:
    """The role's name; the bare code for a role that is no longer data."""
    role = ROLES.get(code)
    return role.label if role else Message(code)


def powers_of(code: str) -> frozenset[P]:
    """What a role lets its holder do to others: its permissions without the holder's own work."""
    role = ROLES.get(code)
    return role.permissions - OWN_WORK if role else frozenset()


def is_staff(roles: Iterable[str]) -> bool:
    """Whether any of the roles reaches beyond the holder's own work."""
    return any(powers_of(role) for role in roles)


def grants_of(held: Iterable[Held]) -> tuple[Grant, ...]:
    """The permissions that roles give, each at the place where its role is held, without repeats."""
    return tuple(dict.fromkeys(_grants(held)))


def _grants(held: Iterable[Held]) -> Iterator[Grant]:
    for entry in held:
        role = ROLES.get(entry.role)
        for permission in sorted(role.permissions) if role else ():
            yield Grant(permission, None if entry.exam_id else entry.path, entry.exam_id)


def place_word(organisation_id: int | None, exam_id: int | None) -> str:
    """The place of an assignment as one word, for its unique constraint."""
    if exam_id is not None:
        return f"exam:{exam_id}"
    return "/" if organisation_id is None else f"organisation:{organisation_id}"
