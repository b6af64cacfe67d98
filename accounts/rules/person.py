"""What is kept about a person and which of it is well formed."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from datetime import date

from accounts.rules.names import is_username, same_username
from core.folding import tidy
from core.words import Message, say

GENDERS = {"male": say("Nam"), "female": say("Nữ"), "other": say("Khác")}
MOST_EXTRA_TIME = 300
_EMAIL = re.compile(r"[^@\s<>\"',;]+@[^@\s<>\"',;]+\.[^@\s<>\"',;.]+")
_CITIZEN_ID = re.compile(r"\d{9}|\d{12}")
_CODE = re.compile(r"[\w./-]{1,40}")


@dataclass(frozen=True)
class NewPerson:
    """A person as given. Empty text means unknown; an empty `username` is made from the name. `gender`: male, female, other."""

    full_name: str
    username: str = ""
    code: str = ""
    email: str = ""
    birth_on: date | None = None
    birth_place: str = ""
    gender: str = ""
    ethnicity: str = ""
    citizen_id: str = ""
    organisation_id: int | None = None
    extra_time_percent: int = 0


IDENTITY = ("username", "code", "email", "citizen_id", "organisation_id")
"""What a person is found, reached and recognised by."""
LENGTHS = {"full_name": 120, "email": 200, "birth_place": 200, "ethnicity": 40}


def tidied(new: NewPerson) -> NewPerson:
    """The same person with spaces and cases in order."""
    return replace(
        new,
        full_name=tidy(new.full_name),
        username=same_username(new.username),
        code=tidy(new.code),
        email=tidy(new.email).lower(),
        birth_place=tidy(new.birth_place),
        ethnicity=tidy(new.ethnicity),
        citizen_id=re.sub(r"[\s.]", "", new.citizen_id),
    )


def problems(new: NewPerson, today: date) -> dict[str, Message]:
    """What is malformed, by field."""
    found: dict[str, Message] = {}
    if not new.full_name:
        found["full_name"] = say("Hãy ghi họ và tên.")
    for name, most in LENGTHS.items():
        if len(getattr(new, name)) > most:
            found[name] = say("Không dài quá %(max)d ký tự.", max=most)
    if new.username and not is_username(new.username):
        found["username"] = say("Tên đăng nhập gồm 2-60 chữ cái không dấu, chữ số và các dấu . _ - @")
    if new.code and not _CODE.fullmatch(new.code):
        found["code"] = say("Mã chỉ gồm chữ cái, chữ số và các dấu . / _ -, không quá 40 ký tự.")
    if new.email and not _EMAIL.fullmatch(new.email):
        found["email"] = say("Địa chỉ thư điện tử chưa đúng.")
    if new.citizen_id and not _CITIZEN_ID.fullmatch(new.citizen_id):
        found["citizen_id"] = say("Số CCCD gồm 12 chữ số (CMND cũ: 9).")
    if new.birth_on and not date(1900, 1, 1) <= new.birth_on <= today:
        found["birth_on"] = say("Ngày sinh không hợp lý.")
    if new.gender and new.gender not in GENDERS:
        found["gender"] = say("Giới tính ghi Nam, Nữ hoặc Khác.")
    if not 0 <= new.extra_time_percent <= MOST_EXTRA_TIME:
        found["extra_time_percent"] = say("Thời gian thêm từ 0 đến %(most)d %%.", most=MOST_EXTRA_TIME)
    return found
