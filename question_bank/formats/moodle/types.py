"""Moodle's question types, each to a content of ours; a type that is not here is refused by name, with what is known of it."""

from collections.abc import Callable, Mapping
from decimal import Decimal
from types import MappingProxyType

from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.assemble import Accepted, Assembled, Choice
from question_bank.formats.moodle.boxes import read_ordering, read_words
from question_bank.formats.moodle.calculated import read_calculated
from question_bank.formats.moodle.cloze import read_cloze, read_gapselect
from question_bank.formats.moodle.node import Node
from question_bank.formats.moodle.pictures import read_drags, read_markers
from question_bank.formats.xml import Element
from question_bank.kinds import handed_file, written_number
from question_bank.kinds.essay import MAX_LINES

_ZERO = Decimal(0)
_USUAL_FILES = "pdf docx"


def _stem(node: Node) -> str:
    return node.html("questiontext")


def _explanation(node: Node) -> str:
    return node.html("generalfeedback")


def _share(answer: Element) -> Decimal:
    read = written_number.parse(answer.get("fraction", "0"))
    # Far beyond what Moodle writes; bounded so that no arithmetic below meets a monster.
    return _ZERO if read is None else max(Decimal(-100), min(Decimal(100), read)) / 100


def _feedback(node: Node, answer: Element) -> str:
    return node.html("feedback", answer)


def _multichoice(node: Node) -> Assembled:
    stem = _stem(node)
    options = [Choice(node.html_of(each), _share(each), _feedback(node, each)) for each in node.below("answer")]
    pinned = not node.flag("shuffleanswers", otherwise=True)
    return assemble.choices(stem, options, node.flag("single", otherwise=True), _explanation(node), pinned)


def _truefalse(node: Node) -> Assembled:
    shares: dict[str, Decimal] = {}
    said: dict[str, str] = {}
    for each in node.below("answer"):
        word = node.word("text", each).lower()
        shares[word], said[word] = _share(each), _feedback(node, each)
    if set(shares) != {"true", "false"} or (shares["true"] > 0) == (shares["false"] > 0):
        node.reasons.append(say("Câu đúng/sai không nói rõ đáp án nào đúng."))
        return assemble.choices(_stem(node), [Choice("Đúng", _ZERO), Choice("Sai", _ZERO)], True, _explanation(node), True)
    spoken = said["true"], said["false"]
    return assemble.true_false(_stem(node), shares["true"] > 0, spoken, _explanation(node))


def _shortanswer(node: Node) -> Assembled:
    accepted = [Accepted(node.word("text", each), _share(each), _feedback(node, each)) for each in node.below("answer")]
    return assemble.short_text(_stem(node), accepted, node.flag("usecase", otherwise=False), _explanation(node))


def _numerical(node: Node) -> Assembled:
    accepted = [
        Accepted(node.word("text", each), _share(each), _feedback(node, each), node.word("tolerance", each) or "0")
        for each in node.below("answer")
    ]
    units = [node.word("unit_name", unit) for unit in node.element.iterfind("units/unit")]
    if len(units) > 1:
        node.reasons.append(say("Chỉ giữ đơn vị đo đầu tiên (%(unit)s).", unit=units[0][:40]))
    if node.word("unitgradingtype") not in ("", "0"):
        node.reasons.append(say("Điểm trừ khi thiếu hay sai đơn vị đo bị bỏ."))
    return assemble.numerical(_stem(node), accepted, units[0] if units else "", _explanation(node))


def _matching(node: Node) -> Assembled:
    stem = _stem(node)
    pairs: list[tuple[str, str]] = []
    for each in node.below("subquestion"):
        answer = each.find("answer")
        # The answer of a pair is words in Moodle, never html.
        pairs.append((node.html_of(each), "" if answer is None else node.html_of(answer, otherwise="plain")))
    if not node.flag("shuffleanswers", otherwise=True):
        node.reasons.append(say("Các mục ghép được xếp lại theo vần để không lộ đáp án."))
    return assemble.match_pairs(stem, pairs, _explanation(node))


def _essay(node: Node) -> Assembled:
    if node.word("responsetemplate/text"):
        node.reasons.append(say("Mẫu bài làm cho sẵn bị bỏ."))
    if node.word("responseformat") == "noinline":
        return _file_upload(node)
    if node.word("attachments") not in ("", "0"):
        node.reasons.append(say("Bài làm nộp kèm tệp không được hỗ trợ ở câu tự luận; phần nộp tệp bị bỏ."))
    lines = node.word("responsefieldlines")
    count = min(int(lines), MAX_LINES) if lines.isascii() and lines.isdigit() and len(lines) < 6 else 10
    return assemble.essay(_stem(node), count, node.html("graderinfo"), _explanation(node))


def _file_upload(node: Node) -> Assembled:
    """An essay without a box to write in asks for a file."""
    said = node.word("filetypeslist").replace(",", " ").replace(";", " ").split()
    endings = [each.removeprefix(".").lower() for each in said if each.startswith(".")]
    if node.word("attachments") not in ("", "0", "1"):
        node.reasons.append(say("Mỗi câu nhận một tệp."))
    if len(endings) != len(said) or not said:
        node.reasons.append(
            say("Nhóm loại tệp của Moodle không có ở đây: câu nhận tệp %(endings)s.", endings=" ".join(endings) or _USUAL_FILES)
        )
    most = node.number("maxbytes") or _ZERO
    size = int(most) if 0 < most <= handed_file.MOST_BYTES else handed_file.MOST_BYTES
    content = {
        "stem": _stem(node), "body": {"endings": " ".join(endings) or _USUAL_FILES, "most_bytes": size},
        "key": {"rubric": [], "model_answer": node.html("graderinfo")}, "explanation": _explanation(node),
    }  # fmt: skip
    return Assembled("file_upload", content)


def _description(node: Node) -> Assembled:
    return assemble.description(_stem(node), _explanation(node))


TYPES: Mapping[str, Callable[[Node], Assembled | None]] = MappingProxyType(
    {
        "multichoice": _multichoice,
        "truefalse": _truefalse,
        "shortanswer": _shortanswer,
        "numerical": _numerical,
        "matching": _matching,
        "essay": _essay,
        "description": _description,
        "cloze": read_cloze,
        "gapselect": read_gapselect,
        "ddwtos": read_words,
        "ordering": read_ordering,
        "ddimageortext": read_drags,
        "ddmarker": read_markers,
        "calculated": read_calculated,
        "calculatedsimple": read_calculated,
        "calculatedmulti": read_calculated,
    }
)
"""By the word of the file; None leaves the reason on the node."""

_RANDOM = say("Câu ngẫu nhiên chỉ trỏ đến một danh mục; hãy lấy câu ngẫu nhiên bằng ma trận đề.")
_STRANGERS: Mapping[str, Message] = MappingProxyType(
    {
        "random": _RANDOM,
        "randomsamatch": _RANDOM,
        "coderunner": say("Câu lập trình CodeRunner chấm bằng mã của máy chủ Moodle, không đổi sang được; hãy soạn lại ở dạng Lập trình."),
        "stack": say("Câu STACK tính bằng Maxima, không đổi sang được; hãy soạn lại ở dạng Câu hỏi tham số."),
        "formulas": say("Câu Formulas dùng ngôn ngữ riêng, không đổi sang được; hãy soạn lại ở dạng Câu hỏi tham số."),
    }
)


def refusal_of(said: str) -> Message:
    """Why a type that is not in `TYPES` is refused, and what to do where there is something."""
    return _STRANGERS.get(said, say("Dạng câu hỏi “%(type)s” chưa được hỗ trợ.", type=said or "?"))
