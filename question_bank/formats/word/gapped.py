"""Texts with gaps, `(1) ………`, whose answers stand in one line: "Đáp án: (1) Hà Nội|Thăng Long; (2) #2,5"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal

from question_bank.formats import gapped_text
from question_bank.formats.assemble import Assembled
from question_bank.formats.word.draft import Draft
from question_bank.formats.word.rich import Rich, joined, paragraphs, plain
from question_bank.kinds import shape
from question_bank.rules.gap_notation import alternatives, read_gap, read_word

CLOZE, DRAG_WORDS = "điền chỗ trống", "kéo từ vào chỗ trống"
_GAP = re.compile(r"\((\d{1,2})\)\s?(?:…|\.{3}|_{3})[.…_]*")
_ANSWER = re.compile(r"(?:^|;)\s*\((\d{1,2})\)\s")
_MENU = re.compile(r"\((\d{1,2})\)\s(\S.* / \S.*)")
_POOL = re.compile(r"Từ cho sẵn(?:, nhóm (\d))?( \(dùng được nhiều lần\))?:\s*")
_NUMBER = re.compile(r"\[\[(?=\d)")
_MOST = 50


def cloze(draft: Draft) -> Assembled | None:
    """The text, with what the answers say of its gaps; None unless they say something of each."""
    stem, text = _parted(draft)
    answers = _answers(draft)
    if not answers or len(answers) != _count(text):
        return None
    found = [read_gap(each) for each in answers]
    menus = {number: body for number, (kind, body, *_) in enumerate(found, start=1) if kind == "single_choice"}
    shown = [line for line in text if not _is_menu(line, menus)]
    gaps = [Assembled(kind, {"body": body, "key": key}) for kind, body, key, _ in found]
    weights = [Decimal(weight or 1) for *_, weight in found]
    return gapped_text.with_gaps(paragraphs(stem), _html(shown), gaps, weights, paragraphs(draft.solution))


def drag_words(draft: Draft) -> Assembled | None:
    """The text and its words; None unless every gap has one of them."""
    stem, text = _parted(draft)
    right = [read_word(each) for each in _answers(draft)]
    pools = [(line, found) for line in text if (found := _POOL.match(line.text))]
    if not right or not pools or len(right) != _count(text):
        return None
    pool = [(read_word(word)[0], found[1] or "1") for line, found in pools for word in alternatives(line.text[found.end() :])]
    reuse = any(found[2] for _, found in pools)
    for word in right:
        if word not in pool:
            return None
        if not reuse:
            pool.remove(word)
    others = [word for word in pool if word not in right] if reuse else pool
    shown = [line for line in text if not _POOL.match(line.text)]
    return gapped_text.with_words(paragraphs(stem), _html(shown), right, others, reuse, paragraphs(draft.solution))


def _is_menu(line: Rich, menus: Mapping[int, dict[str, object]]) -> bool:
    """Whether the line shows the choices of a gap; they stand then in its order."""
    named = _MENU.fullmatch(line.text)
    menu = menus.get(int(named[1])) if named else None
    if named is None or menu is None:
        return False
    order, options = named[2].split(" / "), shape.rows(menu["options"])
    if sorted(order) == sorted(shape.text(row.get("text")) for row in options):
        menu["options"] = sorted(options, key=lambda row: order.index(shape.text(row.get("text"))))
    return True


def _parted(draft: Draft) -> tuple[list[Rich], list[Rich]]:
    """(what is asked, the text): the text begins where its first gap stands."""
    start = next((at for at, line in enumerate(draft.stem) if _GAP.search(line.text)), len(draft.stem))
    return draft.stem[:start] or [plain(gapped_text.GAPS_STEM)], draft.stem[start:]


def _count(text: Sequence[Rich]) -> int:
    """How many gaps there are; 0 when they do not count up."""
    numbers = [int(number) for line in text for number in _GAP.findall(line.text)]
    return len(numbers) if numbers == list(range(1, len(numbers) + 1)) and len(numbers) <= _MOST else 0


def _answers(draft: Draft) -> list[str]:
    """What is said of each gap, in order; [] when the only answer line does not count up."""
    line = draft.answers[0].words() if len(draft.answers) == 1 else ""
    found, at = list(_ANSWER.finditer(line)), 1
    taken = []
    for match in found:
        if int(match[1]) == at:
            taken.append(match)
            at += 1
    ends = [*(match.start() for match in taken[1:]), len(line)]
    return [line[match.end() : end].strip() for match, end in zip(taken, ends, strict=True)] if taken and not taken[0].start() else []


def _html(lines: Sequence[Rich]) -> str:
    return paragraphs([_marked(line) for line in lines])


def _marked(line: Rich) -> Rich:
    """The line with markers in the places of its gaps."""
    parts, at = [], 0
    for found in _GAP.finditer(line.text):
        parts += [_bare(line[at : found.start()]), plain(f"[[{found[1]}]]")]
        at = found.end()
    return joined([*parts, _bare(line[at:])])


def _bare(line: Rich) -> Rich:
    """Two brackets of the author's own do not pass for a gap."""
    parts, at = [], 0
    for found in _NUMBER.finditer(line.text):
        parts += [line[at : found.start() + 1], plain(" "), line[found.start() + 1 : found.end()]]
        at = found.end()
    return joined([*parts, line[at:]])
