"""Item analysis: the sittings to compute from, and the frozen figures to read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import Select, and_, func, select

from core.db import session
from core.errors import NotFound
from core.html import plain_text
from core.words import Message
from exams.models import AnswerMark, Exam, Form, FormQuestion, ItemStatistic, Part, Score, Statistic
from exams.rules.item_flags import Flag, flags_of
from exams.rules.model_choice import Model, compared
from exams.rules.picks import GIVEN, TICKED, VARIES, picks_of, right_picks_of
from exams.rules.statistics import FIFTHS, Answered, ItemFigures, LineFigures, Sheet
from question_bank import api as question_bank

SORTS = {
    "place": (Part.position, ItemStatistic.form_code, ItemStatistic.number),
    "facility": (ItemStatistic.facility,),
    "-facility": (ItemStatistic.facility.desc(),),
    "biserial": (ItemStatistic.biserial.asc().nulls_first(),),
    "-biserial": (ItemStatistic.biserial.desc().nulls_last(),),
}
ONE_CHOICE = "single_choice"
CHOICES = frozenset({ONE_CHOICE, TICKED})
LONGEST_PREVIEW = 90
MOST_TYPED = 8
NOBODY = LineFigures(0.0, None, (0.0,) * FIFTHS, 0.0)


@dataclass(frozen=True)
class Taken:
    """Every complete sitting, and for each question the lines that earn points and its place: (form's code, number, part id) where it
    first stands. `chances`: how often choosing blindly is right, of those with one choice. Questions are named by their revision.
    """

    sheets: list[Sheet]
    right: dict[int, frozenset[str]]
    places: dict[int, tuple[str, int, int]]
    chances: dict[int, float]


@dataclass(frozen=True)
class ItemRow:
    """A question with its figures. `names`: line -> letter or text of every choice it offers; `texts`: line -> safe html or a message."""

    item: ItemStatistic
    figures: ItemFigures
    wording: question_bank.RevisionView
    right: frozenset[str]
    names: dict[str, str]
    texts: Mapping[str, str | Message]
    flags: tuple[Flag, ...]

    @property
    def asks_several(self) -> bool:
        """Whether the lines are things asked, each right or wrong, and not choices."""
        return bool(self.names) and _asked_as(self.wording) not in CHOICES

    @property
    def preview(self) -> str:
        """The beginning of the question in plain words."""
        text = " ".join(plain_text(str(self.wording.safe.get("stem") or "")).split())
        return text if len(text) <= LONGEST_PREVIEW else text[:LONGEST_PREVIEW].rsplit(" ", 1)[0] + "…"


def sheets_of(exam_id: int) -> Taken:
    """What every complete sitting of an exam earned and chose: three queries, the marks read as a stream."""
    places = _places_of(exam_id)
    wordings = question_bank.revisions(places)
    kinds = {number: _asked_as(wording) for number, wording in wordings.items()}
    chances = {number: _chance(wordings[number]) for number, kind in kinds.items() if kind == ONE_CHOICE}
    sheets: dict[int, dict[int, Answered]] = {}
    right: dict[int, set[str]] = {}
    columns = (AnswerMark.sitting_id, AnswerMark.revision_id, AnswerMark.points, AnswerMark.max_points, AnswerMark.parts)
    found = select(*columns).join(Score, Score.sitting_id == AnswerMark.sitting_id).where(Score.exam_id == exam_id, Score.is_complete)
    for sitting_id, revision_id, points, most, parts in session.execute(found.order_by(AnswerMark.sitting_id, AnswerMark.number)).yield_per(
        1000
    ):
        kind = kinds[revision_id]
        sheets.setdefault(sitting_id, {})[revision_id] = Answered(float(points or 0), float(most), picks_of(kind, parts))
        right.setdefault(revision_id, set()).update(right_picks_of(kind, parts))
    return Taken(list(sheets.values()), {revision_id: frozenset(lines) for revision_id, lines in right.items()}, places, chances)


def _asked_as(wording: question_bank.RevisionView) -> str:
    """The kind its lines are read by: variants of a choice share their options' ids, whatever stands in them."""
    shown = question_bank.kind_of(wording.kind).show(wording.safe)["kind"] if wording.kind == VARIES else None
    return ONE_CHOICE if shown == ONE_CHOICE else wording.kind


def _chance(wording: question_bank.RevisionView) -> float:
    """Of a question with one choice: how often choosing blindly is right; 0 where there is nothing to choose between."""
    options = len(_ids(question_bank.kind_of(wording.kind).show(wording.safe).get("body")))
    return 1 / options if options > 1 else 0.0


def _places_of(exam_id: int) -> dict[int, tuple[str, int, int]]:
    found = (
        select(FormQuestion.revision_id, Form.code, FormQuestion.number, FormQuestion.part_id)
        .join(Form, Form.id == FormQuestion.form_id)
        .where(Form.exam_id == exam_id)
        .order_by(Form.code.desc(), FormQuestion.number.desc())
    )
    return {revision_id: (code, number, part_id) for revision_id, code, number, part_id in session.execute(found)}


def count_complete(exam: Exam) -> int:
    """How many sittings there are to compute from."""
    return session.scalar(select(func.count()).select_from(Score).where(Score.exam_id == exam.id, Score.is_complete)) or 0


def statistic_of(exam: Exam) -> Statistic | None:
    return session.get(Statistic, exam.id)


def models_of(found: Statistic) -> dict[str, Model]:
    """The response models that were fitted (`rasch`, `two`, `three`), set beside each other."""
    kept = {
        "rasch": (found.rasch_log_likelihood, found.rasch_free),
        "two": (found.two_log_likelihood, found.two_free),
        "three": (found.three_log_likelihood, found.three_free),
    }
    return compared(
        {
            name: Model(likelihood, free, found.model_sittings)
            for name, (likelihood, free) in kept.items()
            if likelihood is not None and free is not None and found.model_sittings
        }
    )


def items_of(exam: Exam, *, sort: str = "place", is_flagged: bool = False) -> Select[ItemStatistic]:
    """The questions of an exam in one of the orders of SORTS (an unknown one is by place), or only those with something to look at."""
    found = select(ItemStatistic).join(Part, Part.id == ItemStatistic.part_id).where(ItemStatistic.exam_id == exam.id)
    found = found.where(ItemStatistic.is_flagged) if is_flagged else found
    return found.order_by(*SORTS.get(sort, SORTS["place"]), ItemStatistic.revision_id)


def count_flagged(exam: Exam) -> int:
    """How many questions have something to look at."""
    found = select(func.count()).select_from(ItemStatistic)
    return session.scalar(found.where(ItemStatistic.exam_id == exam.id, ItemStatistic.is_flagged)) or 0


def item_of(exam: Exam, revision_id: int) -> ItemRow:
    """One question's figures; NotFound when the exam has none of it."""
    found = session.scalar(select(ItemStatistic).where(and_(ItemStatistic.exam_id == exam.id, ItemStatistic.revision_id == revision_id)))
    if found is None:
        raise NotFound
    return rows_from([found])[0]


def rows_from(items: Iterable[ItemStatistic]) -> list[ItemRow]:
    """Rows with wordings and flags: one query for all."""
    found = list(items)
    wordings = question_bank.revisions({item.revision_id for item in found})
    return [_row(item, wordings[item.revision_id]) for item in found]


def _row(item: ItemStatistic, wording: question_bank.RevisionView) -> ItemRow:
    lines = {
        pick: LineFigures(each["rate"], each["biserial"], tuple(each["fifths"]), each.get("discrimination"))
        for pick, each in item.lines.items()
    }
    figures = ItemFigures(
        item.asked, item.facility, item.discrimination, item.biserial, item.weight, tuple(item.fifths), lines
    )  # fmt: skip
    right = frozenset(pick for pick, each in item.lines.items() if each["right"])
    names, texts = _offered(wording)
    flags = flags_of(figures, right, names if _asked_as(wording) in CHOICES else {})
    return ItemRow(item, figures, wording, right, names, texts, flags)


_ASKED = ("options", "statements", "prompts", "spots", "parts", "gaps", "items")
"""Where a shown body has the rows that its lines are about."""


def _offered(wording: question_bank.RevisionView) -> tuple[dict[str, str], Mapping[str, str | Message]]:
    """What a question offers before anybody answers, in the order it is written: line -> letter or number, line -> html."""
    if wording.kind == "hotspot":  # its lines are the zones of the key, which no candidate sees
        return {str(zone["id"]): str(number) for number, zone in enumerate(wording.safe["key"]["zones"], start=1)}, {}
    kind = question_bank.kind_of(wording.kind)
    if isinstance(kind, question_bank.Examined):  # its lines are what an examination looks for
        looked_for = {str(place): each for place, each in enumerate(kind.looked_for(wording.content), start=1)}
        return {place: place for place in looked_for}, looked_for
    shown = kind.show(wording.safe)
    lines = question_bank.review_of(shown, None, (), with_key=False).lines
    lead = GIVEN if shown["kind"] == ONE_CHOICE else ""
    picks = [lead + each for each in _ids(shown.get("body"))]
    if len(picks) != len(lines):
        return {}, {}
    labels = [line.label for line in lines]
    if len(set(labels)) < len(labels):  # what is put in order has no place before somebody puts it there
        labels = [str(number) for number in range(1, len(labels) + 1)]
    return dict(zip(picks, labels, strict=True)), {pick: line.html for pick, line in zip(picks, lines, strict=True)}


def _ids(body: object) -> list[str]:
    rows = next((body[name] for name in _ASKED if name in body), ()) if isinstance(body, Mapping) else ()
    return [str(row["id"]) for row in rows]


@dataclass(frozen=True)
class Line:
    """A line of a question as its page shows it. `name`: letter, number or what was typed; `text`: safe html or a message, empty for
    typed answers."""

    name: str
    text: str | Message
    is_right: bool
    figures: LineFigures


def lines_of(row: ItemRow) -> list[Line]:
    """What the question offers in its order, chosen or not; then what was typed, the most frequent first."""
    typed = sorted((pick for pick in row.figures.lines if pick not in row.names), key=lambda pick: (-row.figures.lines[pick].rate, pick))
    return [_line(row, pick) for pick in (*row.names, *typed[:MOST_TYPED])]


def _line(row: ItemRow, pick: str) -> Line:
    figures = row.figures.lines.get(pick, NOBODY)
    return Line(row.names.get(pick, pick.removeprefix(GIVEN)), row.texts.get(pick, ""), pick in row.right, figures)
