"""From a draft to an item of the import: its kind, content, tags, and every reason to look at it again."""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal

from core.words import Message, say
from question_bank.formats import assemble
from question_bank.formats.assemble import Accepted, Assembled
from question_bank.formats.contract import Limits, TaggedItem
from question_bank.formats.word import answers, declared_kinds, keys, labels, markers, signs
from question_bank.formats.word.draft import Choice, Draft
from question_bank.formats.word.rich import Rich, joined, page, paragraphs, plain
from question_bank.kinds import national_number, written_number

_ONE = Decimal(1)
_MOST_LISTED_LEVELS = 8
_MOST_TRAILING = 5
_MOST_REASONS = 40
_MOST_SHOWN = 20
"""Lines of a question that is too long to be read."""
_SOURCE_KINDS = {"single_choice": "multichoice", "true_false_group": "kprime", "short_answer": "shortanswer", "matching": "match"}
_NAMED_KINDS = {"chọn nhiều đáp án": "several", "số": "number", "chữ": "words", "tự luận": "essay"}
"""What a line "Dạng câu:" may say, where neither the look nor the part of a question could."""
_MEASURED = re.compile(r"(\S+)(?:\s*±\s*(\S+))?(?:\s+(\S.*))?")
_STUCK = re.compile(r"(?:\t|\s{2})(?:Câu|Question)\s*\d{1,4}\s*[.:]")
_CODE = re.compile(r"[A-Za-z0-9]+(?:[._-][A-Za-z0-9]+)+")
_CLOSING = re.compile(r"\s*\[([^\[\]]{1,30})\]\s*\Z")
_LETTER = re.compile("[A-H]")
_LATEX = re.compile(r"\\[a-zA-Z]")


def item_of(draft: Draft, ref: str, limits: Limits) -> TaggedItem:
    """The item; refused with its content when the content does not pass its kind's check."""
    if sum(len(line.text) for line in draft.all_lines) > limits.question_characters:
        return _refused(draft, ref, say("Câu hỏi dài quá %(n)d ký tự.", n=limits.question_characters))
    doubts = list(draft.doubts)
    if draft.shared is not None and all(line is draft.pairs_line for line in draft.stem):
        # A gap of the shared text is asked for by its number alone.
        draft.stem.insert(0, plain(f"({draft.number})"))
    closing = _closing(draft)
    draft.part_kind = _NAMED_KINDS.get(draft.label("dạng câu").lower(), draft.part_kind)
    made = assemble.checked(_assembled(draft, doubts))
    level, tags, topic, outcome, points = _tags(draft, closing, doubts)
    reasons = tuple(dict.fromkeys((*made.reasons, *doubts, *_seen(draft))))[:_MOST_REASONS]
    return TaggedItem(
        ref=ref,
        source_kind=_SOURCE_KINDS.get(made.kind, made.kind),
        kind=made.kind,
        state="refused" if made.refused else "changed" if reasons else "kept",
        reasons=reasons,
        content=made.content,
        tags=tags,
        points=points,
        media=tuple(dict.fromkeys(name for line in draft.all_lines for each in line.things for name in each.media)),
        topic_code=topic,
        level=level,
        outcome_code=outcome,
        external_id=draft.label("mã câu"),
        category=draft.label("danh mục"),
        origin=page(draft.origin),
    )


def is_code(said: str) -> bool:
    """Whether a topic or an outcome so written is taken for a code: letters and digits parted by points or dashes."""
    return _CODE.fullmatch(said) is not None


def _refused(draft: Draft, ref: str, reason: Message) -> TaggedItem:
    words = draft.stem[0].words()[:100] if draft.stem else ""
    name, origin = f"Câu {draft.number}. {words}", page(draft.origin[:_MOST_SHOWN])
    return TaggedItem(ref, "multichoice", None, "refused", (*draft.doubts, reason), None, name=name, origin=origin)


def _assembled(draft: Draft, doubts: list[Message]) -> Assembled:
    if special := declared_kinds.assembled(draft, doubts):
        return special
    if not draft.options and draft.part_kind in ("", "choice"):
        _take_inside(draft, doubts)
    if draft.statements and not draft.options and (draft.part_kind == "choice" or (not draft.part_kind and keys.says_letter(draft))):
        draft.options, draft.statements = draft.statements, []
    if draft.options:
        return _choice(draft, doubts)
    if draft.statements and draft.part_kind in ("", "choice", "statements"):
        found = keys.truths_key(draft)
        if found.truths or draft.part_kind == "statements" or len(draft.statements) == 4:
            return _statements(draft, found, doubts)
    draft.statements_into_stem()
    if draft.part_kind == "statements":
        doubts.append(say("Không thấy các ý a), b), c), d)."))
        return Assembled("true_false_group", _document(draft, {"statements": []}, {"truths": {}}))
    return _without_choices(draft, doubts)


def _take_inside(draft: Draft, doubts: list[Message]) -> None:
    """Options that stand in the stem's own line."""
    if not draft.stem:
        return
    found = labels.inside(draft.stem[-1])
    if found is None:
        return
    before, pieces = found
    draft.stem[-1:] = [before.stripped()] if before.text.strip() else []
    draft.options = [Choice(each.letter, each.label, each.is_starred, each.is_pinned, [each.rich]) for each in pieces]
    doubts.append(say("Phương án nằm chung dòng với lời hỏi, hãy xem lại chỗ tách."))


def _choice(draft: Draft, doubts: list[Message]) -> Assembled:
    found = keys.several_key(draft) if draft.part_kind == "several" else keys.choice_key(draft)
    doubts += found.reasons
    rows = [_option(choice, found.signs if choice.letter in found.right else set()) for choice in draft.options]
    for line in draft.answers:
        rest = line[answers.after_letters(line.text) :].stripped()
        if not any(_bare(rest) == _bare(joined(choice.lines)) for choice in draft.options):
            draft.explain(rest)
    if draft.part_kind == "several":
        return _several(draft, rows, found.right.lower())
    content = _document(draft, {"options": rows}, {"right": found.right.lower()})
    return Assembled("single_choice", content, tells_key=bool(found.reasons))


def _several(draft: Draft, rows: list[dict[str, object]], right: str) -> Assembled:
    """Right options earn even shares; that there is none has been told."""
    share = assemble.plain_share(_ONE / max(1, len(right)))
    return Assembled("multiple_choice", _document(draft, {"options": rows}, {"weights": dict.fromkeys(right, share)}), tells_key=True)


def _bare(rich: Rich) -> str:
    return "".join(rich.words().lower().split()).strip(".")


def _option(choice: Choice, told_by: set[str]) -> dict[str, object]:
    row: dict[str, object] = {"id": choice.letter.lower(), "text": paragraphs(signs.cleaned(choice, told_by))}
    if choice.is_pinned:
        row["pinned"] = True
    return row


def _statements(draft: Draft, found: keys.Found, doubts: list[Message]) -> Assembled:
    doubts += [*found.reasons, *draft.trailing[:_MOST_TRAILING]]
    told = found.signs
    rows = [{"id": choice.letter.lower(), "text": paragraphs(signs.cleaned(choice, told))} for choice in draft.statements]
    for line in draft.answers:
        if not answers.truths(line.words(), len(rows)):
            draft.explain(line)
    content = _document(draft, {"statements": rows}, {"truths": found.truths})
    return Assembled("true_false_group", content, tells_key=bool(found.reasons))


def _without_choices(draft: Draft, doubts: list[Message]) -> Assembled:
    said = [text for text in (answers.typed(line.words()) for line in draft.answers) if text]
    listed = [answers.typed(text) for text in draft.listed]
    is_letter = any(_LETTER.fullmatch(text) for text in (*said, *listed)) and draft.part_kind not in ("typed", "words", "number")
    if draft.part_kind == "choice" or (is_letter and draft.part_kind != "essay"):
        doubts.append(say("Không thấy các phương án A, B, C, D."))
        return Assembled("single_choice", _document(draft, {"options": []}, {"right": ""}))
    if draft.part_kind == "essay" or not (said or listed or draft.part_kind == "typed"):
        if draft.part_kind != "essay":
            doubts.append(say("Không thấy phương án hay đáp án nên hiểu là câu tự luận."))
        return _essay(draft)
    return _typed(draft, [*said, *listed], doubts)


def _essay(draft: Draft) -> Assembled:
    for line in draft.answers:
        draft.solution.insert(0, line)
    return assemble.essay(_stem(draft), model_answer=paragraphs(draft.solution))


def _typed(draft: Draft, said: list[str], doubts: list[Message]) -> Assembled:
    different = list(dict.fromkeys(said))
    numbers = {written_number.parse(text) for text in different}
    stem, explanation = _stem(draft), paragraphs(draft.solution)
    if not any(different):
        doubts.append(say("Chưa thấy đáp án của câu trả lời ngắn."))
    elif len(different) > 1 and (len(numbers) > 1 or None in numbers):
        doubts.append(say("Có nhiều đáp án khác nhau: %(answers)s.", answers="; ".join(different)[:120]))
        different = []
    text = different[0] if different else ""
    if _LATEX.search(text):
        doubts.append(say("Đáp án là công thức nên máy không so được: %(answer)s.", answer=text[:80]))
        text = ""
    if draft.part_kind in ("words", "number"):
        return _named_kind(draft, different[0] if different else "", stem, explanation)
    written = national_number.with_comma(text)
    if national_number.value_of(written) is not None or not text:
        content = _document(draft, {"format": "national"}, {"accepted": [{"text": written, "fraction": "1"}]})
        return Assembled("short_answer", content, tells_key=not text)
    if draft.part_kind == "typed" and any(map(str.isdigit, text)):  # words alone are meant as words
        doubts.append(say("Phiếu trả lời ngắn chỉ tô được số, nhiều nhất 4 ký tự: %(answer)s.", answer=text[:80]))
    if written_number.parse(text) is not None:
        return assemble.numerical(stem, [Accepted(text, _ONE)], explanation=explanation)
    return assemble.short_text(stem, [Accepted(text, _ONE)], case_sensitive=False, explanation=explanation)


def _named_kind(draft: Draft, text: str, stem: str, explanation: str) -> Assembled:
    """Text, or a number as "9,8 ± 0,1 m/s"."""
    found = _MEASURED.fullmatch(text)
    if draft.part_kind == "words" or found is None:
        return assemble.short_text(stem, [Accepted(text, _ONE)], case_sensitive=False, explanation=explanation)
    return assemble.numerical(stem, [Accepted(found[1], _ONE, tolerance=found[2] or "0")], unit=found[3] or "", explanation=explanation)


def _document(draft: Draft, body: dict[str, object], key: dict[str, object]) -> dict[str, object]:
    return {"stem": _stem(draft), "body": body, "key": key, "explanation": paragraphs(draft.solution)}


def _stem(draft: Draft) -> str:
    return paragraphs(draft.stem)


def _tags(draft: Draft, closing: str, doubts: list[Message]) -> tuple[str, tuple[str, ...], str, str, Decimal | None]:
    """(level, tags, topic code, outcome code, points)."""
    said = [*draft.tags, *_leading(draft), *([closing] if closing else [])]
    found = {"level": "", "topic": "", "outcome": ""}
    tags = [text for text in said if not markers.level_of(text) and not markers.points_of(text)]
    points = next((points for text in said if (points := markers.points_of(text))), "")
    for name, value in draft.labels:
        place = {"chủ đề": "topic", "yccđ": "outcome", "yêu cầu cần đạt": "outcome"}.get(name, "")
        if place and is_code(value):
            found[place] = value
        elif name == "trọng số" and draft.shared is None:
            doubts.append(say("Trọng số chỉ có nghĩa với câu hỏi của một dữ kiện chung nên bị bỏ."))
        elif name in ("mã câu", "danh mục", "dạng câu", "trọng số"):
            continue
        elif name == "mức độ" and markers.level_of(value):
            said.append(value)
        elif name == "điểm":
            points = points or value
        else:
            tags.append(value)
    own = [level for text in said if (level := markers.level_of(text))]
    below = [choice.level for choice in draft.statements if choice.level][:_MOST_LISTED_LEVELS]
    if below:
        doubts.append(say("Mức độ của từng ý (%(levels)s) không giữ được; câu hỏi lấy một mức độ chung.", levels=", ".join(below)))
    order = list(dict.fromkeys(markers.LEVELS.values()))
    level = own[0] if own else max(below, key=order.index, default="")
    return (
        level,
        tuple(dict.fromkeys(tag[:100] for tag in tags)),
        found["topic"],
        found["outcome"],
        written_number.parse(points) if points else None,
    )


def _leading(draft: Draft) -> Iterable[str]:
    """Levels in brackets that open the stem, which lose them."""
    if not draft.stem:
        return ()
    tags, end = markers.leading_tags(draft.stem[0].text)
    if tags:
        draft.stem[0] = draft.stem[0][end:].stripped()
    return tags


def _closing(draft: Draft) -> str:
    """A level in square brackets that ends the stem, which loses it."""
    found = _CLOSING.search(draft.stem[-1].text) if draft.stem else None
    if found is None or not markers.level_of(found[1]):
        return ""
    draft.stem[-1] = draft.stem[-1][: found.start()]
    return found[1]


def _seen(draft: Draft) -> Iterable[Message]:
    """What is to be said of what stands in the question: lost pictures, old fonts, a second head in a line."""
    for line in draft.all_lines:
        for each in line.things:
            yield from each.reasons
        fonts = {marks.old_font for marks in line.marks if marks.old_font}
        for font in sorted(fonts):
            if not line.text.isascii():
                yield say("Chữ dùng phông cũ %(font)s (TCVN3 hoặc VNI) nên có thể hiện sai dấu. Hãy chuyển tệp sang Unicode.", font=font)
        if _STUCK.search(line.text):
            yield say("Trong một dòng có số câu thứ hai: có thể hai câu dính vào nhau.")
