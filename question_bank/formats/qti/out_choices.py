"""Kinds that offer things to choose, order, match or drag, as interactions of QTI."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from core.words import say
from question_bank.formats.outgoing_text import Losses
from question_bank.formats.qti.gap_signs import gap_sign, put_gaps, without_signs
from question_bank.formats.qti.sheet import Sheet, base, el, setting, variable
from question_bank.formats.xml import Element
from question_bank.kinds import gapped, shape
from question_bank.kinds.true_false_group import NATIONAL_TABLE

Content = Mapping[str, object]
ONE, ZERO = Decimal(1), Decimal(0)
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def choice(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """single_choice and multiple_choice."""
    rows = shape.rows(shape.at(content, "body", "options"))
    weights = shape.mapping(shape.at(content, "key", "weights"))
    right, partial = shape.at(content, "key", "right"), shape.mapping(shape.at(content, "key", "partial"))
    is_single = "right" in shape.mapping(content.get("key"))
    names = [f"{letter}{suffix}" for letter in _LETTERS[: len(rows)]]
    raw = [partial.get(str(row.get("id")), "0") if is_single else weights.get(str(row.get("id")), "0") for row in rows]
    shares = [ONE if is_single and row.get("id") == right else sheet.told.share(share) for row, share in zip(rows, raw, strict=True)]
    sheet.told.tell(say("Có nhiều phương án trọn điểm; nơi nhận coi phương án đầu là đáp án."), is_single and shares.count(ONE) > 1)
    ident, cardinality = f"RESPONSE{suffix}", "single" if is_single else "multiple"
    earning = {name: share for name, share in zip(names, shares, strict=True) if share}
    correct = [name for name, share in earning.items() if (share == ONE if is_single else share > 0)][: 1 if is_single else None]
    bounds = {} if is_single else {"lowerBound": "0", "upperBound": "1"}
    is_plain = is_single and list(earning.values()) == [ONE]
    sheet.response(ident, cardinality, "identifier", correct, None if is_plain else earning, **bounds)
    sheet.score(suffix, "match_correct" if is_plain else "map_response", ident)
    _say_to_options(sheet, suffix, cardinality, list(zip(names, rows, strict=True)))
    choices = [_simple_choice(sheet, name, row) for name, row in zip(names, rows, strict=True)]
    most = 1 if is_single else 0
    return [el("choiceInteraction", *choices, responseIdentifier=ident, shuffle=_shuffles(rows), maxChoices=most)]


def _simple_choice(sheet: Sheet, name: str, row: Content) -> Element:
    return sheet.html("simpleChoice", row.get("text"), identifier=name, fixed="true" if row.get("pinned") is True else None)


def _shuffles(rows: Sequence[Content]) -> str:
    return "false" if rows and all(row.get("pinned") is True for row in rows) else "true"


def _say_to_options(sheet: Sheet, suffix: str, cardinality: str, rows: Sequence[tuple[str, Content]]) -> None:
    said = [(name, row["feedback"]) for name, row in rows if row.get("feedback")]
    if not said:
        return
    sheet.outcome(f"FEEDBACK{suffix}", "identifier", cardinality)
    sheet.rule(setting(f"FEEDBACK{suffix}", variable(f"RESPONSE{suffix}")))
    for name, feedback in said:
        sheet.say_after(f"FEEDBACK{suffix}", name, feedback)


def statements(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """true_false_group: each statement goes with Đúng or Sai."""
    rows = shape.rows(shape.at(content, "body", "statements"))
    truths = shape.mapping(shape.at(content, "key", "truths"))
    names = [f"S{number}{suffix}" for number in range(1, len(rows) + 1)]
    words = {True: f"TRUE{suffix}", False: f"FALSE{suffix}"}
    pairs = [f"{name} {words[truths.get(str(row.get('id'))) is True]}" for name, row in zip(names, rows, strict=True)]
    table = shape.mapping(shape.at(content, "key", "score_table")) or (NATIONAL_TABLE if len(rows) == len(NATIONAL_TABLE) else {})
    columns = [
        [_statement(sheet, name, row, suffix) for name, row in zip(names, rows, strict=True)],
        [
            el("simpleAssociableChoice", identifier=words[is_true], matchMax=0, text="Đúng" if is_true else "Sai")
            for is_true in (True, False)
        ],
    ]
    if any(row.get("feedback") for row in rows):
        sheet.outcome(f"FEEDBACK{suffix}", "identifier", "multiple")
        sheet.rule(setting(f"FEEDBACK{suffix}", el("multiple", *(base("identifier", name) for name in names))))
    return [_match(sheet, suffix, pairs, columns, table, "true-false")]


def _statement(sheet: Sheet, name: str, row: Content, suffix: str) -> Element:
    made = sheet.html("simpleAssociableChoice", row.get("text"), identifier=name, matchMax=1)
    if row.get("feedback"):
        made.append(sheet.block("feedbackBlock", row["feedback"], outcomeIdentifier=f"FEEDBACK{suffix}", identifier=name, showHide="show"))
    return made


def matching(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """matching: prompts on the left, choices on the right."""
    prompts, choices = shape.rows(shape.at(content, "body", "prompts")), shape.rows(shape.at(content, "body", "choices"))
    sheet.told.tell(
        say("Cột bên phải luôn được đảo chỗ ở nơi nhận; các mục giữ chỗ không còn giữ chỗ."), any(row.get("pinned") for row in choices)
    )
    key = shape.mapping(shape.at(content, "key", "pairs"))
    return [_pairing(sheet, suffix, content, (prompts, choices), {str(row.get("id")): str(key.get(str(row.get("id")))) for row in prompts})]


def places_as_pairs(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """drag_picture for QTI 2.1, whose labels can only be pictures: the picture, then places to be matched with labels."""
    sheet.told.tell(say("QTI 2.1 chỉ kéo được hình lên hình: câu kéo thả lên hình thành câu ghép đôi."))
    spots, items = shape.rows(shape.at(content, "body", "spots")), shape.rows(shape.at(content, "body", "items"))
    named = [{**row, "text": row.get("text") or f"({number})"} for number, row in enumerate(spots, start=1)]
    key = {str(spot): str(thing) for spot, thing in shape.mapping(shape.at(content, "key", "places")).items()}
    return [sheet.html("div", shape.at(content, "body", "picture")), _pairing(sheet, suffix, content, (named, items), key)]


def _pairing(
    sheet: Sheet, suffix: str, content: Content, columns: tuple[Sequence[Content], Sequence[Content]], key: Mapping[str, str]
) -> Element:
    left = {str(row.get("id")): f"P{number}{suffix}" for number, row in enumerate(columns[0], start=1)}
    right = {str(row.get("id")): f"M{number}{suffix}" for number, row in enumerate(columns[1], start=1)}
    pairs = [f"{left[name]} {right[thing]}" for name, thing in key.items() if name in left and thing in right]
    shown = [
        [sheet.html("simpleAssociableChoice", row.get("text"), identifier=left[str(row.get("id"))], matchMax=1) for row in columns[0]],
        [sheet.html("simpleAssociableChoice", row.get("text"), identifier=right[str(row.get("id"))], matchMax=0) for row in columns[1]],
    ]
    return _match(sheet, suffix, pairs, shown, table_of(content), "matching")


def _match(
    sheet: Sheet, suffix: str, pairs: Sequence[str], columns: Sequence[Sequence[Element]], table: Mapping[str, object], said: str
) -> Element:
    ident = f"RESPONSE{suffix}"
    sheet.response(ident, "multiple", "directedPair", pairs, dict.fromkeys(pairs, ONE))
    sheet.score_count(suffix, "map_response", ident, len(columns[0]), rounded(sheet.told, table))
    sets = [el("simpleMatchSet", *column) for column in columns]
    return el("matchInteraction", *sets, class_=said, responseIdentifier=ident, shuffle="false", maxAssociations=len(columns[0]))


def ordering(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """ordering: all or nothing as QTI has it, or a count of the right places."""
    rows, order = shape.rows(shape.at(content, "body", "items")), shape.at(content, "key", "order")
    names = {str(row.get("id")): f"I{number}{suffix}" for number, row in enumerate(rows, start=1)}
    ident, correct = f"RESPONSE{suffix}", [names[str(name)] for name in (order if isinstance(order, list) else []) if str(name) in names]
    credit, table = shape.at(content, "key", "credit"), table_of(content)
    sheet.told.tell(say("Điểm theo cặp kề nhau không ghi được: nơi nhận chấm được tất cả hoặc không."), credit == "neighbours")
    sheet.response(ident, "ordered", "identifier", correct)
    if credit == "places":
        sheet.count_by(
            suffix, rounded(sheet.told, table), [_counted(sheet, suffix, ident, n, name) for n, name in enumerate(correct, 1)], len(rows)
        )
    else:
        sheet.told.tell(say("Bảng điểm không ghi được."), table)
        sheet.score(suffix, "match_correct", ident)
    choices = [_simple_choice(sheet, names[str(row.get("id"))], row) for row in rows]
    return [el("orderInteraction", *choices, responseIdentifier=ident, shuffle=_shuffles(rows))]


def _counted(sheet: Sheet, suffix: str, ident: str, place: int, name: str) -> Element:
    test = el("match", el("index", variable(ident), n=place), base("identifier", name))
    return sheet.when(test, setting(f"COUNT{suffix}", el("sum", variable(f"COUNT{suffix}"), base("float", 1))))


def drag_words(sheet: Sheet, content: Content, suffix: str) -> list[Element]:
    """drag_words: words before the text that has the gaps."""
    gaps, words = shape.rows(shape.at(content, "body", "gaps")), shape.rows(shape.at(content, "body", "words"))
    key, ident = shape.mapping(shape.at(content, "key", "gaps")), f"RESPONSE{suffix}"
    names = {str(row.get("id")): f"W{number}{suffix}" for number, row in enumerate(words, start=1)}
    pairs = [f"{names.get(str(key.get(str(gap.get('id')))), '')} G{gap.get('id')}{suffix}" for gap in gaps]
    sheet.response(ident, "multiple", "directedPair", pairs, dict.fromkeys(pairs, ONE))
    sheet.score_count(suffix, "map_response", ident, len(gaps), rounded(sheet.told, table_of(content)))
    most = 0 if shape.at(content, "body", "reuse") is True else 1
    pool = [
        el(
            "gapText",
            text=sheet.told.line(row.get("text")),
            identifier=names[str(row.get("id"))],
            matchMax=most,
            matchGroup=row.get("group"),
        )
        for row in words
    ]
    holes = {str(gap.get("id")): [el("gap", identifier=f"G{gap.get('id')}{suffix}", matchGroup=gap.get("group"))] for gap in gaps}
    text = with_gaps(sheet, content, holes)
    return [el("gapMatchInteraction", *pool, text, responseIdentifier=ident, shuffle="true")]


def with_gaps(sheet: Sheet, content: Content, gaps: Mapping[str, Sequence[Element]]) -> Element:
    """The text of the content in a div, with an element for each of its gaps."""
    pieces = gapped.pieces(shape.text(shape.at(content, "body", "text")))
    marked = "".join(without_signs(value) if kind == "html" else gap_sign(value) for kind, value in pieces)
    return put_gaps(sheet.html("div", marked, class_="gaps"), gaps)


def table_of(content: Content) -> Mapping[str, object]:
    return shape.mapping(shape.at(content, "key", "score_table"))


def rounded(told: Losses, table: Mapping[str, object]) -> dict[str, str]:
    """The score table with shares as files carry them."""
    return {count: f"{told.share(worth).normalize():f}" for count, worth in table.items()}
