"""Questions of a bank that read alike: for a wording that is being written, and all that were found in the bank.

A wording is compared only with those that share a band of its MinHash, so what it costs hardly grows with the bank.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import aliased, joinedload

from core.db import session
from core.jobs.models import Job
from question_bank.kinds.registry import KINDS
from question_bank.models import Band, ImportItem, ImportRun, Print, Question, State, Twin, TwinSearch
from question_bank.rules.similarity import ALIKE, Wording, bands_of, share, unpacked, wording_of

MOST_COMPARED = 200
"""Questions of one family of wordings that are looked at; those with most bands in common first."""
MOST_TOLD = 3


@dataclass(frozen=True)
class Near:
    """A question that reads like the one asked about. `preview` is safe HTML; `share` from ALIKE to 1 of the wording is common."""

    question_id: int
    ref: str
    state: str
    preview: str
    share: float
    has_other_numbers: bool


def near(bank_id: int, kind: str, content: Mapping[str, Any], but: int | None = None) -> list[Near]:
    """The questions of the bank most like this content, retired ones too, `but` itself: at most MOST_TOLD, two queries."""
    wording = wording_of(KINDS[kind], content)
    bands = bands_of(wording)
    if not bands:
        return []
    sharing = select(Band.question_id).where(Band.bank_id == bank_id, Band.hash.in_(bands), Band.question_id != (but or 0))
    most = sharing.group_by(Band.question_id).order_by(func.count().desc(), Band.question_id).limit(MOST_COMPARED)
    ids = list(session.scalars(most))
    return _nearest(wording, ids) if ids else []


def near_each(bank_id: int, contents: Mapping[int, tuple[str, Mapping[str, Any]]], but: Mapping[int, int]) -> dict[int, list[Near]]:
    """`near` for some contents at once, by any number: two queries in all. `but`: number -> its own question in the bank."""
    wordings = {number: wording_of(KINDS[kind], content) for number, (kind, content) in contents.items()}
    bands = {number: set(bands_of(wording)) for number, wording in wordings.items()}
    found = select(Band.hash, Band.question_id).where(Band.bank_id == bank_id, Band.hash.in_(set().union(*bands.values())))
    by_band: dict[int, list[int]] = {}
    for band, question_id in session.execute(found.order_by(Band.hash, Band.question_id).limit(20 * MOST_COMPARED)):
        by_band.setdefault(band, []).append(question_id)
    prints = _prints({question_id for some in by_band.values() for question_id in some})
    close = {number: {q for band in bands[number] for q in by_band.get(band, ()) if q != but.get(number)} for number in wordings}
    return {number: told for number, ids in close.items() if (told := _alike(wordings[number], {q: prints[q] for q in ids}))}


def near_items(run: ImportRun, items: Sequence[ImportItem]) -> dict[int, list[Near]]:
    """The questions of the bank that read like those of a file, by the item's id; a question that the item itself would change is left out."""
    contents = {item.id: (item.kind, item.content) for item in items if item.content is not None and item.kind in KINDS}
    if not contents:
        return {}
    own = select(Question.ref, Question.id).where(Question.bank_id == run.bank_id, Question.ref.in_([item.ref for item in items]))
    known = {ref: question_id for ref, question_id in session.execute(own)}
    return near_each(run.bank_id, contents, {item.id: known[item.ref] for item in items if item.ref in known})


Found = tuple[frozenset[int], int, str, str, str]
"""(shingles, numbers, ref, state, preview)."""


def _nearest(wording: Wording, ids: Sequence[int]) -> list[Near]:
    return _alike(wording, _prints(ids))


def _prints(ids: Iterable[int]) -> dict[int, Found]:
    columns = (Print.question_id, Print.shingles, Print.numbers, Question.ref, Question.state, Question.preview)
    rows = session.execute(select(*columns).join(Question, Question.id == Print.question_id).where(Print.question_id.in_(set(ids))))
    return {row[0]: (unpacked(row[1]), row[2], row[3], row[4], row[5]) for row in rows}


def _alike(wording: Wording, prints: Mapping[int, Found]) -> list[Near]:
    own = frozenset(wording.shingles)
    found = [
        Near(question_id, ref, state, preview, common, numbers != wording.numbers)
        for question_id, (shingles, numbers, ref, state, preview) in prints.items()
        if (common := share(own, shingles)) >= ALIKE
    ]
    return sorted(found, key=lambda each: (-each.share, each.has_other_numbers, each.question_id))[:MOST_TOLD]


@dataclass(frozen=True)
class Pair:
    """Two questions of a bank that read alike: `first` is the older one."""

    first: Question
    other: Question
    share: float
    has_other_numbers: bool


def pairs_in(bank_id: int) -> Select[Twin]:
    """The pairs that nobody has decided on, both in use, the most alike first; read a page of them with `with_questions`."""
    first, other = aliased(Question), aliased(Question)
    open_ones = select(Twin).join(first, first.id == Twin.first_id).join(other, other.id == Twin.other_id)
    used = first.state != State.RETIRED, other.state != State.RETIRED
    return open_ones.where(Twin.bank_id == bank_id, Twin.kept_at.is_(None), *used).order_by(
        Twin.has_other_numbers, Twin.share.desc(), Twin.first_id, Twin.other_id
    )


def with_questions(twins: Sequence[Twin]) -> list[Pair]:
    """The pairs with their questions and the wordings that papers draw: one query."""
    ids = {number for twin in twins for number in (twin.first_id, twin.other_id)}
    known = {
        question.id: question
        for question in session.scalars(select(Question).where(Question.id.in_(ids)).options(joinedload(Question.current)))
    }
    return [Pair(known[twin.first_id], known[twin.other_id], twin.share, twin.has_other_numbers) for twin in twins]


def search_of(bank_id: int) -> tuple[TwinSearch | None, Job | None]:
    """The last look through the bank, and the job that makes it."""
    found = session.get(TwinSearch, bank_id)
    return found, session.get(Job, found.job_id) if found and found.job_id else None
