"""The one vocabulary of permissions. Routes are guarded by these words; which role holds which is data of accounts."""

from __future__ import annotations

from enum import StrEnum


class Permission(StrEnum):
    """One thing a person may be allowed to do, named `room.verb`."""

    PEOPLE_VIEW = "people.view"
    PEOPLE_MANAGE = "people.manage"
    PEOPLE_RESET_PASSWORD = "people.reset_password"
    ROLES_GRANT = "roles.grant"
    ORGANISATIONS_MANAGE = "organisations.manage"
    GROUPS_MANAGE = "groups.manage"
    AUDIT_VIEW = "audit.view"
    JOBS_VIEW = "jobs.view"
    CURRICULUM_EDIT = "curriculum.edit"
    VIDEO_EDIT = "video.edit"
    BANK_VIEW = "bank.view"
    BANK_WRITE = "bank.write"
    BANK_APPROVE = "bank.approve"
    EXAMS_VIEW = "exams.view"
    EXAMS_PREPARE = "exams.prepare"
    EXAMS_SEAL = "exams.seal"
    EXAMS_CANDIDATES = "exams.candidates"
    EXAMS_INVIGILATE = "exams.invigilate"
    EXAMS_MARK = "exams.mark"
    EXAMS_RELEASE = "exams.release"
    EXAMS_SIT = "exams.sit"
    CERTIFICATES_VIEW = "certificates.view"
    CERTIFICATES_ISSUE = "certificates.issue"
    CERTIFICATES_REVOKE = "certificates.revoke"
    REVIEW_MANAGE = "review.manage"
    REVIEW_PRACTISE = "review.practise"
    COURSES_TEACH = "courses.teach"
    COURSES_MANAGE = "courses.manage"
    COURSES_REPORT = "courses.report"
    COURSES_LEARN = "courses.learn"
    CHILDREN_FOLLOW = "children.follow"
