"""A text with gaps: Moodle's `cloze` (multianswer) in and out, and its `gapselect` in."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from math import gcd

from core.words import Message, say
from question_bank.formats import assemble, gapped_text
from question_bank.formats.assemble import Accepted, Assembled, Choice
from question_bank.formats.moodle import cloze_code
from question_bank.formats.moodle.boxes import Box, in_boxes
from question_bank.formats.moodle.cloze_code import SEPARATOR, Alternative, Gap
from question_bank.formats.moodle.node import Node
from question_bank.formats.outgoing_text import Losses
from question_bank.kinds import gapped, shape, written_number
from question_bank.kinds.cloze import MOST_WEIGHT, small_content, weight_of
from question_bank.rules.gap_notation import choices_of

Row = Mapping[str, object]
_MANY = say("Chỗ trống chọn nhiều đáp án (MULTIRESPONSE) chưa được hỗ trợ.")
_MENU = say("Các lựa chọn trong chỗ trống thành danh sách thả xuống, theo thứ tự cố định.")


def read_cloze(node: Node) -> Assembled | None:
    """The gaps as small questions; None, with the reason on the node, for gaps that no kind of ours asks."""
    stem, whole = gapped_text.parted(node.html("questiontext"), SEPARATOR)
    found = list(cloze_code.pieces(whole))
    gaps = [piece for piece in found if isinstance(piece, Gap)]
    if any(gap.type.startswith("MR") for gap in gaps):
        node.reasons.append(_MANY)
        return None
    number = iter(range(1, len(gaps) + 1))
    text = gapped_text.text_of(next(number) if isinstance(piece, Gap) else piece for piece in found)
    node.reasons += _told(gaps)
    weights = [Decimal(gap.weight) for gap in gaps]
    return gapped_text.with_gaps(stem, text, [_small(gap) for gap in gaps], weights, node.html("generalfeedback"))


def _told(gaps: list[Gap]) -> list[Message]:
    told = []
    if any(gap.type.startswith("MC") and gap.type != "MC" for gap in gaps):
        told.append(_MENU)
    if any(each.has_feedback for gap in gaps for each in gap.alternatives):
        told.append(say("Nhận xét của đáp án trong chỗ trống bị bỏ."))
    return told


def _small(gap: Gap) -> Assembled:
    if gap.type in ("SA", "SAC"):
        return assemble.short_text("", [Accepted(each.text, each.share) for each in gap.alternatives], gap.type == "SAC")
    if gap.type == "NM":
        return assemble.numerical("", [Accepted(each.text, each.share, "", each.tolerance) for each in gap.alternatives])
    options = [Choice(each.text, each.share) for each in gap.alternatives]
    made = assemble.choices("", options, single=True)
    if not gap.type.endswith("S"):
        return made
    # What Moodle shuffles is placed by the alphabet, so that its place tells nothing.
    body, key = choices_of([(option.text, assemble.plain_share(option.share)) for option in options])
    return Assembled(made.kind, {**made.content, "body": body, "key": key}, made.reasons)


def read_gapselect(node: Node) -> Assembled | None:
    """A menu of the words of its group in each gap; None when a gap names a word that is not there."""
    boxes = in_boxes(node, "selectoption")
    text, chosen = gapped_text.numbered(node.html("questiontext"), len(boxes))
    if text is None:
        node.reasons.append(say("Chỗ trống trong câu gọi đến một đáp án không có."))
        return None
    if node.flag("shuffleanswers", otherwise=False) or any(box.group != boxes[0].group for box in boxes):
        node.reasons.append(_MENU)
    stem, text = gapped_text.parted(text, SEPARATOR)
    gaps = [_menu(boxes, boxes[index - 1]) for index in chosen]
    return gapped_text.with_gaps(stem, text, gaps, [Decimal(1)] * len(gaps), node.html("generalfeedback"))


def _menu(boxes: list[Box], right: Box) -> Assembled:
    texts = dict.fromkeys(box.text for box in boxes if box.group == right.group)
    body, key = choices_of([(text, "1" if text == right.text else "0") for text in texts])
    return Assembled("single_choice", {"body": body, "key": key})


def written_text(content: Row, losses: Losses) -> str:
    """The whole question as Moodle's one text."""
    text = losses.html(shape.at(content, "body", "text"))
    gaps = {shape.text(gap.get("id")): gap for gap in shape.rows(shape.at(content, "body", "gaps"))}
    weights = _weights(content, list(gaps), losses)
    spelled = {name: cloze_code.written(_gap(content, gap, weights[name], losses)) for name, gap in gaps.items()}
    stem = losses.html(content.get("stem"))
    plain = [stem, *(piece for sort, piece in gapped.pieces(text) if sort == "html")]
    losses.tell(say("Có chữ giống mã chỗ trống của Moodle, nơi nhận sẽ hiểu là chỗ trống."), any(map(cloze_code.looks_like_gaps, plain)))
    return f"{stem}{SEPARATOR}{''.join(spelled[piece] if sort == 'gap' else piece for sort, piece in gapped.pieces(text))}"


def _weights(content: Row, names: list[str], losses: Losses) -> dict[str, int]:
    """Weights as whole numbers, as Moodle has them, in the smallest terms."""
    exact = {name: weight_of(content, name) for name in names}
    scale = 10 ** max((max(0, -int(weight.as_tuple().exponent)) for weight in exact.values()), default=0)
    scaled = {name: int(weight * scale) for name, weight in exact.items()}
    common = gcd(*scaled.values()) or 1
    most = max(scaled.values(), default=1) // common
    losses.tell(say("Trọng số của chỗ trống được làm tròn thành số nguyên."), most > MOST_WEIGHT)
    shrink = common if most <= MOST_WEIGHT else max(scaled.values()) / MOST_WEIGHT
    return {name: max(1, round(weight / shrink)) for name, weight in scaled.items()}


def _gap(content: Row, gap: Row, weight: int, losses: Losses) -> Gap:
    small = small_content(content, gap)
    if gap.get("kind") == "single_choice":
        return Gap("MC", weight, tuple(_options(small, losses)))
    accepted = shape.rows(shape.at(small, "key", "accepted"))
    losses.tell(say("Nhận xét của đáp án trong chỗ trống bị bỏ."), any(row.get("feedback") for row in accepted))
    if gap.get("kind") == "numerical":
        losses.tell(say("Đơn vị đo của chỗ trống bị bỏ."), shape.at(small, "body", "unit"))
        return Gap("NM", weight, tuple(_number(row, "value", losses) for row in accepted))
    if shape.at(small, "body", "format") == "national":
        losses.tell(say("Trả lời ngắn bốn ô thành câu trả lời bằng số, không sai số."))
        return Gap("NM", weight, tuple(_number(row, "text", losses) for row in accepted))
    kind = "SAC" if shape.at(small, "body", "case_sensitive") is True else "SA"
    return Gap(kind, weight, tuple(Alternative(losses.line(row.get("text")), losses.share(row.get("fraction"))) for row in accepted))


def _options(small: Row, losses: Losses) -> list[Alternative]:
    rows = shape.rows(shape.at(small, "body", "options"))
    right, partial = shape.at(small, "key", "right"), shape.mapping(shape.at(small, "key", "partial"))
    losses.tell(say("Nhận xét của đáp án trong chỗ trống bị bỏ."), any(row.get("feedback") for row in rows))
    losses.tell(say("Lựa chọn trong chỗ trống không giữ chỗ riêng được."), any(row.get("pinned") is True for row in rows))
    shares = [Decimal(1) if row.get("id") == right else losses.share(partial.get(shape.text(row.get("id")), "0")) for row in rows]
    losses.tell(say("Có nhiều phương án trọn điểm; nơi nhận coi phương án đầu là đáp án."), shares.count(Decimal(1)) > 1)
    return [Alternative(losses.line(row.get("text")), share) for row, share in zip(rows, shares, strict=True)]


def _number(row: Row, name: str, losses: Losses) -> Alternative:
    value = written_number.parse(shape.text(row.get(name)))
    spread = written_number.parse(shape.text(row.get("tolerance", "0"))) or Decimal(0)
    text = "*" if value is None else written_number.canonical(value)
    return Alternative(text, losses.share(row.get("fraction")), written_number.canonical(spread))
