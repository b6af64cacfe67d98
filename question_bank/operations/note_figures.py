"""Keep what exams say of questions: the newest figures of each, for its page, its line in the list and the filters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import bindparam, select, update

from core import clock
from core.db import session
from question_bank.models import Entry, Figure, Revision


@dataclass(frozen=True)
class NewFigure:
    """What the sittings of one exam say of one wording. `facility` 0 to 1; `discrimination` and `biserial` −1 to 1; `difficulty` is
    Rasch's b, None where it was not fitted; `fifths`: share of right answers from the weakest fifth to the ablest; `flags`: codes of the
    room above; `url` leads to the page they come from, titled `title`.
    """

    revision_id: int
    sittings: int
    facility: float
    discrimination: float
    biserial: float | None
    difficulty: float | None
    fifths: tuple[float, ...]
    flags: tuple[str, ...]
    title: str
    url: str


def note_figures(figures: Iterable[NewFigure]) -> None:
    """Replace the figures of these questions. Not on record: the room that computed them keeps when and from what."""
    given = {each.revision_id: each for each in figures}
    found = session.execute(select(Revision.id, Revision.question_id).where(Revision.id.in_(given)).order_by(Revision.question_id))
    noted = {question_id: given[revision_id] for revision_id, question_id in found}
    kept = {figure.question_id: figure for figure in session.scalars(select(Figure).where(Figure.question_id.in_(noted)))}
    for question_id, new in noted.items():
        _write(kept.get(question_id) or _begun(question_id), new)
    session.flush()
    if noted:
        _follow(noted)


def _begun(question_id: int) -> Figure:
    begun = Figure(question_id=question_id)
    session.add(begun)
    return begun


def _write(figure: Figure, new: NewFigure) -> None:
    figure.revision_id, figure.sittings, figure.facility, figure.discrimination = (
        new.revision_id,
        new.sittings,
        new.facility,
        new.discrimination,
    )
    figure.biserial, figure.difficulty, figure.fifths, figure.flags = new.biserial, new.difficulty, list(new.fifths), list(new.flags)
    figure.title, figure.url, figure.computed_at = new.title[:300], new.url, clock.now()


def _follow(noted: dict[int, NewFigure]) -> None:
    """The entries of the index say the same."""
    follows = update(Entry).where(Entry.question_id == bindparam("id"))
    follows = follows.values(facility=bindparam("share"), discrimination=bindparam("power"), is_flagged=bindparam("flagged"))
    rows = [
        {"id": question_id, "share": new.facility, "power": new.discrimination, "flagged": bool(new.flags)} for question_id, new in noted.items()
    ]  # fmt: skip
    session.connection().execute(follows, rows)
