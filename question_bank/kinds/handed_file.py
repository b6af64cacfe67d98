"""Answers that are files: which may be handed in, and the answer {"name", "sha256", "size"} that stands for a kept one."""

import re
import unicodedata
from collections.abc import Mapping
from types import MappingProxyType

from core.words import Message, say
from question_bank.kinds import package, shape
from question_bank.kinds.contract import Answer, FileLimits, InvalidAnswer, Problem

MOST_BYTES = 50_000_000
MOST_ENDINGS = 20
LONGEST_NAME = 150
OFFICE = ("docx", "xlsx", "pptx")
MISSING = say("Chưa nộp tệp.")
_ENDING = re.compile(r"[a-z0-9]{1,8}", re.ASCII)
_SHA256 = re.compile(r"[0-9a-f]{64}", re.ASCII)
_SIGNS: Mapping[str, tuple[bytes, ...]] = MappingProxyType(
    {
        "pdf": (b"%PDF-",), "png": (b"\x89PNG\r\n",), "jpg": (b"\xff\xd8\xff",), "jpeg": (b"\xff\xd8\xff",), "gif": (b"GIF8",),
        "zip": (b"PK\x03\x04", b"PK\x05\x06"), "docx": (b"PK\x03\x04",), "xlsx": (b"PK\x03\x04",), "pptx": (b"PK\x03\x04",),
    }
)  # fmt: skip
"""How files of these endings begin; of others nothing is known."""
_FOLDERS: Mapping[str, str] = MappingProxyType({"docx": "word/", "xlsx": "xl/", "pptx": "ppt/"})


def limits_of(endings: object, most_bytes: object) -> FileLimits:
    """The limits that a body writes; a faulty body gives none that any file keeps."""
    found = tuple(dict.fromkeys(shape.text(endings).split()))
    return FileLimits(found, most_bytes if isinstance(most_bytes, int) and not isinstance(most_bytes, bool) else 0)


def check_limits(limits: FileLimits, endings_place: str, size_place: str) -> list[Problem]:
    """Endings that are endings, and a size that can be kept."""
    problems = []
    if not 1 <= len(limits.endings) <= MOST_ENDINGS or not all(_ENDING.fullmatch(each) for each in limits.endings):
        problems.append(Problem(endings_place, say("Hãy ghi đuôi tệp được nhận, cách nhau bằng dấu cách. Ví dụ: pdf docx")))
    if not 1 <= limits.most_bytes <= MOST_BYTES:
        problems.append(Problem(size_place, say("Cỡ tệp lớn nhất phải từ 1 đến %(n)d MB.", n=MOST_BYTES // 1_000_000)))
    return problems


def clean_name(name: str) -> str:
    """A file's name as it may be kept and shown: its last part, in NFC, no control signs, not too long, its ending kept."""
    last = re.split(r"[/\\]", name)[-1]
    shown = unicodedata.normalize("NFC", "".join(sign for sign in last if unicodedata.category(sign)[0] != "C")).strip()
    stem, dot, ending = shown.rpartition(".")
    return f"{stem[: LONGEST_NAME - len(ending) - 1]}{dot}{ending}" if dot and len(ending) <= 8 else shown[:LONGEST_NAME]


def ending_of(name: str) -> str:
    """Without the dot, in small letters; "" for none."""
    return name.rpartition(".")[2].casefold() if "." in name else ""


def refusal_of(limits: FileLimits, name: str, data: bytes) -> Message | None:
    """Why a file is not taken, in words that say what to do; None when it is."""
    if ending_of(name) not in limits.endings:
        return say("Câu này chỉ nhận tệp có đuôi %(endings)s. Hãy chọn đúng tệp.", endings=", ".join(limits.endings))
    if not data:
        return say("Tệp này rỗng. Hãy lưu lại bài rồi chọn lại tệp.")
    if len(data) > limits.most_bytes:
        return say("Tệp lớn hơn %(n)d MB. Hãy giảm dung lượng rồi chọn lại.", n=limits.most_bytes // 1_000_000)
    return _refusal_of_content(ending_of(name), data)


def _refusal_of_content(ending: str, data: bytes) -> Message | None:
    if ending in OFFICE and not data.startswith(_SIGNS[ending]):
        return say("Tệp này không phải tệp Office thật (có thể là tệp tạm bắt đầu bằng ~$). Hãy lưu bài, đóng phần mềm rồi chọn lại.")
    if ending in _SIGNS and not data.startswith(_SIGNS[ending]):
        return say(
            "Nội dung tệp không phải %(ending)s. Đổi tên đuôi không đổi được loại tệp: hãy xuất lại đúng loại.", ending=ending.upper()
        )
    if ending not in OFFICE:
        return None
    parts = package.parts_in(data)
    if parts is None:
        return say("Tệp bị hỏng hoặc chưa lưu xong. Hãy lưu lại bài, đóng phần mềm rồi chọn lại.")
    if not any(part.startswith(_FOLDERS[ending]) for part in parts):
        return say("Tệp này không phải tệp %(ending)s của Word, Excel hay PowerPoint. Hãy lưu bài đúng loại rồi chọn lại.", ending=ending)
    return None


def read_file(raw: object, limits: FileLimits) -> Answer:
    """The canonical answer, None for nothing; InvalidAnswer for what no acknowledged file of this question is."""
    if raw is None:
        return None
    if not isinstance(raw, dict) or set(raw) != {"name", "sha256", "size"}:
        raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
    name, digest, size = raw["name"], raw["sha256"], raw["size"]
    if not isinstance(name, str) or clean_name(name) != name or not shape.is_storable(name) or ending_of(name) not in limits.endings:
        raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
    if not is_digest(digest) or type(size) is not int or not 0 < size <= limits.most_bytes:
        raise InvalidAnswer(say("Câu trả lời không đúng cấu trúc."))
    return {"name": name, "sha256": digest, "size": size}


def is_digest(value: object) -> bool:
    """Whether the value is a SHA-256 in hexadecimal."""
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def is_kept_file(value: object) -> bool:
    """Whether the value describes a kept file: {"name", "sha256", "size"}."""
    row: Mapping[str, object] = shape.mapping(value)
    size = row.get("size")
    return bool(shape.text(row.get("name"))) and is_digest(row.get("sha256")) and isinstance(size, int) and 0 < size <= MOST_BYTES
