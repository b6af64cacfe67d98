"""The GIFT writer (https://docs.moodle.org/en/GIFT_format): what Moodle's plain text can say of our questions, and no picture."""

import html
import re
from collections.abc import Iterator, Mapping, Sequence

from core.words import say
from question_bank.formats import gift_signs, rich_text
from question_bank.formats.contract import Exported, OutgoingItem
from question_bank.formats.disassemble import ONE, Answer, Taken, take
from question_bank.formats.moodle import bonds
from question_bank.formats.outgoing_media import picture_names
from question_bank.formats.outgoing_text import Losses, percent, writable

_LINES = 10
"""The room that an essay has when a file does not say, as GIFT cannot."""
_MISREAD_START = re.compile(r"\s*(?:%|\[(?:html|moodle|plain|markdown)\])", re.IGNORECASE)
_BRACKETS = re.compile(r"[\[\]\n]")


def write(items: Sequence[OutgoingItem], pictures: Mapping[str, bytes]) -> Exported:
    """The questions as GIFT; a question that GIFT would read as another one is left out, and told."""
    blocks: list[str] = []
    losses, left_out = [], []
    category = ""
    for place, item in enumerate(items):
        told = Losses()
        pieces = bonds.unfolded(item, place, told)
        told.tell(say("GIFT không ghi được trọng số của từng câu trong dữ kiện chung."), any(piece.grade != "1" for piece in pieces[1:]))
        made = [_block(piece.item, take(piece.item, told), told) for piece in pieces]
        losses += [(item.ref, message) for message in told.messages]
        if None in made:
            left_out.append(item.ref)
            continue
        named = " ".join(writable(item.category).split())
        if named != category:
            blocks.append(f"$CATEGORY: {gift_signs.escape(named)}\n")
            category = named
        blocks += [block for block in made if block is not None]
    return Exported("\n".join(blocks).encode(), tuple(losses), tuple(left_out))


def _block(item: OutgoingItem, taken: Taken | None, told: Losses) -> str | None:
    if taken is None:
        told.tell(say("GIFT không có dạng câu hỏi này: câu không có trong tệp."))
        return None
    _tell_limits(taken, told)
    if taken.type == "shortanswer" and any("->" in answer.text for answer in taken.answers):
        told.tell(say("Đáp án có dấu ->, GIFT sẽ đọc thành câu ghép đôi: câu này không ghi được."))
        return None
    ref = " ".join(writable(item.ref).split())
    title = f"::{gift_signs.escape(ref)}::[html]{gift_signs.escape(taken.stem)}"
    return f"{_comment(item, ref, told)}{title}{_braces(taken, told)}\n"


def _tell_limits(taken: Taken, told: Losses) -> None:
    fields = [taken.stem, taken.explanation, taken.model_answer, *(prompt for prompt, _ in taken.pairs)]
    fields += [text for answer in taken.answers for text in (answer.text, answer.feedback)]
    told.tell(say("GIFT không chứa hình: chỗ có hình chỉ còn lời gọi hình."), picture_names(fields))
    told.tell(say("GIFT luôn xáo các phương án: phương án không giữ chỗ được."), taken.pinned and taken.type == "multichoice")
    told.tell(say("GIFT không phân biệt chữ hoa, chữ thường trong đáp án."), taken.case_sensitive)
    told.tell(say("GIFT không ghi được đơn vị đo."), taken.unit)
    told.tell(say("GIFT không ghi được số dòng và bài làm mẫu."), taken.type == "essay" and (taken.lines != _LINES or taken.model_answer))
    told.tell(say("GIFT không ghi được lời giải của đoạn dẫn."), taken.type == "description" and taken.explanation)


def _comment(item: OutgoingItem, ref: str, told: Losses) -> str:
    """The id and the tags, which GIFT keeps in a comment. A ref with brackets is kept by the title alone."""
    tags = [" ".join(writable(tag).split()) for tag in item.tags]
    told.tell(say("GIFT không ghi được nhãn có dấu ngoặc vuông."), any(_BRACKETS.search(tag) for tag in tags))
    known = [] if _BRACKETS.search(ref) else [f"[id:{ref}]"]
    known += [f"[tag:{tag}]" for tag in tags if tag and not _BRACKETS.search(tag)]
    return f"// {' '.join(known)}\n" if known else ""


def _braces(taken: Taken, told: Losses) -> str:
    if taken.type == "description":
        return ""
    lines = list(_answers(taken, told))
    if taken.explanation:
        lines.append(f"####{_html(taken.explanation)}")
    opening = " {#" if taken.type == "numerical" else " {"
    return opening + "".join(f"\n\t{line}" for line in lines) + ("\n}" if lines else "}")


def _answers(taken: Taken, told: Losses) -> Iterator[str]:
    match taken.type:
        case "truefalse":
            yield _truth(taken)
        case "multichoice":
            yield from (_option(answer, taken.single) for answer in taken.answers)
        case "shortanswer":
            yield from (f"={_weight(answer)}{_typed(answer.text)}{_feedback(answer)}" for answer in taken.answers)
        case "numerical":
            yield from _numbers(taken.answers, told)
        case "match":
            yield from (_pair(prompt, words, told) for prompt, words in taken.pairs)


def _truth(taken: Taken) -> str:
    """TRUE#what is said to the wrong answer#and to the right one."""
    is_true, is_false = taken.answers
    right, wrong = (is_true, is_false) if is_true.share == ONE else (is_false, is_true)
    said = [_html(wrong.feedback), _html(right.feedback)]
    while said and not said[-1]:
        said.pop()
    return "#".join(["TRUE" if right is is_true else "FALSE", *said])


def _option(answer: Answer, single: bool) -> str:
    if single and answer.share == ONE:
        return f"={_html(answer.text)}{_feedback(answer)}"
    weight = f"%{percent(answer.share)}%" if answer.share else ""
    return f"~{weight}{_html(answer.text)}{_feedback(answer)}"


def _numbers(answers: Sequence[Answer], told: Losses) -> Iterator[str]:
    """Numbers in their order; the row for all others is last in GIFT, and what stands below it could never be reached."""
    for place, answer in enumerate(answers, start=1):
        if answer.text == "*":
            told.tell(say("Đáp án đứng sau dòng cho mọi số khác bị bỏ, vì không bao giờ dùng đến."), place < len(answers))
            yield f"~*{_feedback(answer)}"
            return
        yield f"={_weight(answer)}{answer.text}:{answer.tolerance}{_feedback(answer)}"


def _pair(prompt: str, words: str, told: Losses) -> str:
    # GIFT readers keep a known tag in these words; Moodle XML ones do not.
    is_read_back = rich_text.convert(words, "moodle").html == html.escape(words, quote=False)
    told.tell(say("Định dạng và hình trong mục để ghép bị bỏ, chỉ giữ chữ."), not is_read_back)
    return f"={_html(prompt.replace('->', '-&gt;'))} -> {gift_signs.escape(words)}"


def _weight(answer: Answer) -> str:
    return "" if answer.share == ONE else f"%{percent(answer.share)}%"


def _feedback(answer: Answer) -> str:
    return f"#{_html(answer.feedback)}" if answer.feedback else ""


def _html(text: str) -> str:
    """Html, which is what the question's other texts are; said again where the text could pass for a weight or a format."""
    return f"{'[html]' if _MISREAD_START.match(text) else ''}{gift_signs.escape(text)}"


def _typed(text: str) -> str:
    return f"{'[plain]' if _MISREAD_START.match(text) else ''}{gift_signs.escape(text)}"
