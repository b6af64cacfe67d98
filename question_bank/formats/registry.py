"""The formats there are, and which one a file is. A new format is a module beside this one and a row here."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from core.sheets import MOST_ROWS, XLSX
from core.words import Message, say
from question_bank.formats import (
    aiken,
    docx,
    docx_writer,
    gift,
    gift_writer,
    khoabang_json,
    khoabang_json_writer,
    moodle_xml,
    moodle_xml_writer,
)
from question_bank.formats.contract import ImportedFile, Limits, Reader, UnreadableFile, Writer
from question_bank.formats.excel import reader as excel
from question_bank.formats.excel import writer as excel_writer
from question_bank.formats.qti import reader as qti
from question_bank.formats.qti import writer as qti_writer


@dataclass(frozen=True, slots=True)
class Source:
    """A format to read: what people call it, and its reader."""

    label: str
    read: Reader


SOURCES: Mapping[str, Source] = MappingProxyType(
    {
        "docx": Source("Word (.docx)", docx.read),
        "xlsx": Source("Excel (.xlsx)", excel.read),
        "gift": Source("GIFT", gift.read),
        "moodle-xml": Source("Moodle XML", moodle_xml.read),
        "aiken": Source("Aiken", aiken.read),
        "qti": Source("QTI, Canvas, Common Cartridge", qti.read),
        "json": Source("Khoa Bảng JSON", khoabang_json.read),
    }
)
READERS: Mapping[str, Reader] = MappingProxyType({code: source.read for code, source in SOURCES.items()})


def _never(data: bytes) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Target:
    """A format to write: what people call it and what it is for, its writer, its file's ending and MIME type, whether pictures travel in it.

    `source` is the code of the format as which it is read. `holds_not` says what it never holds (the table of docs/formats.md in short).
    A file has `most` questions: what its reader takes, and what a worker writes in half a minute; `is_too_long` when its reader takes less.
    """

    label: str
    note: Message
    write: Writer
    ending: str
    mime: str
    source: str
    holds_not: tuple[Message, ...]
    holds_pictures: bool = False
    most: int = 10_000
    is_too_long: Callable[[bytes], bool] = _never


_NO_PICTURES = say("Hình không đi theo tệp: chỗ có hình chỉ còn tên hình.")
_MOODLE_HAS_NOT = (
    say("Câu lập trình và câu thực hành Office không ghi được."),
    say("Câu đúng/sai thành câu ghép đôi, câu trả lời ngắn 4 ô thành câu số; câu chung dữ kiện tách thành từng câu và ghép lại khi nhập."),
    say("Chủ đề, mức độ, bảng điểm của câu hỏi và kích thước các ô trên hình không đi theo tệp."),
)
_WORD_HAS_NOT = (
    say("Câu kéo thả lên hình, chỉ chỗ trên hình, lập trình và thực hành Office không ghi được."),
    say("Điểm cho đáp án đúng một phần, nhận xét cho từng phương án, bảng điểm, thang chấm và số dòng của câu tự luận không đi theo tệp."),
    say("Câu hỏi tham số chỉ còn một bộ số, câu nộp tệp thành câu tự luận; mã lệnh, trích dẫn, danh sách thành đoạn thường."),
)
_EXCEL_HAS_NOT = (
    say("Chỉ ghi được câu nhiều lựa chọn, chọn nhiều đáp án, đúng/sai, trả lời ngắn, số, ghép đôi, tự luận và đoạn dẫn."),
    say("Nhận xét cho từng phương án, phương án giữ chỗ, thang chấm và số dòng của câu tự luận không đi theo tệp."),
    _NO_PICTURES,
)
_GIFT_HAS_NOT = (
    say("Không ghi được câu sắp xếp, điền chỗ trống, kéo từ, kéo thả hay chỉ chỗ trên hình, nộp tệp, lập trình và thực hành Office."),
    say("Câu đúng/sai thành câu ghép đôi, câu trả lời ngắn 4 ô thành câu số, câu hỏi tham số chỉ còn một bộ số."),
    say("Chủ đề, mức độ, đơn vị đo, bảng điểm, thang chấm và bài làm mẫu không đi theo tệp."),
    _NO_PICTURES,
)
_QTI_HAS_NOT = (
    say("Câu hỏi tham số, câu lập trình và câu thực hành Office không ghi được."),
    say("Đuôi và dung lượng của tệp phải nộp không đi theo tệp."),
)
_QTI_21_HAS_NOT = (*_QTI_HAS_NOT, say("Câu kéo thả lên hình thành câu ghép đôi."))

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_QTI_NOTE = say("Chuẩn chung của Canvas, TAO, Moodle và nhiều hệ thống khác. Gói nén: mỗi câu một tệp, có hình, chủ đề và mức độ.")
TARGETS: Mapping[str, Target] = MappingProxyType(
    {
        "moodle-xml": Target(
            "Moodle XML", say("Dùng để chuyển sang Moodle. Hình nằm ngay trong tệp."), moodle_xml_writer.write, "xml", "application/xml", "moodle-xml",
            _MOODLE_HAS_NOT, True,
        ),
        "docx": Target(
            "Word",
            say("Để in hoặc sửa trong Word: công thức là công thức của Word, hình nằm trong tệp."),
            docx_writer.write, "docx", WORD, "docx", _WORD_HAS_NOT, True, 5000, docx_writer.is_too_long,
        ),
        "xlsx": Target(
            "Excel", say("Mỗi câu một dòng, đúng tệp mẫu để nhập lại. Không chứa hình."), excel_writer.write, "xlsx", XLSX, "xlsx",
            _EXCEL_HAS_NOT, most=MOST_ROWS,
        ),
        "gift": Target(
            "GIFT", say("Văn bản thường, mở được bằng mọi trình soạn thảo. Không chứa hình."), gift_writer.write, "gift.txt", "text/plain", "gift",
            _GIFT_HAS_NOT,
        ),
        "qti21": Target("QTI 2.1", _QTI_NOTE, qti_writer.write_21, "qti21.zip", "application/zip", "qti", _QTI_21_HAS_NOT, True),
        "qti30": Target("QTI 3.0", _QTI_NOTE, qti_writer.write_30, "qti30.zip", "application/zip", "qti", _QTI_HAS_NOT, True),
        "json": Target(
            "Khoa Bảng JSON",
            say("Định dạng của Khoa Bảng: giữ nguyên mọi dạng câu, bảng điểm, chủ đề và mức độ. Không chứa hình."),
            khoabang_json_writer.write, "json", "application/json", "json", (_NO_PICTURES,),
        ),
    }
)  # fmt: skip

_SNIFFED = 4096
_ZIP = b"PK\x03\x04"
_WORD_ENDINGS = (".docx", ".docm")
_KNOWN_STRANGERS = (
    (_ZIP, say("Đây là tệp nén không có tài liệu Word, Excel hay gói QTI bên trong. Hãy giải nén rồi nhập từng tệp.")),
    (b"\xd0\xcf\x11\xe0", say("Đây là tệp Office đời cũ hoặc có mật khẩu. Hãy mở bằng Word, bỏ mật khẩu, lưu lại dạng .docx rồi thử lại.")),
    (b"%PDF", say("Đây là tệp PDF; câu hỏi trong PDF không đọc được.")),
)


def detect(data: bytes, filename: str = "") -> str:
    """The format's code, by what the file holds first and by its name only in doubt; raises UnreadableFile."""
    if not data.strip():
        raise UnreadableFile(say("Tệp rỗng."))
    if khoabang_json.looks_like(data):
        return "json"
    if data.startswith(_ZIP) and (filename.lower().endswith(_WORD_ENDINGS) or docx.looks_like(data)):
        return "docx"
    if data.startswith(_ZIP) and excel.looks_like(data):
        return "xlsx"
    if qti.looks_like(data):
        return "qti"
    for start, message in _KNOWN_STRANGERS:
        if data.startswith(start):
            raise UnreadableFile(message)
    # Without its NULs the start of a UTF-16 file reads like any other.
    head = data[:_SNIFFED].replace(b"\x00", b"").lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").lower()
    if head.startswith((b"<?xml", b"<quiz")) or filename.lower().endswith(".xml"):
        return "moodle-xml"
    return "aiken" if aiken.looks_like(data) else "gift"


def weight(data: bytes) -> int:
    """How much there is to read, as if it were plain text: a packed file weighs what is in it."""
    return max(len(data), docx.weight(data)) if data.startswith(_ZIP) else len(data)


def read_file(data: bytes, filename: str = "", limits: Limits = Limits()) -> ImportedFile:  # noqa: B008 (frozen)
    """Read a file of any format we know; raises UnreadableFile."""
    return READERS[detect(data, filename)](data, limits)
