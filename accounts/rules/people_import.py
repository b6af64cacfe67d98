"""What an import would do with each row of a list of people. Pure: rows and known people in, decisions out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from enum import StrEnum

from accounts.rules.names import free_username, username_from
from accounts.rules.person import GENDERS, IDENTITY, NewPerson, problems, tidied
from accounts.rules.roles import OUTRANKED, ROLES
from core.folding import fold, tidy
from core.words import Message, say

Cell = str | int | float | bool | date | datetime | None


class Outcome(StrEnum):
    NEW = "new"
    CHANGED = "changed"
    UNCHANGED = "unchanged"
    REFUSED = "refused"


@dataclass(frozen=True)
class Column:
    """A column of the list: the field it fills, its heading, and other headings that mean it (folded)."""

    name: str
    heading: Message
    also: tuple[str, ...] = ()
    width: int = 16


COLUMNS = (
    Column("full_name", say("Họ và tên"), ("ho va ten", "ho ten", "full name", "name"), 26),
    Column("username", say("Tên đăng nhập"), ("ten dang nhap", "tai khoan", "username", "user name")),
    Column("code", say("Mã số"), ("ma so", "ma hoc sinh", "ma dinh danh", "ma hs", "ma gv", "ma giao vien", "code", "id number")),
    Column("birth_on", say("Ngày sinh"), ("ngay sinh", "ngay thang nam sinh", "date of birth", "birthday", "born on"), 13),
    Column("birth_place", say("Nơi sinh"), ("noi sinh", "place of birth")),
    Column("gender", say("Giới tính"), ("gioi tinh", "gender", "sex"), 10),
    Column("ethnicity", say("Dân tộc"), ("dan toc", "ethnicity", "ethnic group"), 10),
    Column("citizen_id", say("Số CCCD"), ("so cccd", "cccd", "so cmnd", "cmnd", "so cccd/cmnd", "citizen id", "id card number")),
    Column("email", say("Thư điện tử"), ("thu dien tu", "email", "e-mail", "mail"), 24),
    Column("group", say("Lớp, nhóm"), ("lop, nhom", "lop", "nhom", "lop/nhom", "class", "group", "class or group"), 12),
    Column("role", say("Vai trò"), ("vai tro", "role"), 14),
)
IGNORED = {"stt", "tt", "no", "no.", "#", "ghi chu", "ly do", "reasons", "note"}
_DATE = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})")
_ISO = re.compile(r"(\d{4})-(\d{2})-(\d{2})")


@dataclass(frozen=True)
class Row:
    """One row as read. `line` is its number in the sheet; `wrong` what could not be read, by column."""

    line: int
    person: NewPerson
    group: str = ""
    role: str = ""
    wrong: Mapping[str, Message] = field(default_factory=dict)


@dataclass(frozen=True)
class Known:
    """Somebody who may be the person of a row. `is_manageable`: at or below the organisation of the import; `is_mightier`: holds
    what whoever imports does not, so nothing that the account is known by may change.
    """

    id: int
    person: NewPerson
    groups: frozenset[str]
    roles: frozenset[str]
    is_manageable: bool
    is_mightier: bool = False


@dataclass(frozen=True)
class Decision:
    """What becomes of a row. `person` is what will stand; `changes` are (heading, old, new); `reasons` why it is refused."""

    row: Row
    outcome: Outcome
    person: NewPerson
    known_id: int | None = None
    changes: tuple[tuple[Message, str, str], ...] = ()
    reasons: tuple[Message, ...] = ()
    adds_group: bool = False
    adds_role: bool = False


@dataclass(frozen=True)
class Frame:
    """What holds for all rows: the organisation, the role of those who have none in the file, the roles that may be given, today."""

    organisation_id: int
    default_role: str
    roles: Mapping[str, str]
    may_make_groups: bool
    today: date


def heading_map(headings: Sequence[Cell]) -> tuple[dict[int, str], list[str]]:
    """Which sheet column fills which field, and the headings nobody knows."""
    by_heading = {heading: column.name for column in COLUMNS for heading in (fold(str(column.heading)), *column.also)}
    found: dict[int, str] = {}
    unknown: list[str] = []
    for position, heading in enumerate(headings):
        text = fold(as_text(heading)).rstrip(" *")
        name = by_heading.get(text)
        if name and name not in found.values():
            found[position] = name
        elif text and text not in IGNORED:
            unknown.append(as_text(heading))
    return found, unknown


def as_text(cell: Cell) -> str:
    """A cell as text. Whole numbers lose Excel's `.0`; text keeps its leading zeros."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return str(cell).strip()


def as_day(cell: Cell) -> date | None:
    """A date cell, or text as dd/mm/yyyy (also with . or -) or yyyy-mm-dd. ValueError when it is neither."""
    if isinstance(cell, datetime):
        return cell.date()
    if isinstance(cell, date):
        return cell
    text = as_text(cell)
    if not text:
        return None
    if found := _DATE.fullmatch(text):
        return date(int(found[3]), int(found[2]), int(found[1]))
    if found := _ISO.fullmatch(text):
        return date(int(found[1]), int(found[2]), int(found[3]))
    raise ValueError(text)


def as_citizen_id(cell: Cell) -> str:
    """A citizen's number; one that Excel turned into a number gets back the zeros it lost."""
    text = as_text(cell)
    return text.zfill(12) if isinstance(cell, (int, float)) and 9 < len(text) < 12 else text


def read_row(line: int, cells: Mapping[str, Cell], roles: Mapping[str, str]) -> Row:
    """One row. `roles` are the names of roles that may be given, folded, with their codes."""
    wrong: dict[str, Message] = {}
    birth_on: date | None = None
    try:
        birth_on = as_day(cells.get("birth_on"))
    except ValueError:
        wrong["birth_on"] = say("Ngày sinh “%(text)s” không đọc được; hãy ghi ngày/tháng/năm.", text=as_text(cells["birth_on"])[:30])
    gender = _gender(as_text(cells.get("gender")))
    if gender is None:
        wrong["gender"] = say("Giới tính ghi Nam, Nữ hoặc Khác.")
    role_text = as_text(cells.get("role"))
    role = roles.get(fold(role_text), "") if role_text else ""
    if role_text and not role:
        wrong["role"] = say("Vai trò “%(text)s” không có hoặc bạn không được trao.", text=role_text[:30])
    person = NewPerson(
        full_name=as_text(cells.get("full_name")), username=as_text(cells.get("username")), code=as_text(cells.get("code")),
        email=as_text(cells.get("email")), birth_on=birth_on, birth_place=as_text(cells.get("birth_place")), gender=gender or "",
        ethnicity=as_text(cells.get("ethnicity")), citizen_id=as_citizen_id(cells.get("citizen_id")),
    )  # fmt: skip
    return Row(line, tidied(person), tidy(as_text(cells.get("group"))), role, wrong)


def _gender(text: str) -> str | None:
    known = {"": "", "nam": "male", "nu": "female", "khac": "other", **{code: code for code in GENDERS}, "m": "male", "f": "female"}
    return known.get(fold(text))


def givable_roles(codes: Iterable[str]) -> dict[str, str]:
    """Folded names, and codes, of roles an import may give, with their codes."""
    return {key: code for code in codes for key in (fold(str(ROLES[code].label)), code, code.replace("_", " "))}


def decide(rows: Sequence[Row], known: Sequence[Known], frame: Frame, taken_usernames: set[str]) -> list[Decision]:
    """What becomes of every row, in order. A person is the one of the same username, else code, else citizen's number."""
    twice = _twice(rows)
    finder = _Finder(known)
    taken = taken_usernames | {row.person.username for row in rows if row.person.username}
    decisions = []
    for row in rows:
        reasons = [*row.wrong.values(), *twice.get(row.line, ())]
        decision = _refused(row, reasons) if reasons else _decide(row, finder, frame, taken)
        decisions.append(decision)
        taken.add(decision.person.username)
    return decisions


def _decide(row: Row, finder: _Finder, frame: Frame, taken: set[str]) -> Decision:
    matches = finder.matches(row.person)
    if len({match.id for match in matches}) > 1:
        return _refused(row, [say("Tên đăng nhập, mã và số CCCD thuộc về những người khác nhau.")])
    match = matches[0] if matches else None
    if match is not None and not match.is_manageable:
        return _refused(row, [say("Tên đăng nhập hoặc số CCCD này thuộc về người của đơn vị khác.")])
    person = _over(match.person, row.person) if match else replace(row.person, organisation_id=frame.organisation_id)
    if match is None and not person.username:
        person = replace(person, username=free_username(_wanted_username(person), taken))
    if match is not None and match.is_mightier and any(getattr(person, name) != getattr(match.person, name) for name in IDENTITY):
        return _refused(row, [OUTRANKED])
    wrong = list(problems(person, frame.today).values())
    if row.group and len(row.group) > 80:
        wrong.append(say("Tên lớp, nhóm dài quá 80 ký tự."))
    if row.group and not frame.may_make_groups:
        wrong.append(say("Bạn không quản lý lớp, nhóm của đơn vị này."))
    if wrong:
        return _refused(row, wrong)
    return _accepted(row, person, match, frame)


def _accepted(row: Row, person: NewPerson, match: Known | None, frame: Frame) -> Decision:
    role = row.role or ("" if match else frame.default_role)
    row = replace(row, role=role)
    adds_group = bool(row.group) and (match is None or row.group not in match.groups)
    adds_role = bool(role) and (match is None or role not in match.roles)
    if match is None:
        return Decision(row, Outcome.NEW, person, adds_group=adds_group, adds_role=adds_role)
    changes = [
        (column.heading, _shown(getattr(match.person, column.name)), _shown(getattr(person, column.name)))
        for column in COLUMNS
        if hasattr(person, column.name) and getattr(person, column.name) != getattr(match.person, column.name)
    ]
    if adds_group:
        changes.append((say("Lớp, nhóm"), "", row.group))
    if adds_role:
        changes.append((say("Vai trò"), "", str(ROLES[role].label)))
    outcome = Outcome.CHANGED if changes else Outcome.UNCHANGED
    return Decision(row, outcome, person, match.id, tuple(changes), adds_group=adds_group, adds_role=adds_role)


def _shown(value: object) -> str:
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(GENDERS.get(str(value), value or ""))


def _wanted_username(person: NewPerson) -> str:
    code = fold(person.code).replace(" ", "").replace("/", "-")
    return code if re.fullmatch(r"[a-z0-9][a-z0-9._-]{3,39}", code) else username_from(person.full_name)


def _over(old: NewPerson, new: NewPerson) -> NewPerson:
    """`old` with whatever `new` says; an empty cell means leave it."""
    said = {column.name: getattr(new, column.name) for column in COLUMNS if getattr(new, column.name, None)}
    return replace(old, **said)


def _refused(row: Row, reasons: Sequence[Message]) -> Decision:
    return Decision(row, Outcome.REFUSED, row.person, reasons=tuple(reasons))


def _twice(rows: Sequence[Row]) -> dict[int, list[Message]]:
    """For each line, in what it repeats an earlier line of the same file."""
    seen: dict[tuple[str, str], int] = {}
    found: dict[int, list[Message]] = {}
    for row in rows:
        for name in ("username", "code", "citizen_id"):
            value = getattr(row.person, name)
            if not value:
                continue
            first = seen.setdefault((name, value), row.line)
            if first != row.line:
                heading = next(column.heading for column in COLUMNS if column.name == name)
                found.setdefault(row.line, []).append(say("%(column)s trùng với dòng %(line)d.", column=heading, line=first))
    return found


class _Finder:
    def __init__(self, known: Sequence[Known]) -> None:
        self._by: dict[tuple[str, str], Known] = {}
        for entry in known:
            for name in ("username", "code", "citizen_id"):
                value = getattr(entry.person, name)
                if value and (name != "code" or entry.is_manageable):
                    self._by.setdefault((name, value), entry)

    def matches(self, person: NewPerson) -> list[Known]:
        keys = ((name, getattr(person, name)) for name in ("username", "code", "citizen_id"))
        return [self._by[key] for key in keys if key[1] and key in self._by]
