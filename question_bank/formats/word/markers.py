"""The words by which Vietnamese teachers mark questions, parts, answers and solutions in Word files."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from question_bank.formats.word.rich import THING

_QUESTION: Final = re.compile(r"\s*(?:Câu(?:\s+hỏi)?|Bài(?:\s+tập)?|Question)\s*(\d{1,4})(?!\d)", re.IGNORECASE)
_PLAIN_NUMBER: Final = re.compile(r"\s*(\d{1,4})\s{0,2}[.)](?!\d)\s*")
_TAG: Final = re.compile(r"\s{0,3}(?:\[([^\[\]]{1,60})\]|\(([^()]{1,60})\)|#([A-Z]{2,3})\b)")
_ENDING: Final = re.compile(r"\s{0,3}[.:)/]\s*|\s{0,3}[-–—]\s+")
_PART: Final = re.compile(r"\s*(?:PHẦN|PART)\s+(?:[IVX]{1,5}|[1-9]|[A-D])(?!\w)", re.IGNORECASE)
_LETTERED_PART: Final = re.compile(
    r"\s*(?:[IVX]{1,4}|[A-D])\s?[.)\-:/]\s*(?:PHẦN\s|CÂU\s+(?:HỎI\s+)?TRẮC|TRẮC\s+NGHIỆM|TỰ\s+LUẬN|BÀI\s+TẬP)", re.IGNORECASE
)
_ROMAN_PART: Final = re.compile(r"\s*(?:[IVX]{1,4})\s?[.)\-:/](?:\s+(\S.{0,120}))?\s*")
_IN_BRACKETS: Final = re.compile(r"\([^()]{0,60}\)")
_BARE_PART: Final = re.compile(r"\s*(?:PHẦN\s+)?(?:CÂU\s+(?:HỎI\s+)?)?(?:TRẮC NGHIỆM|TỰ LUẬN|ĐÚNG[\s/,–-]+SAI|TRẢ LỜI NGẮN)\b.{0,60}")
_END: Final = re.compile(r"[\s\-–—_.*=]*H[EẾ]T[\s\-–—_.*=]*", re.IGNORECASE)
_SOLUTION: Final = re.compile(
    r"\s*(?:(?:Lời\s+giải|Hướng\s+dẫn|Giải\s+thích|Giải\s+chi\s+tiết|Bài\s+giải|Solution|Explanation)(?:\s+(?:giải|chi\s+tiết|chấm|trả\s+lời))*"
    r"|HDG|HD\s+giải|HD|Giải)\s*(?:[:.]|$)\s*",
    re.IGNORECASE,
)
_ANSWER: Final = re.compile(
    r"\s*(?:(?:(?:Bảng\s+)?Đáp\s*án|Đ/án|ĐA|Đáp\s+số|Đ/s|ĐS|Key|Answer|Trả\s+lời)(?:\s+đúng)?(?:\s+là)?\s*[:.=]|Đáp\s*(?:án|số)\s*$|Đáp\s*án(?:\s+đúng)?(?:\s+là)?\s+(?=[A-H]\b)"
    r"|(?:Chọn|Chọn\s+đáp\s+án)\s+(?=[A-H]\s*[.;]?\s*$))\s*",
    re.IGNORECASE,
)
_KEY_TAG: Final = re.compile(r"<\s*Key\s*=\s*([^<>]{1,100})>", re.IGNORECASE)
_KEY_HEAD: Final = re.compile(
    r"(?:[IVX]{1,4}\s?[.)]\s*)?(?:BẢNG\s+)?(?:ĐÁP\s*ÁN|KEYS?)(?:\s+(?:VÀ|&|-|–).{0,60}|\s+(?:ĐỀ|MÃ|CHI\s+TIẾT|PHẦN).{0,60})?\s*:?",
    re.IGNORECASE,
)
_SOLUTIONS_HEAD: Final = re.compile(
    r"\s*(?:PHẦN\s+)?(?:HƯỚNG DẪN|LỜI GIẢI|BÀI GIẢI)(?:\s+(?:GIẢI|CHẤM|CHI TIẾT|CÁC CÂU|VÀ ĐÁP ÁN))*.{0,40}"
)
_STIMULUS: Final = re.compile(
    r"(?:câu|questions?|bài)\s*(?:hỏi\s+)?(?:từ\s+)?(?:câu\s+|số\s+)?(\d{1,4})\s*(?:đến|tới|-|–|—|to|và|and)\s*(?:câu\s+|question\s+)?(\d{1,4})",
    re.IGNORECASE,
)
_STIMULUS_WORDS: Final = re.compile(
    r"\s*(?:dữ\s+kiện|thông\s+tin|đọc|dựa|sử\s+dụng|dùng|cho|read|use|questions?|đề\s+bài|ngữ\s+liệu|mark|choose|trả\s+lời)\b",
    re.IGNORECASE,
)
_STIMULUS_ALONE: Final = re.compile(
    r"\s*Dữ\s+kiện\s+chung\s+(?:cho|của)\s+(?:các\s+)?câu\s+(?:từ\s+)?(?:câu\s+)?(\d{1,4})(?:\s*(?:đến|tới|-|–|—)\s*(?:câu\s+)?(\d{1,4}))?\s*[.:]?\s*",
    re.IGNORECASE,
)
_SHARED_SOLUTION: Final = re.compile(r"\s*Lời\s+giải\s+chung\s*(?:[:.]|$)\s*", re.IGNORECASE)
_LABEL_LINE: Final = re.compile(
    r"\s*(Chủ\s*đề|YCCĐ|Yêu\s+cầu\s+cần\s+đạt|Điểm|Mức\s+độ|Tags?|Mã\s+câu|Danh\s+mục|Dạng\s+câu|Trọng\s+số)\s*:\s*(\S.{0,200}?)\s*",
    re.IGNORECASE,
)
_CODE: Final = re.compile(r"[A-Z0-9]{1,8}(?:[._-][A-Za-z0-9]{1,8}){1,8}|[0-9][A-Z][0-9](?:[A-Z]?[0-9.-]){0,6}")
_CHOSEN: Final = re.compile(r"(?:Chọn|Đáp\s*án)\s*(?:đáp\s*án\s*|phương\s*án\s*|đúng\s*|là\s*|:\s*){0,3}([A-H])(?!\w)", re.IGNORECASE)
_LOOKED_BACK: Final = 300
_MOST_TAGS: Final = 10
LEVELS: Final = {
    "NB": "NB", "TH": "TH", "VD": "VD", "VDC": "VDC", "VDT": "VD", "NHẬN BIẾT": "NB", "THÔNG HIỂU": "TH", "VẬN DỤNG": "VD",
    "VẬN DỤNG CAO": "VDC", "VẬN DỤNG THẤP": "VD", "MỨC 1": "NB", "MỨC 2": "TH", "MỨC 3": "VD", "MỨC 4": "VDC", "BIẾT": "NB", "HIỂU": "TH",
}  # fmt: skip


class Head(NamedTuple):
    """A question's head: its number, where its text begins, and what stood in brackets behind the number."""

    number: int
    end: int
    tags: tuple[str, ...]


def question_head(text: str) -> Head | None:
    """`Câu 1.` `Câu 1 (NB):` `Bài 2)` `Question 3`: the head of a question that says so."""
    found = _QUESTION.match(text)
    if not found:
        return None
    tags, at = _tags(text, found.end())
    ending = _ENDING.match(text, at)
    if ending:
        more, end = _tags(text, ending.end())
        if not more:
            end = ending.end()
        return Head(int(found[1]), end, (*tags, *more))
    rest = text[at:]
    # Without a point or colon it may be a sentence: "Câu 3 là câu khó". A capital, a gap or nothing behind it says it is none.
    is_head = (
        bool(tags) or not rest.strip() or rest[:1] == "\t" or rest[:2] == "  " or rest.lstrip()[:1] == THING or rest.lstrip()[:1].isupper()
    )
    return Head(int(found[1]), at, tags) if is_head else None


def plain_number(text: str) -> Head | None:
    """`1.` or `1)`, which heads a question only in files where no question says Câu."""
    found = _PLAIN_NUMBER.match(text)
    if not found:
        return None
    tags, end = _tags(text, found.end())
    return Head(int(found[1]), end if tags else found.end(), tags)


def leading_tags(text: str) -> tuple[tuple[str, ...], int]:
    """Levels and codes in brackets at the start of a text, and where they end."""
    return _tags(text, 0)


def _tags(text: str, at: int) -> tuple[tuple[str, ...], int]:
    """Brackets that hold a level, a code or points; other brackets are text."""
    tags: list[str] = []
    while len(tags) < _MOST_TAGS and (found := _TAG.match(text, at)):
        said = (found[1] or found[2] or found[3] or "").strip()
        if not is_tag(said):
            break
        tags.append(said)
        at = found.end()
    return tuple(tags), at


def is_tag(said: str) -> bool:
    """Whether what stands in brackets is about the question, not of it."""
    return bool(level_of(said) or points_of(said) or _CODE.fullmatch(said))


def level_of(said: str) -> str:
    """The level that a tag means, "" for none: NB, "0, NB", "Mức 1", "Thông hiểu"."""
    words = [word.strip().upper() for word in re.split(r"[,;]", said)]
    return next((LEVELS[word] for word in reversed(words) if word in LEVELS), "")


def points_of(said: str) -> str:
    """The number in "1,0 điểm" or "0.25đ", "" for anything else."""
    found = re.fullmatch(r"(\d{1,3}(?:[.,]\d{1,3})?)\s*(?:điểm|đ|points?|pts?)\.?", said.strip(), re.IGNORECASE)
    return found[1] if found else ""


def is_part(text: str) -> bool:
    """`PHẦN I. …`, `Part 2`, `II. TỰ LUẬN`, `TRẮC NGHIỆM`: a line that opens a part."""
    if len(text) >= 400:
        return False
    # "A. Tự luận" may be an option; in capitals it is a part.
    is_lettered = _LETTERED_PART.match(text) is not None and (_is_loud(text) or text.lstrip()[0] in "IVX")
    return is_lettered or bool(_PART.match(text) or (len(text) < 120 and _BARE_PART.fullmatch(text.strip())))


def roman_title(text: str) -> str | None:
    """What follows `II.` in a line that may open a part: nothing, a kind, or a title in capitals; None for any other line."""
    found = _ROMAN_PART.fullmatch(text)
    if found is None:
        return None
    title = found[1] or ""
    return title if not title or part_kind(title) or _is_loud(_IN_BRACKETS.sub("", title)) else None


def part_kind(text: str) -> str:
    """What a part's title or directions say of its questions: choice, statements, typed, essay or ""."""
    folded = " ".join(text.lower().split())
    if "đúng sai" in folded or "đúng/sai" in folded or "đúng - sai" in folded or "đúng – sai" in folded or "đúng hoặc sai" in folded:
        return "statements"
    if "trả lời ngắn" in folded or "điền đáp số" in folded:
        return "typed"
    if "tự luận" in folded:
        return "essay"
    return "choice" if "nhiều phương án" in folded or "nhiều lựa chọn" in folded or "trắc nghiệm" in folded else ""


def is_end(text: str) -> bool:
    """`--- HẾT ---`."""
    return bool(text.strip()) and len(text) < 80 and _END.fullmatch(text) is not None


def solution_end(text: str) -> int | None:
    """Where `Lời giải:` and the like end at the start of a line; None when there is none."""
    found = _SOLUTION.match(text)
    return found.end() if found else None


def answer_end(text: str) -> int | None:
    """Where `Đáp án:`, `ĐA:`, `Chọn` and the like end at the start of a line; None when there is none."""
    found = _ANSWER.match(text)
    return found.end() if found else None


def chosen(text: str) -> str:
    """The letter of the last "Chọn B" in a line of a solution; "" when there is none."""
    found = _CHOSEN.findall(text[-_LOOKED_BACK:])
    return found[-1] if found and found[-1].isupper() else ""


def key_tag(text: str) -> re.Match[str] | None:
    """`<Key=70>`."""
    return _KEY_TAG.search(text)


def is_key_head(text: str) -> bool:
    """`BẢNG ĐÁP ÁN`, `ĐÁP ÁN ĐỀ 101`: the head of the answers of the whole file; `Đáp án` in small letters is one question's."""
    bare = text.strip()
    return len(bare) < 100 and _KEY_HEAD.fullmatch(bare) is not None and (_is_loud(bare) or "bảng" in bare.lower())


def is_solutions_head(text: str) -> bool:
    """`HƯỚNG DẪN GIẢI CHI TIẾT` in capitals; whether it is of the file or of one question, what follows says."""
    bare = text.strip()
    return len(bare) < 100 and _is_loud(bare) and _SOLUTIONS_HEAD.fullmatch(bare) is not None


def stimulus_range(text: str) -> tuple[int, int] | None:
    """The numbers in "Dữ kiện chung cho các câu từ 19 đến 21", or twice that in "Dữ kiện chung cho câu 19"; None for other text."""
    if (alone := _STIMULUS_ALONE.fullmatch(text[:400])) and not alone[2]:
        return int(alone[1]), int(alone[1])
    if not _STIMULUS_WORDS.match(text):
        return None
    found = _STIMULUS.search(text[:400])
    if not found:
        return None
    first, last = int(found[1]), int(found[2])
    return (first, last) if 0 < last - first < 20 else None


def is_bare_announcement(text: str) -> bool:
    """Whether the line says nothing but which questions share what follows."""
    return _STIMULUS_ALONE.fullmatch(text[:400]) is not None


def shared_solution_end(text: str) -> int | None:
    """Where `Lời giải chung:` ends at the start of a line; None when there is none."""
    found = _SHARED_SOLUTION.match(text)
    return found.end() if found else None


def label_line(text: str) -> tuple[str, str] | None:
    """("chủ đề", what follows) of a line that tags the question above or below it."""
    found = _LABEL_LINE.fullmatch(text) if len(text) < 300 else None
    return (" ".join(found[1].lower().split()), found[2]) if found else None


def label_lines(text: str) -> list[tuple[str, str]]:
    """The same of a line that may hold several, parted by " | "; none when any part is other text."""
    parts = [label_line(part) for part in text.split(" | ")] if " | " in text else []
    found = [part for part in parts if part is not None]
    whole = label_line(text)
    return found if found and len(found) == len(parts) else [whole] if whole else []


def _is_loud(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and sum(c.isupper() for c in letters) > 0.7 * len(letters)
