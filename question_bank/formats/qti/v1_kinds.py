"""QTI 1.2 items as our kinds: by Canvas's name of the type where there is one, else by what the presentation asks for."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from types import MappingProxyType

from core.html import plain_text
from core.words import say
from question_bank.formats import assemble, gapped_text
from question_bank.formats.assemble import ONE, ZERO, Accepted, Assembled
from question_bank.formats.qti import making, v1_formula
from question_bank.formats.qti.making import Refusal
from question_bank.formats.qti.v1_item import Item, Label, Response, Rule
from question_bank.kinds import written_number

_GENERAL = ("general_fb", "general", "solution")
_NO_GROUP = "—"
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Asked:
    """An item taken apart: texts and responses in order, what earns points, what is said."""

    item: Item
    pieces: Sequence[str | Response]
    responses: Sequence[Response]
    rules: Sequence[Rule]
    said: Mapping[str, str]

    @property
    def stem(self) -> str:
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def explanation(self) -> str:
        return next((self.said[name] for name in _GENERAL if name in self.said), "")

    def points(self, response: str, value: str) -> Decimal:
        """The most that any rule gives for this value alone; rules that ask for more than one value give nothing by one."""
        found = [rule.points for rule in self.rules if rule.wanted == [(response, value)] and not rule.bounds]
        return max(found, default=ZERO) if not found or max(found) > 0 else min(found)

    def best_rule(self) -> Rule | None:
        """The rule that earns most."""
        earning = [rule for rule in self.rules if rule.points > 0]
        return max(earning, key=lambda rule: rule.points, default=None)

    def right(self, response: str) -> list[str]:
        """Values of the response that earning rules ask for, in order, each once."""
        earning = [rule for rule in self.rules if rule.points > 0]
        return list(dict.fromkeys(value for rule in earning for name, value in rule.wanted if name == response))


def assembled(item: Item, source_kind: str) -> Assembled:
    """The question of the item; raises Refusal."""
    pieces = item.body()
    responses = [piece for piece in pieces if isinstance(piece, Response)]
    asked = Asked(item, pieces, responses, item.rules(), item.feedback())
    _tell_feedback(asked)
    return (_BY_TYPE.get(source_kind) or _maker(asked))(asked)


def _tell_feedback(asked: Asked) -> None:
    labels = {label.ident for response in asked.responses for label in response.labels}
    kept = {*_GENERAL, *(f"{name}_fb" for name in labels), *labels}
    if any(text.strip() for name, text in asked.said.items() if name not in kept):
        asked.item.reasons.append(say("Nhận xét chung cho câu đúng, câu sai bị bỏ."))


def _maker(asked: Asked) -> Callable[[Asked], Assembled]:
    tags = [response.tag for response in asked.responses]
    if not tags:
        return _description
    if tags.count("response_lid") == len(tags):
        if any(response.cardinality == "Ordered" for response in asked.responses):
            return _ordering
        return _choice if len(tags) == 1 else _matching
    if len(tags) == 1 and tags[0] in ("response_str", "response_num"):
        is_number = asked.responses[0].fib.lower() in ("decimal", "integer", "scientific") or tags[0] == "response_num"
        return _numerical if is_number else _typed
    if tags == ["response_xy"]:
        return _hotspot
    return _gaps if set(tags) <= {"response_str", "response_num", "response_lid"} else _unknown


def _unknown(asked: Asked) -> Assembled:
    raise Refusal(say("Dạng câu hỏi này của QTI 1.2 chưa được hỗ trợ."))


def _only(asked: Asked) -> Response:
    if not asked.responses:
        raise Refusal(say("Câu hỏi không có chỗ trả lời."))
    return asked.responses[0]


def _choice(asked: Asked) -> Assembled:
    response = _only(asked)
    stem, pinned = asked.stem + response.prompt, not response.shuffles
    points = {label.ident: asked.points(response.ident, label.ident) for label in response.labels}
    if response.cardinality != "Multiple":
        if not any(points.values()):
            points = dict.fromkeys(points, ZERO) | {name: ONE for name in asked.right(response.ident) if name in points}
        return making.one_of(stem, _options(asked, response, points), asked.explanation, pinned)
    if not any(value > 0 for value in points.values()):
        points = making.all_of(asked.right(response.ident), list(points))
        asked.item.reasons.append(making.ALL_OR_NOTHING)
    return making.several_of(stem, _options(asked, response, points), asked.explanation, pinned)


def _options(asked: Asked, response: Response, points: Mapping[str, Decimal]) -> list[tuple[str, Decimal, str]]:
    return [(label.html, points[label.ident], _said_of(asked, label)) for label in response.labels]


def _said_of(asked: Asked, label: Label) -> str:
    """Feedback to an option, by Canvas's name for it, else by the rule that shows it."""
    named = asked.said.get(f"{label.ident}_fb", "")
    shown = (name for rule in asked.rules if [value for _, value in rule.wanted] == [label.ident] for name in rule.feedback)
    return named or next((asked.said[name] for name in shown if name in asked.said and name not in _GENERAL), "")


def _matching(asked: Asked) -> Assembled:
    """Prompts with the same things to choose from; a prompt without a right one is refused by the kind's check."""
    if any(response.cardinality == "Multiple" for response in asked.responses):
        return _groups(asked)
    texts = {label.ident: label.html for response in asked.responses for label in response.labels}
    pairs = [(response.prompt, texts.get(next(iter(asked.right(response.ident)), ""), "")) for response in asked.responses]
    used = {choice for _, choice in pairs}
    others = [("", text) for text in texts.values() if text not in used]
    return assemble.match_pairs(asked.stem, [*pairs, *others], asked.explanation)


def _groups(asked: Asked) -> Assembled:
    """Things to sort into groups become prompts, each to be matched with its group."""
    asked.item.reasons.append(say("Câu phân loại thành câu ghép đôi: mỗi mục ghép với nhóm của nó."))
    texts = {label.ident: label.html for response in asked.responses for label in response.labels}
    group_of = {name: response.prompt for response in asked.responses for name in asked.right(response.ident)}
    pairs = [(text, group_of.get(name, _NO_GROUP)) for name, text in texts.items()]
    return assemble.match_pairs(asked.stem, pairs, asked.explanation)


def _ordering(asked: Asked) -> Assembled:
    response = _only(asked)
    texts = {label.ident: label.html for label in response.labels}
    best = asked.best_rule()
    order = [value for name, value in best.wanted if name == response.ident] if best else []
    if sorted(order) != sorted(texts):
        raise Refusal(say("Không thấy thứ tự đúng của các mục."))
    return gapped_text.in_order(asked.stem + response.prompt, [texts[name] for name in order], "all", asked.explanation)


def _typed(asked: Asked) -> Assembled:
    response = _only(asked)
    accepted = [Accepted(text, share) for text, share in _accepted(asked, response)]
    if not accepted:
        return _essay(asked)
    is_strict = any(rule.is_strict for rule in asked.rules)
    return assemble.short_text(asked.stem + response.prompt, accepted, is_strict, asked.explanation)


def _accepted(asked: Asked, response: Response) -> list[tuple[str, Decimal]]:
    most = max((rule.points for rule in asked.rules), default=ZERO)
    found: dict[str, Decimal] = {}
    for rule in asked.rules:
        for name, text in rule.wanted:
            if name == response.ident and text and rule.points > 0:
                found.setdefault(f"*{text}*" if name in rule.parts_of_texts else text, rule.points / most)
    return list(found.items())


def _numerical(asked: Asked) -> Assembled:
    response = _only(asked)
    most = max((rule.points for rule in asked.rules), default=ZERO)
    accepted = [
        replace(number, share=rule.points / most) for rule in asked.rules if rule.points > 0 for number in _numbers(rule, response.ident)
    ]
    return assemble.numerical(asked.stem + response.prompt, accepted, explanation=asked.explanation)


def _numbers(rule: Rule, response: str) -> list[Accepted]:
    """A value with its bounds, bounds alone, or values alone."""
    values = [value for name, value in rule.wanted if name == response]
    bounds = {"low" if tag.startswith("varg") else "high": value for tag, value in rule.bounds.get(response, [])}
    if len(values) > 1 or not bounds:
        return [Accepted(value, ONE) for value in values]
    return [making.number_with_bounds(next(iter(values), ""), bounds)]


def _gaps(asked: Asked) -> Assembled:
    """Texts and gaps in turn."""
    pieces: list[str | int] = []
    for piece in asked.pieces:
        pieces.append(piece if isinstance(piece, str) else asked.responses.index(piece) + 1)
    return _cloze(asked, gapped_text.text_of(pieces))


def _named_gaps(asked: Asked) -> Assembled:
    """Canvas writes `[name]` where the gap `response_name` stands."""
    pieces: list[str | int] = [asked.stem]
    for number, response in enumerate(asked.responses, start=1):
        signs = [f"[{name}]" for name in (response.ident.removeprefix("response_"), plain_text(response.prompt).strip())]
        texts = [(at, piece) for at, piece in enumerate(pieces) if isinstance(piece, str)]
        found = [(at, sign) for sign in signs for at, piece in texts if sign in piece]
        if not found:
            raise Refusal(say("Không thấy chỗ trống %(name)s trong đoạn văn.", name=signs[0][:60]))
        at, sign = found[0]
        before, _, after = str(pieces[at]).partition(sign)
        pieces[at : at + 1] = [before, number, after]
    return _cloze(asked, gapped_text.text_of(pieces))


def _cloze(asked: Asked, text: str) -> Assembled:
    gaps = [_gap(asked, response) for response in asked.responses]
    weights = [
        max((rule.points for rule in asked.rules if any(name == response.ident for name, _ in rule.wanted)), default=ONE)
        for response in asked.responses
    ]
    shares = [weight if 0 < weight <= _WHOLE else ONE for weight in weights]
    return gapped_text.with_gaps(gapped_text.GAPS_STEM, text, gaps, shares, asked.explanation)


def _gap(asked: Asked, response: Response) -> Assembled:
    is_typed = asked.item.fields.get("question_type") == "fill_in_multiple_blanks_question" and response.answer_type in ("", "openEntry")
    if response.tag == "response_lid" and not is_typed:
        right = asked.right(response.ident)
        return making.menu([(plain_text(label.html), ONE if label.ident in right else ZERO) for label in response.labels])
    if response.tag == "response_lid":
        return assemble.short_text("", [Accepted(plain_text(label.html), ONE) for label in response.labels], case_sensitive=False)
    accepted = [Accepted(text, ONE) for text, _ in _accepted(asked, response)]
    return assemble.short_text("", accepted, any(rule.is_strict for rule in asked.rules))


def _hotspot(asked: Asked) -> Assembled:
    """Canvas gives corners as shares of the picture, others in pixels."""
    response = _only(asked)
    width, height = asked.item.picture_size(response.picture)
    if not width:
        raise Refusal(say("Thiếu hình nên không dựng được câu chọn vùng."))
    zones = [_zone(f"z{number}", label, (width, height)) for number, label in enumerate(response.labels, start=1)]
    return making.pointed_at(asked.stem + response.prompt, response.picture, (width, height), zones, len(zones), asked.explanation)


def _zone(name: str, label: Label, size: tuple[int, int]) -> dict[str, object]:
    numbers = [written_number.parse(each) or ZERO for each in re.split(r"[\s,]+", label.area)]
    if numbers and all(0 <= number <= 1 for number in numbers):
        numbers = [number * size[index % 2] for index, number in enumerate(numbers)]
    return making.zone(name, label.area_shape.lower(), numbers)


def _essay(asked: Asked) -> Assembled:
    prompts = "".join(response.prompt for response in asked.responses)
    return assemble.essay(asked.stem + prompts, explanation=asked.explanation)


def _description(asked: Asked) -> Assembled:
    return assemble.description(asked.stem, asked.explanation)


def _upload(asked: Asked) -> Assembled:
    return making.uploaded(asked.stem + "".join(response.prompt for response in asked.responses), asked.explanation)


def _formula(asked: Asked) -> Assembled:
    return v1_formula.formula(asked.stem, asked.item.element, asked.explanation)


_IN_TEXT = re.compile(r"\[[^\]\s][^\]]*\]")


def _blanks(asked: Asked) -> Assembled:
    return _named_gaps(asked) if _IN_TEXT.search(asked.stem) else _gaps(asked)


_BY_TYPE: Mapping[str, Callable[[Asked], Assembled]] = MappingProxyType(
    {
        "fill_in_multiple_blanks_question": _blanks,
        "multiple_dropdowns_question": _blanks,
        "categorization_question": _groups,
        "essay_question": _essay,
        "cc.essay.v0p1": _essay,
        "file_upload_question": _upload,
        "text_only_question": _description,
        "calculated_question": _formula,
    }
)
