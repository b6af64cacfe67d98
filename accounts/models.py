"""Tables of people, where they belong, how they sign in and which roles they hold."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, validates

from accounts.rules.names import name_order, search_words
from core.db import Model, UtcDateTime


class OrganisationKind(StrEnum):
    DEPARTMENT = "department"
    SCHOOL = "school"
    CENTRE = "centre"
    OTHER = "other"


class GroupKind(StrEnum):
    CLASS = "class"
    COHORT = "cohort"


class Organisation(Model):
    """A node of the one tree. `path` is `/1/4/`: the ids from the root down to this one, so a subtree is a prefix."""

    __tablename__ = "accounts_organisation"

    id: Mapped[int] = mapped_column(primary_key=True)
    code: Mapped[str] = mapped_column(String(40), unique=True)
    name: Mapped[str] = mapped_column(String(200))
    kind: Mapped[str] = mapped_column(String(20))
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_organisation.id"), index=True)
    path: Mapped[str] = mapped_column(String(200), index=True, default="")


class Person(Model):
    """A human being with an account. `username` is kept case-folded; `search` and `name_order` follow the name by themselves."""

    __tablename__ = "accounts_person"
    __table_args__ = (UniqueConstraint("organisation_id", "code"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    full_name: Mapped[str] = mapped_column(String(120))
    username: Mapped[str] = mapped_column(String(60), unique=True)
    email: Mapped[str] = mapped_column(String(200), default="")
    code: Mapped[str | None] = mapped_column(String(40))
    birth_on: Mapped[date | None] = mapped_column(Date)
    birth_place: Mapped[str] = mapped_column(String(200), default="")
    gender: Mapped[str] = mapped_column(String(10), default="")
    ethnicity: Mapped[str] = mapped_column(String(40), default="")
    citizen_id: Mapped[str | None] = mapped_column(String(20), unique=True)
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_organisation.id"), index=True)
    password_hash: Mapped[str] = mapped_column(String(200), default="")
    must_change_password: Mapped[bool] = mapped_column(default=False)
    is_active: Mapped[bool] = mapped_column(default=True, index=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime, index=True)
    extra_time_percent: Mapped[int] = mapped_column(default=0)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    unread_count: Mapped[int] = mapped_column(default=0)
    """How many notifications wait: kept here so that the bell of every page costs no query."""
    language: Mapped[str] = mapped_column(String(2), default="vi")
    """What letters to the person are written in: the language they last chose for their pages."""
    digest: Mapped[str] = mapped_column(String(10), default="daily")
    """When unread notifications go out by e-mail: `daily`, `weekly` or `never`."""
    digested_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
    feed_number: Mapped[int] = mapped_column(default=1)
    """Signed into the address of the person's calendar feed; one more makes the old address worthless."""
    search: Mapped[str] = mapped_column(String(300), default="", index=True)
    name_order: Mapped[str] = mapped_column(String(160), default="", index=True)

    @validates("full_name", "username", "code")
    def _keep_search(self, column: str, value: str | None) -> str | None:
        known = {"full_name": self.full_name, "username": self.username, "code": self.code, column: value}
        self.search = search_words(known["full_name"] or "", known["username"] or "", known["code"])
        self.name_order = name_order(known["full_name"] or "")
        return value


class BrowserSession(Model):
    """One browser signed in. The cookie holds a random token, this row only its SHA-256."""

    __tablename__ = "accounts_session"

    id: Mapped[int] = mapped_column(primary_key=True)
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    last_seen_at: Mapped[datetime] = mapped_column(UtcDateTime)
    expires_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)
    address: Mapped[str] = mapped_column(String(60), default="")
    agent: Mapped[str] = mapped_column(String(300), default="")
    revoked_at: Mapped[datetime | None] = mapped_column(UtcDateTime)


class UnknownName(Model):
    """Wrong tries at a username that nobody has, so that it locks like a real one and tells a stranger nothing."""

    __tablename__ = "accounts_unknown_name"

    name_hash: Mapped[str] = mapped_column(String(64), primary_key=True)
    failed_sign_ins: Mapped[int] = mapped_column(default=0)
    locked_until: Mapped[datetime | None] = mapped_column(UtcDateTime)
    tried_at: Mapped[datetime] = mapped_column(UtcDateTime, index=True)


class Group(Model):
    """A class or a cohort of one organisation, in one school year (`2026-2027`, empty when it has none)."""

    __tablename__ = "accounts_group"
    __table_args__ = (UniqueConstraint("organisation_id", "name", "school_year"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    organisation_id: Mapped[int] = mapped_column(ForeignKey("accounts_organisation.id"), index=True)
    name: Mapped[str] = mapped_column(String(80))
    kind: Mapped[str] = mapped_column(String(10))
    school_year: Mapped[str] = mapped_column(String(9), default="")


class GroupMember(Model):
    __tablename__ = "accounts_group_member"

    group_id: Mapped[int] = mapped_column(ForeignKey("accounts_group.id"), primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True, index=True)


class RoleAssignment(Model):
    """A role held at one place: an organisation and all below it, one exam, or everywhere when both are empty.

    `place` repeats the two as one word (`/`, `organisation:4`, `exam:7`) because NULLs never collide in a unique constraint.
    `exam_id` is a plain number: exams stand above this room.
    """

    __tablename__ = "accounts_role_assignment"
    __table_args__ = (
        UniqueConstraint("person_id", "role", "place"),
        Index("ix_accounts_role_assignment_role_place", "role", "place"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), index=True)
    role: Mapped[str] = mapped_column(String(30))
    organisation_id: Mapped[int | None] = mapped_column(ForeignKey("accounts_organisation.id"), index=True)
    exam_id: Mapped[int | None] = mapped_column(index=True)
    place: Mapped[str] = mapped_column(String(40))
    granted_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    granted_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Guardian(Model):
    """A parent (or who stands for one) and a child whose progress they may follow."""

    __tablename__ = "accounts_guardian"

    guardian_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True)
    child_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"), primary_key=True, index=True)
    linked_by: Mapped[int | None] = mapped_column(ForeignKey("accounts_person.id"))
    linked_at: Mapped[datetime] = mapped_column(UtcDateTime)


class Notification(Model):
    """Something a person is told: a message in the source language with its arguments, and where it leads."""

    __tablename__ = "accounts_notification"
    __table_args__ = (
        Index("ix_accounts_notification_person_id_id", "person_id", "id"),
        Index("ix_accounts_notification_read_at_created_at", "read_at", "created_at"),
    )

    id: Mapped[int] = mapped_column(primary_key=True)
    person_id: Mapped[int] = mapped_column(ForeignKey("accounts_person.id"))
    kind: Mapped[str] = mapped_column(String(30))
    message: Mapped[str] = mapped_column(String(300))
    arguments: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    url: Mapped[str] = mapped_column(String(300))
    created_at: Mapped[datetime] = mapped_column(UtcDateTime)
    read_at: Mapped[datetime | None] = mapped_column(UtcDateTime)
