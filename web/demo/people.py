"""The people of the demo: a department, a school, a test centre, one account per role, a class and a cohort."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts import api as accounts
from core.actor import SYSTEM
from web.demo.accounts import PASSWORD

STAFF = (
    # user name, full name, where, role, role's place (None: everywhere)
    ("quantri", "Phạm Quốc Trị", "so", "administrator", None),
    ("quanly", "Lê Thị Quản", "truong", "manager", "truong"),
    ("giaovien", "Nguyễn Thị Minh Giáo", "truong", "teacher", "truong"),
    ("chutich", "Trần Văn Chủ", "trungtam", "council_chair", "trungtam"),
    ("thuky", "Đỗ Thị Thư", "trungtam", "secretary", "trungtam"),
    ("bande", "Vũ Đình Đề", "trungtam", "question_board", "trungtam"),
    ("giamthi", "Hoàng Văn Giám", "trungtam", "invigilator", "trungtam"),
    ("giamkhao", "Bùi Thị Khảo", "trungtam", "marker", "trungtam"),
)
CLASS = (
    "Bùi Gia An", "Cao Minh Anh", "Đặng Quỳnh Anh", "Đinh Hoàng Bách", "Đỗ Ngọc Bích", "Dương Hải Đăng", "Hà Minh Đức", "Hồ Thùy Dung",
    "Hoàng Tiến Dũng", "Huỳnh Thu Hà", "Kiều Gia Hân", "Lâm Đức Hiếu", "Lê Khánh Hòa", "Lê Quang Huy", "Lương Thanh Hương", "Lý Gia Khánh",
    "Mai Đăng Khoa", "Ngô Bảo Lâm", "Nguyễn Khánh Linh", "Nguyễn Thành Long", "Nguyễn Phương Mai", "Nguyễn Nhật Minh", "Phạm Hà My",
    "Phạm Trọng Nghĩa", "Phan Bảo Ngọc", "Quách Tấn Phát", "Tạ Minh Quân", "Trần Như Quỳnh", "Trịnh Anh Thư", "Võ Tường Vy",
)  # fmt: skip
COHORT = (
    "Nguyễn Văn Thí", "Trần Thị Ngọc Ánh", "Lê Hữu Phước", "Phạm Thị Ẩn", "Vũ Đức Ổn", "Đoàn Thị Ửng", "Bùi Xuân Trường", "Đào Thị Lụa",
    "Hoàng Thị Ngân", "Ngô Quang Ước", "Tô Thị Hằng", "Chu Văn Sơn",
)  # fmt: skip
WOMEN = set("Anh Bích Dung Hà Hân Hòa Hương Linh Mai My Ngọc Quỳnh Thư Vy Ánh Ẩn Ửng Lụa Ngân Hằng".split())
PLACES = ("Hà Nội", "Nam Định", "Thái Bình", "Hải Phòng", "Ninh Bình", "Hưng Yên")


@dataclass(frozen=True)
class Cast:
    """Ids by name: organisations, the class and the cohort as groups, and everybody's person id by user name."""

    organisations: dict[str, int]
    groups: dict[str, int]
    people: dict[str, int]


def load_people() -> Cast:
    """Everybody, with roles; run as the system in one transaction."""
    organisations = _organisations()
    people = {username: _staff(username, name, organisations[where]) for username, name, where, _, _ in STAFF}
    for username, _, _, role, place in STAFF:
        accounts.grant_role(SYSTEM, people[username], role, organisations[place] if place else None)
    school, centre = organisations["truong"], organisations["trungtam"]
    people["phuhuynh"] = _staff("phuhuynh", "Bùi Văn Phụ", school)
    accounts.grant_role(SYSTEM, people["phuhuynh"], "parent", school)
    groups = {
        "12A1": accounts.create_group(SYSTEM, school, "12A1", "class", "2026-2027").id,
        "CB-11": accounts.create_group(SYSTEM, centre, "Ứng dụng CNTT cơ bản, khóa 11/2026", "cohort", "2026-2027").id,
    }
    people |= _learners(CLASS, "hocsinh", school, groups["12A1"], "student", 2009)
    people |= _learners(COHORT, "thisinh", centre, groups["CB-11"], "candidate", 1998)
    return Cast(organisations, groups, people)


def _organisations() -> dict[str, int]:
    department = accounts.create_organisation(SYSTEM, "SGD-MAU", "Sở Giáo dục và Đào tạo tỉnh Mẫu", "department").id
    school = accounts.create_organisation(SYSTEM, "THPT-VANMIEU", "Trường THPT Văn Miếu", "school", department).id
    centre = accounts.create_organisation(SYSTEM, "TTTH", "Trung tâm Tin học tỉnh Mẫu", "centre", department).id
    return {"so": department, "truong": school, "trungtam": centre}


def _staff(username: str, name: str, organisation_id: int) -> int:
    new = accounts.NewPerson(name, username, email=f"{username}@khoabang.example", organisation_id=organisation_id)
    return accounts.create_person(SYSTEM, new, password=PASSWORD).id


def _learners(names: tuple[str, ...], stem: str, organisation_id: int, group_id: int, role: str, year: int) -> dict[str, int]:
    """The first takes the bare name and can sign in; the others wait for a password from their school."""
    ids = {}
    for index, name in enumerate(names, start=1):
        username = stem if index == 1 else f"{stem}{index:02d}"
        new = accounts.NewPerson(
            name, username, code=f"{stem[:2].upper()}{index:04d}", organisation_id=organisation_id,
            birth_on=date(year, 1 + index % 12, 1 + index * 7 % 28), birth_place=PLACES[index % len(PLACES)],
            gender="female" if name.split()[-1] in WOMEN else "male", ethnicity="Kinh", citizen_id=f"0012{year % 100:02d}{index:06d}",
            extra_time_percent=25 if index == 5 else 0,
        )  # fmt: skip
        ids[username] = accounts.create_person(SYSTEM, new, password=PASSWORD if index == 1 else None).id
        accounts.add_member(SYSTEM, group_id, ids[username])
        accounts.grant_role(SYSTEM, ids[username], role, organisation_id)
    return ids
