"""The writer of a sheet of questions, and of the empty one that teachers fill in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.sheets import Choices, Page, book_bytes
from core.words import Message, say
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.formats.excel.columns import LETTERS, USUAL_OPTIONS, heading_of, order_of
from question_bank.formats.excel.kind_words import WORDS
from question_bank.formats.excel.writing import can_write, cells_of
from question_bank.formats.outgoing_media import picture_names
from question_bank.formats.outgoing_text import Losses, writable

MOST_CHARACTERS = 32_767
"""What one cell of Excel holds."""
_WIDTHS = {
    "ref": 12,
    "kind": 20,
    "stem": 60,
    "answer": 14,
    "table": 20,
    "unit": 9,
    "explanation": 40,
    "topic": 24,
    "category": 20,
    "tags": 20,
}
_OPTION_WIDTH = 24


def write(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """The questions as rows in this order; one that a row cannot hold is left out, and told."""
    rows: list[dict[str, str]] = []
    losses: list[tuple[str, Message]] = []
    left_out: list[str] = []
    for item in items:
        told = Losses()
        row = _row(item, told)
        losses += [(item.ref, message) for message in told.messages]
        if row is None:
            left_out.append(item.ref)
        else:
            rows.append(row)
    options = max([USUAL_OPTIONS, *(LETTERS.index(name) + 1 for row in rows for name in row if name in LETTERS)])
    return Exported(book_bytes([_page(rows, options)]), tuple(losses), tuple(left_out))


def _row(item: OutgoingItem, told: Losses) -> dict[str, str] | None:
    if not can_write(item.kind, item.content):
        told.tell(say("Trang tính không ghi được dạng câu hỏi này."))
        return None
    cells = {**cells_of(item.kind, item.content, told), **_known(item, told)}
    if max(map(len, cells.values())) > MOST_CHARACTERS:
        told.tell(say("Một ô của Excel chỉ chứa %(n)d ký tự: câu này không ghi được.", n=MOST_CHARACTERS))
        return None
    told.tell(say("Trang tính không chứa hình, chỉ ghi tên hình."), picture_names(cells.values()))
    return cells


def _known(item: OutgoingItem, told: Losses) -> dict[str, str]:
    told.tell(say("Nhãn có dấu chấm phẩy bị tách thành nhiều nhãn."), any(";" in tag for tag in item.tags))
    said = {
        "ref": item.ref, "topic": item.topic_code, "outcome": item.outcome_code, "level": item.level,
        "category": item.category, "tags": "; ".join(item.tags),
    }  # fmt: skip
    return {name: writable(text) for name, text in said.items()}


def _page(rows: Sequence[Mapping[str, str]], options: int, choices: Mapping[str, Choices] | None = None) -> Page:
    order = order_of(options)
    return Page(
        title="Câu hỏi",
        headings=[heading_of(name) for name in order],
        rows=[[row.get(name, "") for name in order] for row in rows],
        widths=[_WIDTHS.get(name, _OPTION_WIDTH if name in LETTERS else 16) for name in order],
        choices={order.index(name): offered for name, offered in (choices or {}).items()},
    )


_EXAMPLES: tuple[dict[str, str], ...] = (
    {
        "ref": "VD1", "kind": "Nhiều lựa chọn", "stem": "Nghiệm của phương trình \\(2x = 6\\) là", "A": "\\(x = 2\\)", "B": "\\(x = 3\\)",
        "C": "\\(x = 4\\)", "D": "\\(x = 12\\)", "answer": "B", "explanation": "Chia hai vế cho 2.", "level": "NB", "tags": "ví dụ",
    },
    {"ref": "VD2", "kind": "Chọn nhiều đáp án", "stem": "Những số nào là số nguyên tố?", "A": "2", "B": "4", "C": "7", "D": "9", "answer": "A, C"},
    {
        "ref": "VD3", "kind": "Đúng/Sai", "stem": "Cho hàm số \\(y = x^2\\). Xét các mệnh đề sau:", "A": "Đồ thị đi qua gốc tọa độ.",
        "B": "Hàm số nghịch biến trên \\(\\mathbb{R}\\).", "C": "\\(y \\ge 0\\) với mọi \\(x\\).", "D": "Đồ thị nhận \\(Ox\\) làm trục đối xứng.",
        "answer": "ĐSĐS", "table": "1=0,1; 2=0,25; 3=0,5; 4=1", "level": "TH",
    },
    {"ref": "VD4", "kind": "Trả lời ngắn (4 ô)", "stem": "Tính \\(\\frac{5}{2}\\), viết kết quả dưới dạng số thập phân.", "answer": "2,5"},
    {"ref": "VD5", "kind": "Trả lời ngắn", "stem": "Thủ đô của Việt Nam là thành phố nào?", "answer": "Hà Nội\nTP Hà Nội"},
    {"ref": "VD6", "kind": "Số", "stem": "Gia tốc rơi tự do ở Hà Nội xấp xỉ bao nhiêu?", "answer": "9,8 ± 0,1", "unit": "m/s²"},
    {"ref": "VD7", "kind": "Ghép đôi", "stem": "Ghép nước với thủ đô.", "A": "Việt Nam => Hà Nội", "B": "Lào => Viêng Chăn", "C": "=> Huế"},
    {"ref": "VD8", "kind": "Tự luận", "stem": "Phân tích hình tượng người lính trong bài Tây Tiến.", "answer": "Nêu được ba ý …"},
)  # fmt: skip
_GUIDE = (
    ("Câu hỏi", "Mỗi dòng một câu. Công thức viết bằng LaTeX giữa \\( và \\). Xuống dòng trong ô: Alt + Enter."),
    ("A, B, C, …", "Phương án hoặc các ý. Thiếu cột thì thêm cột G, H, … ngay sau cột F."),
    ("Đáp án – nhiều lựa chọn", "B (một đáp án đúng). Có điểm từng phần thì ghi B=1; C=50%."),
    ("Đáp án – chọn nhiều đáp án", "A, C (chia đều điểm) hoặc A=0,5; C=0,5; D=-0,25."),
    ("Đáp án – Đúng/Sai", "ĐSĐS theo thứ tự các ý. Bảng điểm: 1=0,1; 2=0,25; 3=0,5; 4=1."),
    ("Đáp án – trả lời ngắn", "Mỗi đáp án được chấp nhận một dòng; được nửa điểm thì ghi thêm [50%]."),
    ("Đáp án – số", "9,8 ± 0,1: sai số cho phép đứng sau dấu ±."),
    ("Đáp án – ghép đôi", "Mỗi ô phương án một cặp: Việt Nam => Hà Nội. Mục thừa: => Huế."),
    ("Đáp án – tự luận", "Bài làm mẫu hoặc hướng dẫn chấm."),
    ("Dạng", "Để trống thì được đoán theo đáp án."),
    ("Mã", "Câu đã có mã này trong ngân hàng sẽ thành phiên bản mới của câu đó. Để trống thì mã được đặt tự động."),
    ("Trước khi gửi", "Xóa các dòng ví dụ VD1–VD8. Tệp được đọc thử, bạn xem từng câu rồi mới nhập."),
)


def template(topics: Sequence[str], outcomes: Sequence[str], levels: Sequence[str]) -> bytes:
    """The sheet to fill in, with an example of each kind; topics, outcomes and levels ("code name") can be chosen from lists."""
    choices = {
        "kind": Choices("Dạng", list(WORDS)), "topic": Choices("Chủ đề", topics),
        "outcome": Choices("Yêu cầu cần đạt", outcomes), "level": Choices("Mức độ", levels),
    }  # fmt: skip
    guide = Page("Hướng dẫn", ["Cột", "Cách ghi"], [list(line) for line in _GUIDE], [26, 100])
    return book_bytes([_page(_EXAMPLES, USUAL_OPTIONS, choices), guide])
