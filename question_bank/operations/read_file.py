"""Read a question file into what the bank would hold. Writes nothing, so a dry run is exactly this."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.html import TAGS
from core.maths import broken_formulas
from core.words import Message, say
from curriculum import api as curriculum
from question_bank.formats import registry
from question_bank.formats.contract import ImportedFile, ImportedItem, TaggedItem, UnreadableFile
from question_bank.kinds.outline import has_outline
from question_bank.kinds.registry import KINDS
from question_bank.rules.content import digest, pictures_shown
from question_bank.rules.similarity import Alike, alike_among, wording_of

_TAG = re.compile(r"<\s*([a-zA-Z][a-zA-Z0-9-]*)")
_STRANGERS = (b"\x1f\x8b", b"7z\xbc\xaf", b"Rar!", b"%PDF", b"\x89PNG", b"\xff\xd8\xff", b"GIF8")
FORMATS = ("auto", *registry.READERS)


@dataclass(frozen=True)
class ReadItem:
    """One question as the bank would take it. `ref` names it in the bank; `number` is its place in the file, from 1."""

    number: int
    ref: str
    name: str
    kind: str
    state: str
    reasons: tuple[Message, ...]
    content: dict[str, Any] | None
    category: str
    tags: tuple[str, ...]
    topic_code: str | None
    outcome_code: str | None
    level: str | None
    line: int
    origin: str
    questions: int


@dataclass(frozen=True)
class ReadFile:
    """A file as understood."""

    format: str
    categories: tuple[str, ...]
    items: tuple[ReadItem, ...]
    media: Mapping[str, bytes]
    notes: tuple[Message, ...]
    markers: int | None

    def count(self, state: str) -> int:
        """How many items are in that state."""
        return sum(item.state == state for item in self.items)


def read_file(data: bytes, filename: str = "", format: str = "auto", pictures: frozenset[str] = frozenset()) -> ReadFile:
    """The questions of `data`; `pictures` are names that will be supplied beside it. Raises UnreadableFile."""
    if data.startswith(_STRANGERS):
        raise UnreadableFile(
            say(
                "Tệp PDF, ảnh hay tệp nén loại này không đọc được thành câu hỏi. Hãy chọn tệp Word (.docx) gốc, hoặc giải nén rồi nhập từng tệp."
            )
        )
    found = registry.READERS[registry.detect(data, filename) if format == "auto" else format](data)
    known = _known(found, pictures)
    items = tuple(_read_item(number, item, known) for number, item in enumerate(found.items, start=1))
    notes = (*found.notes, *_points(found))
    return ReadFile(found.format, found.categories, items, found.media, notes, found.markers)


def alike_items(items: Sequence[ReadItem]) -> list[Alike]:
    """The questions of a file that read like an earlier one of it, by their numbers."""
    read = [item for item in items if item.content is not None and item.kind in KINDS]
    found = alike_among([wording_of(KINDS[item.kind], item.content or {}) for item in read])
    return [replace(each, first=read[each.first].number, other=read[each.other].number) for each in found]


def _points(found: ImportedFile) -> tuple[Message, ...]:
    """That points of the file are not kept: told once for all, for most files of an exam give every question some."""
    count = sum(item.points not in (None, 1) for item in found.items)
    return (say("Điểm ghi ở %(n)d câu không được giữ: ở đây điểm thuộc về đề thi, không thuộc về câu hỏi.", n=count),) if count else ()


@dataclass(frozen=True)
class _Known:
    """What the curriculum and the file have: `outcomes` with the code of their topic; `refs` grows as names are taken."""

    topics: set[str]
    outcomes: Mapping[str, str]
    levels: set[str]
    pictures: frozenset[str]
    refs: set[str]


def _known(found: ImportedFile, pictures: frozenset[str]) -> _Known:
    tagged = [item for item in found.items if isinstance(item, TaggedItem)]
    topics = {code for code in {item.topic_code for item in tagged} if code and curriculum.topic_named(code)}
    outcomes = [outcome for code in {item.outcome_code for item in tagged} if code and (outcome := curriculum.outcome_named(code))]
    above = curriculum.topics_by_ids({outcome.topic_id for outcome in outcomes})
    levels = {level.code for level in curriculum.levels()}
    supplied = frozenset(found.media) | pictures
    return _Known(topics, {outcome.code: above[outcome.topic_id].code for outcome in outcomes}, levels, supplied, set())


@dataclass(frozen=True)
class _Tags:
    """Where a question stands in the curriculum, as far as the curriculum knows, and what is to be said of the rest."""

    topic: str | None = None
    outcome: str | None = None
    level: str | None = None
    reasons: tuple[Message, ...] = ()


def _tags_of(item: ImportedItem, known: _Known) -> _Tags:
    if not isinstance(item, TaggedItem):
        return _Tags()
    reasons = []
    topic = item.topic_code if item.topic_code in known.topics else None
    outcome = item.outcome_code if item.outcome_code in known.outcomes else None
    level = item.level if item.level in known.levels else None
    if item.topic_code and not topic:
        reasons.append(say("Không có chủ đề %(code)s trong chương trình, câu hỏi chưa được gắn chủ đề.", code=item.topic_code))
    if item.outcome_code and not outcome:
        reasons.append(say("Không có yêu cầu cần đạt %(code)s, câu hỏi chưa được gắn yêu cầu cần đạt.", code=item.outcome_code))
    if outcome and topic and known.outcomes[outcome] != topic:
        reasons.append(say("Yêu cầu cần đạt %(code)s thuộc chủ đề khác, câu hỏi chưa được gắn yêu cầu cần đạt.", code=outcome))
        outcome = None
    if item.level and not level:
        reasons.append(say("Không có mức độ %(code)s, câu hỏi chưa được gắn mức độ.", code=item.level))
    return _Tags(topic or (known.outcomes[outcome] if outcome else None), outcome, level, tuple(reasons))


def _read_item(number: int, item: ImportedItem, known: _Known) -> ReadItem:
    content = dict(item.content) if item.content is not None and _can_be_shown(item) else None
    kind = item.kind or item.source_kind
    tags = _tags_of(item, known)
    reasons = list(item.reasons)
    if content is not None and item.kind is not None:
        reasons += _losses(item.kind, content, known.pictures)
    reasons += tags.reasons
    state = "refused" if item.state == "refused" or content is None else "changed" if reasons else "kept"
    return ReadItem(
        number, _free_ref(item, kind, content, known.refs), item.name, kind, state, tuple(dict.fromkeys(reasons)), content,
        item.category[:300], item.tags, tags.topic, tags.outcome, tags.level, item.line,
        item.origin, item.questions,
    )  # fmt: skip


def _can_be_shown(item: ImportedItem) -> bool:
    """What was refused may be anything; of what can be shown, the check page offers to mend it."""
    return item.state != "refused" or (item.kind is not None and item.kind in KINDS and has_outline(KINDS[item.kind], item.content))


def _losses(kind: str, content: dict[str, Any], pictures: frozenset[str]) -> list[Message]:
    """What readers will not see as it was written."""
    losses = []
    fields = [field for _, field in KINDS[kind].texts(content)]
    tags = {tag.lower() for field in fields for tag in _TAG.findall(field)} - TAGS
    if tags:
        losses.append(say("Thẻ HTML không dùng được đã bị bỏ: %(tags)s.", tags=", ".join(sorted(tags))[:200]))
    if broken := [formula for field in fields for formula in broken_formulas(field)]:
        losses.append(say("Công thức không đọc được, giữ nguyên chữ viết: %(latex)s", latex=broken[0][:100]))
    if missing := pictures_shown(fields) - pictures:
        losses.append(say("Thiếu hình: %(names)s.", names=", ".join(sorted(missing))[:200]))
    return losses


def _free_ref(item: ImportedItem, kind: str, content: dict[str, Any] | None, taken: set[str]) -> str:
    """The id the file gives, else its title, else a name made of the words themselves; numbered when the file repeats it."""
    # A title of a question without a title is its first words in some exports; the words make a steadier name.
    wanted = item.external_id or item.name or f"Q-{digest(kind, content if content is not None else {'line': item.line})[:8].upper()}"
    wanted = " ".join("".join(c if c.isprintable() else " " for c in wanted).split())[:110] or "Q"
    ref, again = wanted, 2
    while ref in taken:
        ref, again = f"{wanted} ({again})", again + 1
    taken.add(ref)
    return ref
