"""Khoa Bảng's own question file: a JSON list of {"ref", "kind", "topic"?, "outcome"?, "level"?, "category"?, "tags"?, "content"}."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping

from core.words import Message, say
from question_bank.formats import encoding
from question_bank.formats.contract import ImportedFile, Limits, State, TaggedItem, UnreadableFile
from question_bank.kinds import shape
from question_bank.kinds.registry import KINDS

_KNOWN = {"ref", "kind", "topic", "outcome", "level", "category", "tags", "content"}
_DEEPEST = 24
_BEGINNING = re.compile(r'\s*(?:\[\s*[\[{\]"]|\{\s*["}])')
_SNIFFED = 400


def looks_like(data: bytes) -> bool:
    """Whether the bytes begin as a JSON list or object does (a GIFT question may begin with `[html]` or `{`)."""
    return _BEGINNING.match(encoding.head(data, _SNIFFED)) is not None


def read(data: bytes, limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Every question of the file, each checked by its kind; raises UnreadableFile."""
    if len(data) > limits.file_bytes:
        raise UnreadableFile(say("Tệp lớn hơn %(n)d MB.", n=limits.file_bytes // 1_000_000))
    rows = _rows(data)
    if len(rows) > limits.questions:
        raise UnreadableFile(say("Tệp có hơn %(n)d câu hỏi; hãy chia thành nhiều tệp.", n=limits.questions))
    items = tuple(_item(row, number, limits) for number, row in enumerate(rows, start=1))
    categories = tuple(dict.fromkeys(item.category for item in items if item.category))
    return ImportedFile("json", categories, items)


def _rows(data: bytes) -> list[object]:
    try:
        read: object = json.loads(data.decode(json.detect_encoding(data)), parse_float=str)
    except UnicodeDecodeError:
        raise UnreadableFile(say("Tệp JSON phải viết bằng UTF-8 hoặc UTF-16.")) from None
    except json.JSONDecodeError as error:
        raise UnreadableFile(say("Tệp JSON bị hỏng ở dòng %(line)d.", line=error.lineno)) from None
    except (ValueError, RecursionError):
        raise UnreadableFile(say("Tệp JSON bị hỏng.")) from None
    if isinstance(read, dict):
        read = read.get("questions")
    if not isinstance(read, list):
        raise UnreadableFile(say("Tệp JSON phải là một danh sách câu hỏi."))
    if not read:
        raise UnreadableFile(say("Tệp không có câu hỏi nào."))
    return read


def _item(row: object, number: int, limits: Limits) -> TaggedItem:
    if not isinstance(row, dict):
        return _made({}, number, "refused", (say("Câu hỏi phải là một đối tượng JSON."),), with_content=False)
    kind, content = row.get("kind"), row.get("content")
    if not isinstance(kind, str) or kind not in KINDS:
        return _made(row, number, "refused", (say("Không có dạng câu hỏi này."),), with_content=False)
    if not isinstance(content, dict) or _depth(content) > _DEEPEST:
        return _made(row, number, "refused", (say("Nội dung câu hỏi không đúng cấu trúc."),), with_content=False)
    if len(json.dumps(content)) > limits.question_characters * 2:
        return _made(row, number, "refused", (say("Câu hỏi dài quá %(n)d ký tự.", n=limits.question_characters),), with_content=False)
    problems = tuple(dict.fromkeys(problem.message for problem in KINDS[kind].check(content)))
    if problems:
        return _made(row, number, "refused", problems, with_content=shape.is_storable(" ".join(shape.strings(content))))
    unknown = sorted(str(name) for name in set(row) - _KNOWN)
    reasons = (say("Mục không dùng được đã bị bỏ: %(names)s.", names=", ".join(unknown)[:200]),) if unknown else ()
    return _made(row, number, "changed" if reasons else "kept", reasons)


def _made(row: Mapping[str, object], number: int, state: State, reasons: tuple[Message, ...], *, with_content: bool = True) -> TaggedItem:
    kind, content, tags = row.get("kind"), row.get("content"), row.get("tags")
    return TaggedItem(
        ref=str(number),
        source_kind=_text(kind),
        kind=_text(kind) if with_content else None,
        state=state,
        reasons=reasons,
        content=content if with_content and isinstance(content, dict) else None,
        name=_text(row.get("ref")),
        category=_text(row.get("category")),
        tags=tuple(_text(tag) for tag in tags if _text(tag)) if isinstance(tags, list) else (),
        external_id=_text(row.get("ref")),
        topic_code=_text(row.get("topic")),
        level=_text(row.get("level")),
        outcome_code=_text(row.get("outcome")),
    )


def _text(value: object) -> str:
    """Short text a database can hold; anything else is nothing."""
    if not isinstance(value, str) or any(c == "\x00" or "\ud800" <= c <= "\udfff" for c in value):
        return ""
    return " ".join(value.split())[:300]


def _depth(value: object) -> int:
    """How deep objects and lists stand in one another; counted without recursion, and no further than matters."""
    deepest, waiting = 0, [(value, 1)]
    while waiting and deepest <= _DEEPEST:
        current, depth = waiting.pop()
        if isinstance(current, (dict, list)):
            deepest = max(deepest, depth)
            inside = current.values() if isinstance(current, dict) else current
            waiting.extend((each, depth + 1) for each in inside)
    return deepest
