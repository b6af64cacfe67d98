"""A course as one zip: `course.json`, `lessons/*.json`, `assignments/*.json`, `files/*`. Read with every limit, written to be read again.

What belongs to the course is in the archive; what belongs to everybody is named so that another site can find its own: an episode by
`programme/series/number`, a topic and an exam by their codes. People, marks and dates of release are never in it.
"""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from decimal import Decimal
from io import BytesIO
from typing import Annotated, Any, Literal

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, StringConstraints, ValidationError

from core.errors import Invalid
from core.words import Message, say
from lms.kinds import shape
from lms.rules.items import MOST_ITEMS

FORMAT, VERSION = "khoa-bang-course", 1
MOST_MEMBERS = 2_000
MOST_UNPACKED = 300_000_000
LARGEST_JSON = 5_000_000
MOST_JSON = 20_000_000
"""Of all documents: what JSON becomes in memory is many times as large."""
TOO_LARGE = say("Gói này lớn bất thường nên không được mở.")
_NAME = re.compile(r"course\.json|(?:lessons|assignments)/[a-z0-9][a-z0-9._-]{0,80}\.json|files/[^/\\\x00-\x1f]{1,200}")

Title = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=200)]
Text = Annotated[str, StringConstraints(max_length=50_000)]
Key = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]{1,40}$")]
Place = Annotated[str, StringConstraints(max_length=260)]
Instant = Annotated[AwareDatetime, Field(ge=datetime(2000, 1, 1, tzinfo=UTC), lt=datetime(2200, 1, 1, tzinfo=UTC))]


class Doc(BaseModel):
    """A part of an archive: nothing that this version does not know."""

    model_config = ConfigDict(extra="forbid")


class DetailDoc(Doc):
    """The small data of an item: when a meeting begins and its minutes. Other kinds have none."""

    starts_at: Instant | None = None
    minutes: Annotated[int, Field(ge=1, le=1440)] | None = None


class ItemDoc(Doc):
    """A line of the outline. `target`: a file of the archive, or the name of what belongs to everybody; `needs`: keys of items."""

    key: Key
    kind: Literal["lesson", "episode", "review", "exam", "assignment", "file", "link", "meeting"]
    title: Title
    target: Place = ""
    url: Annotated[str, StringConstraints(max_length=500)] = ""
    detail: DetailDoc = DetailDoc()
    is_visible: bool = True
    opens_at: Instant | None = None
    due_at: Instant | None = None
    completion: Literal["none", "view", "watch", "practise", "submit", "score", "mark"] = "view"
    threshold: Annotated[int, Field(ge=1, le=100)] | None = None
    needs: Annotated[list[Key], Field(max_length=50)] = []


class SectionDoc(Doc):
    title: Title
    summary: Text = ""
    items: Annotated[list[ItemDoc], Field(max_length=400)] = []


class ColumnDoc(Doc):
    """A column of the gradebook; `item` is the key of the item that fills it."""

    term: Literal[1, 2]
    kind: Literal["tx", "gk", "ck"]
    position: Annotated[int, Field(ge=1, le=8)]
    title: Annotated[str, StringConstraints(max_length=120)] = ""
    item: Key | None = None


class CourseDoc(Doc):
    """`course.json`: what the archive is, the course, its outline and the columns of its gradebook."""

    format: Literal["khoa-bang-course"]
    version: Literal[1]
    title: Title
    summary: Text = ""
    subject: Annotated[str, StringConstraints(max_length=40)]
    grade: Annotated[int, Field(ge=1, le=12)] | None = None
    school_year: Annotated[str, StringConstraints(pattern=r"^(\d{4}-\d{4})?$")] = ""
    assessment: Literal["marks", "comments"] = "marks"
    regular_marks: Annotated[int, Field(ge=2, le=4)] = 4
    needs_review: bool = False
    sections: Annotated[list[SectionDoc], Field(max_length=100)] = []
    columns: Annotated[list[ColumnDoc], Field(max_length=40)] = []


class LessonDoc(Doc):
    """A lesson: blocks as in docs/formats.md, with `file` (a name below `files/`) for `file_id` and `episode` (a name) for `episode_id`."""

    title: Title
    topic: Annotated[str, StringConstraints(max_length=60)] | None = None
    is_published: bool = True
    blocks: Annotated[list[dict[str, Any]], Field(max_length=300)]


class LevelDoc(Doc):
    points: Annotated[Decimal, Field(ge=0, le=100)]
    text: Annotated[str, StringConstraints(max_length=300)] = ""


class CriterionDoc(Doc):
    title: Title
    levels: Annotated[list[LevelDoc], Field(min_length=2, max_length=8)]


class AssignmentDoc(Doc):
    title: Title
    instructions: Text = ""
    max_points: Annotated[Decimal, Field(gt=0, le=100)] = Decimal(10)
    rubric: Annotated[list[CriterionDoc], Field(max_length=20)] = []
    files_limit: Annotated[int, Field(ge=0, le=20)] = 5
    due_at: Instant | None = None
    closes_at: Instant | None = None


@dataclass(frozen=True)
class Archive:
    """An archive unpacked. Keys are the names of its parts, as `lessons/01.json`."""

    course: CourseDoc
    lessons: Mapping[str, LessonDoc] = field(default_factory=dict)
    assignments: Mapping[str, AssignmentDoc] = field(default_factory=dict)
    files: Mapping[str, bytes] = field(default_factory=dict)


def write_archive(archive: Archive) -> bytes:
    """The archive as a zip."""
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        docs: dict[str, BaseModel] = {"course.json": archive.course, **archive.lessons, **archive.assignments}
        for name, doc in docs.items():
            packed.writestr(name, json.dumps(doc.model_dump(mode="json"), ensure_ascii=False, indent=1))
        for name, data in archive.files.items():
            packed.writestr(name, data)
    return out.getvalue()


def read_archive(data: bytes) -> Archive:
    """The archive in a zip. Raises Invalid, in words, for what is no archive of ours, of another version, or does not hold together."""
    parts = _unpacked(data)
    if sum(len(raw) for name, raw in parts.items() if name.endswith(".json") and not name.startswith("files/")) > MOST_JSON:
        raise Invalid(TOO_LARGE)
    if "course.json" not in parts:
        raise Invalid(say("Tệp zip này không có course.json nên không phải gói khóa học của Khoa Bảng."))
    course = _read(CourseDoc, "course.json", _of_this_version(parts["course.json"]))
    lessons = {name: _read(LessonDoc, name, _json(name, raw)) for name, raw in parts.items() if name.startswith("lessons/")}
    assignments = {name: _read(AssignmentDoc, name, _json(name, raw)) for name, raw in parts.items() if name.startswith("assignments/")}
    archive = Archive(course, lessons, assignments, {name: raw for name, raw in parts.items() if name.startswith("files/")})
    _check_targets(archive)
    return archive


def _unpacked(data: bytes) -> dict[str, bytes]:
    room, parts = MOST_UNPACKED, dict[str, bytes]()
    try:
        with zipfile.ZipFile(BytesIO(data)) as packed:
            members = packed.infolist()
            if len(members) > MOST_MEMBERS or sum(member.file_size for member in members) > room:
                raise Invalid(TOO_LARGE)
            for member in members:
                if member.is_dir():
                    continue
                if not _NAME.fullmatch(member.filename) or member.filename in parts or member.flag_bits & 0x1:
                    raise Invalid(say("Trong gói có tệp lạ: “%(name)s”. Hãy xuất lại gói từ Khoa Bảng.", name=member.filename[:80]))
                with packed.open(member) as stream:
                    content = stream.read(room + 1)
                room -= len(content)
                if room < 0:
                    raise Invalid(TOO_LARGE)
                parts[member.filename] = content
    except (zipfile.BadZipFile, zipfile.LargeZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as broken:
        raise Invalid(say("Tệp này không phải là tệp zip đọc được. Hãy tải lại gói khóa học rồi thử lại.")) from broken
    except Exception as broken:
        if isinstance(broken, Invalid) or type(broken).__module__ != "zlib":
            raise
        raise Invalid(say("Tệp zip bị hỏng. Hãy tải lại gói khóa học rồi thử lại.")) from broken
    return parts


def _of_this_version(raw: bytes) -> object:
    """The JSON of `course.json`, refused by its version before anything else is looked at."""
    found = _json("course.json", raw)
    if not isinstance(found, dict) or found.get("format") != FORMAT:
        raise Invalid(say("Tệp zip này không phải gói khóa học của Khoa Bảng."))
    if found.get("version") != VERSION:
        version = str(found.get("version"))[:20]
        raise Invalid(
            say(
                "Gói này thuộc phiên bản %(version)s, máy chủ này đọc phiên bản %(ours)d. Hãy xuất lại gói ở cùng phiên bản.",
                version=version,
                ours=VERSION,
            )
        )
    return found


def _json(name: str, raw: bytes) -> object:
    unreadable = say("%(name)s trong gói không đọc được.", name=name)
    if len(raw) > LARGEST_JSON:
        raise Invalid(say("%(name)s trong gói quá lớn.", name=name))
    try:
        found: object = json.loads(raw)
    except (ValueError, RecursionError) as broken:
        raise Invalid(unreadable) from broken
    if not all(map(shape.is_storable, shape.strings(found))):
        raise Invalid(unreadable)
    return found


def _read(shape: type[Any], name: str, found: object) -> Any:
    try:
        return shape.model_validate(found)
    except ValidationError as wrong:
        first = wrong.errors(include_url=False, include_context=False, include_input=False)[0]
        place = ".".join(str(part) for part in first["loc"])[:120]
        raise Invalid(say("%(name)s trong gói sai ở “%(place)s”.", name=name, place=place or "?")) from wrong


def _check_targets(archive: Archive) -> None:
    keys = [item.key for section in archive.course.sections for item in section.items]
    if len(keys) > MOST_ITEMS:
        raise Invalid(say("Một khóa học có nhiều nhất %(n)s mục.", n=MOST_ITEMS))
    problem = _doubled(keys) or _missing(archive, set(keys)) or _doubled_column(archive.course.columns)
    if problem:
        raise Invalid(problem)


def _doubled(keys: list[str]) -> Message | None:
    again = next((key for place, key in enumerate(keys) if key in keys[:place]), None)
    return say("Gói có hai mục cùng khóa “%(key)s”.", key=again) if again else None


def _doubled_column(columns: list[ColumnDoc]) -> Message | None:
    places = {(column.term, column.kind, column.position) for column in columns}
    return say("Gói có hai cột điểm ở cùng một chỗ.") if len(places) < len(columns) else None


def _missing(archive: Archive, keys: set[str]) -> Message | None:
    inside: dict[str, Mapping[str, object]] = {"lesson": archive.lessons, "assignment": archive.assignments, "file": archive.files}
    for section in archive.course.sections:
        for item in section.items:
            if item.kind in inside and item.target not in inside[item.kind]:
                return say("Mục “%(title)s” trỏ đến “%(target)s” không có trong gói.", title=item.title, target=item.target)
            if not set(item.needs) <= keys:
                return say("Mục “%(title)s” chờ một mục không có trong gói.", title=item.title)
    return None
