"""Kinds that take text, numbers or files, and texts with gaps, as interactions of QTI."""

from __future__ import annotations

from decimal import Decimal

from core.words import say
from question_bank.formats.qti import patterns
from question_bank.formats.qti.out_choices import ONE, ZERO, Content, with_gaps
from question_bank.formats.qti.sheet import Sheet, base, el, plain, setting, variable
from question_bank.formats.qti.v2_typed import NATIONAL_MASK
from question_bank.formats.xml import Element
from question_bank.kinds import cloze as clozes
from question_bank.kinds import gapped, shape, wildcard, written_number

_NATIONAL_BOXES = 4
_ANYTHING = "*"


def typed(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """short_answer and numerical: a box in a paragraph of its own."""
    return [el("p", *_box(sheet, content, suffix), class_="answer")]


def _box(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """The interaction, and the unit after it."""
    rows, ident = shape.rows(shape.at(content, "key", "accepted")), f"RESPONSE{suffix}"
    is_number = "format" not in shape.mapping(content.get("body"))
    is_strict = shape.at(content, "body", "case_sensitive") is True
    name = "value" if is_number else "text"
    shares = [sheet.told.share(row.get("fraction")) for row in rows]
    texts = [_number(row.get(name)) if is_number else wildcard.tidy(sheet.told.line(row.get(name))) for row in rows]
    right = [_literal(text) for text, share in zip(texts, shares, strict=True) if share == ONE and not patterns.is_pattern(text)]
    sheet.told.tell(
        say("Mẫu có dấu * không phân biệt được chữ hoa, chữ thường."), is_strict and not all(map(_is_literal, texts)) and not is_number
    )
    sheet.response(ident, "single", "float" if is_number else "string", right[:1])
    sheet.outcome(f"SCORE{suffix}")
    arms = []
    for number, (row, text, share) in enumerate(zip(rows, texts, shares, strict=True), start=1):
        test = _number_test(ident, text, row.get("tolerance")) if is_number else _text_test(ident, text, is_strict)
        arms.append((test, _worth(sheet, suffix, share, row.get("feedback"), number)))
    if any(row.get("feedback") for row in rows):
        sheet.outcome(f"FEEDBACK{suffix}", "identifier")
    sheet.chain(arms)
    is_national = shape.at(content, "body", "format") == "national"
    mask = {"patternMask": NATIONAL_MASK, "expectedLength": _NATIONAL_BOXES} if is_national else {}
    entry = el("textEntryInteraction", responseIdentifier=ident, **mask)
    unit = wildcard.tidy(sheet.told.line(shape.at(content, "body", "unit")))
    return [entry, el("span", text=unit, class_="unit")] if unit else [entry]


def _is_literal(text: str) -> bool:
    return not patterns.is_pattern(text)


def _literal(text: str) -> str:
    return text.replace("\\*", "*")


def _number(raw: object) -> str:
    read = written_number.parse(shape.text(raw))
    return _ANYTHING if read is None else written_number.canonical(read)


def _worth(sheet: Sheet, suffix: str, share: Decimal, feedback: object, number: int) -> list[Element]:
    actions = [setting(f"SCORE{suffix}", base("float", plain(share)))]
    if feedback:
        name = f"F{number}{suffix}"
        actions.append(setting(f"FEEDBACK{suffix}", base("identifier", name)))
        sheet.say_after(f"FEEDBACK{suffix}", name, feedback)
    return actions


def _text_test(ident: str, text: str, is_strict: bool) -> Element:
    if text == _ANYTHING:
        return _given(ident)
    if patterns.is_pattern(text):
        return el("patternMatch", variable(ident), pattern=patterns.to_regex(text))
    value = base("string", _literal(text))
    return el("stringMatch", variable(ident), value, caseSensitive=str(is_strict).lower(), substring="false")


def _number_test(ident: str, text: str, tolerance: object) -> Element:
    if text == _ANYTHING:
        return _given(ident)
    spread = written_number.parse(shape.text(tolerance)) or ZERO
    how = {"toleranceMode": "absolute", "tolerance": f"{plain(spread)} {plain(spread)}"} if spread else {"toleranceMode": "exact"}
    return el("equal", variable(ident), base("float", text), **how)


def _given(ident: str) -> Element:
    """Whatever is given."""
    return el("not", el("isNull", variable(ident)))


def cloze(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """cloze: each gap is an inline interaction with a score of its own."""
    elements: dict[str, list[Element]] = {}
    weights = []
    rows = {str(gap.get("id")): gap for gap in shape.rows(shape.at(content, "body", "gaps"))}
    for number, name in enumerate(gapped.gaps_in(shape.text(shape.at(content, "body", "text"))), start=1):
        inner = f"{suffix}_{number}"
        elements[name] = _gap(sheet, rows[name], clozes.small_content(content, rows[name]), inner)
        weights.append((inner, clozes.weight_of(content, name)))
    sheet.add_up(suffix, weights)
    return [with_gaps(sheet, content, elements)]


def _gap(sheet: Sheet, gap: Content, small: Content, suffix: str) -> list[Element]:
    return [_menu(sheet, small, suffix)] if gap.get("kind") == "single_choice" else _box(sheet, small, suffix)


def _menu(sheet: Sheet, small: Content, suffix: str) -> Element:
    rows, ident = shape.rows(shape.at(small, "body", "options")), f"RESPONSE{suffix}"
    right, partial = shape.at(small, "key", "right"), shape.mapping(shape.at(small, "key", "partial"))
    names = {str(row.get("id")): f"A{number}{suffix}" for number, row in enumerate(rows, start=1)}
    earning = {names[str(name)]: sheet.told.share(share) for name, share in partial.items() if str(name) in names}
    earning[names.get(str(right), "")] = ONE
    sheet.told.tell(say("Nhận xét của phương án trong chỗ trống bị bỏ."), any(row.get("feedback") for row in rows))
    sheet.response(ident, "single", "identifier", [names.get(str(right), "")], earning)
    sheet.score(suffix, "map_response", ident)
    choices = [
        el("inlineChoice", identifier=names[str(row.get("id"))], fixed=_fixed(row), text=sheet.told.line(row.get("text"))) for row in rows
    ]
    return el("inlineChoiceInteraction", *choices, responseIdentifier=ident, shuffle="true")


def _fixed(row: Content) -> str | None:
    return "true" if row.get("pinned") is True else None


def essay(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """essay: lines, and what only a scorer sees."""
    sheet.response(f"RESPONSE{suffix}", "single", "string", [])
    lines = shape.at(content, "body", "lines")
    return [el("extendedTextInteraction", responseIdentifier=f"RESPONSE{suffix}", expectedLines=lines), *_for_scorer(sheet, content)]


def upload(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """file_upload; QTI has no place for endings and sizes."""
    sheet.told.tell(say("Đuôi tệp và cỡ tệp được nhận không ghi được."))
    sheet.response(f"RESPONSE{suffix}", "single", "file", [])
    return [el("uploadInteraction", responseIdentifier=f"RESPONSE{suffix}"), *_for_scorer(sheet, content)]


def _for_scorer(sheet: Sheet, content: Content) -> list[Element]:
    made = []
    rows = shape.rows(shape.at(content, "key", "rubric"))
    use = {"use": "scoring"} if sheet.is_third else {}
    if rows:
        table = "".join(f"<tr><td>{shape.text(row.get('text'))}</td><td>{shape.text(row.get('fraction'))}</td></tr>" for row in rows)
        made.append(sheet.block("rubricBlock", f"<table><tbody>{table}</tbody></table>", view="scorer", class_="rubric", **use))
    if shape.text(shape.at(content, "key", "model_answer")).strip():
        made.append(sheet.block("rubricBlock", shape.at(content, "key", "model_answer"), view="scorer", class_="model-answer", **use))
    return made
