"""The solutions: every question once, in the order of the first mã đề that asks it, with its place and key in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from question_bank.formats.outgoing_text import Losses
from question_bank.formats.papers import heads
from question_bank.formats.papers.contract import Form, Heading
from question_bank.formats.papers.exam_paper import printed
from question_bank.formats.papers.parts import Numbered, Part, numbered
from question_bank.formats.word_out import layout, text
from question_bank.formats.word_out.asked import asked
from question_bank.formats.word_out.lines import Lines
from question_bank.formats.word_out.package import word_file
from question_bank.formats.word_out.pictures import Pictures
from question_bank.formats.word_out.text import BOLD, Look
from question_bank.kinds import shape
from question_bank.rules.matrix.table import Table, vietnamese

_SMALL = Look(italic=True, size=11)
_MOST_PLACES = 8
"""Of more mã đề the key sheet alone says what is right where."""


@dataclass(slots=True)
class _Solved:
    """A wording and where it stands: (code, its numbers there)."""

    places: list[tuple[str, Numbered]] = field(default_factory=list)

    @property
    def first(self) -> Numbered:
        return self.places[0][1]


def solutions_file(heading: Heading, table: Table, forms: Sequence[Form], pictures: Mapping[str, bytes]) -> bytes:
    """The solutions as a .docx."""
    shelf = Pictures(pictures)
    body = [heads.two_columns(heading), heads.title("HƯỚNG DẪN GIẢI", f"Câu và phương án theo mã đề {forms[0].code}")]
    for part in table.parts:
        if found := _solved(forms, part.code):
            body.append(text.paragraph(text.run(heads.part_name(part), BOLD), before=8, after=2, keep=True))
        for each in found:
            body += _solution(each, shelf, forms[0].code)
    return word_file("".join(body), shelf, footer=heads.footer(f"Hướng dẫn giải – {heading.title}"))


def _solved(forms: Sequence[Form], part: str) -> list[_Solved]:
    """Wordings of a part in the order in which forms bring them; a question with variants has several."""
    by_question: dict[int, list[_Solved]] = {}
    found: list[_Solved] = []
    for form in forms:
        for each in numbered(form, part):
            known = by_question.setdefault(each.place.question_id, [])
            same = next((one for one in known if one.first.place.content == each.place.content), None)
            if same is None:
                same = _Solved()
                known.append(same)
                found.append(same)
            same.places.append((form.code, each))
    return found


def _solution(each: _Solved, shelf: Pictures, usual: str) -> Iterator[str]:
    place = each.first.place
    lines = Lines(shelf, Losses())
    question = printed(place, lines)
    told = [f"mã đề {each.places[0][0]}"] if each.places[0][0] != usual else []
    told += [f"{vietnamese(place.points)} điểm"] if place.kind == "essay" else []
    head = f"{each.first.label} ({', '.join(told)}). " if told else f"{each.first.label}. "
    yield from layout.stem(text.run(head, BOLD), question.stem)
    yield from layout.body(question, with_key=True)
    if len(each.places) <= _MOST_PLACES:
        yield text.paragraph(text.run(_whereabouts(each), _SMALL), before=2)
    for part in each.first.parts:
        yield from _part(part, lines)
    yield from _explained(place.kind, place.content, lines)


def _part(part: Part, lines: Lines) -> Iterator[str]:
    question = asked(part.kind, part.content, lines, part.order)
    yield from layout.stem(text.run(f"Câu {part.number}. ", BOLD), question.stem)
    yield from layout.body(question, with_key=True)
    if part.key:
        yield text.paragraph(text.run("Đáp án: ", BOLD), text.run(part.key))
    yield from _explained(part.kind, part.content, lines)


def _explained(kind: str, content: Mapping[str, object], lines: Lines) -> Iterator[str]:
    """The explanation, of an essay its model answer before it."""
    model = shape.text(shape.at(content, "key", "model_answer")) if kind == "essay" else ""
    if explanation := lines.of(model + shape.text(content.get("explanation"))):
        yield text.paragraph(text.run("Lời giải chung" if kind == "stimulus" else "Lời giải", BOLD), keep=True, before=2)
        yield from layout.plain(explanation)


def _whereabouts(each: _Solved) -> str:
    """Where every mã đề asks it and what is right there."""
    said = (f"mã {code} {', '.join(_keyed(*pair) for pair in found.keys.items())}" for code, found in each.places)
    return f"{each.first.place.level}; {'; '.join(said)}."


def _keyed(number: int, key: str) -> str:
    return f"câu {number}: {key}" if key else f"câu {number}"
