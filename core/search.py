"""Looking things up: one index of folded words for every room. "dao ham" finds "Đạo hàm", as a pupil on a phone types it.

A room calls `put` in the operation that writes a page and `remove` where the page goes away; whoever searches says by `audiences`
what they may find: `all`, `members` (whoever is signed in), or a word of a room's own, such as `course:7`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import asdict, dataclass

from sqlalchemy import ColumnElement, Select, and_, delete, false, func, insert, select, tuple_
from sqlalchemy.orm import InstrumentedAttribute, aliased

from core.db import session
from core.folding import tidy
from core.search_models import SearchEntry, SearchWord
from core.search_words import Wanted, wanted_words, weights

COUNT_CAP = 5_000
"""Counting stops here: enough to say how common a word is."""
MOST_TEXT = 100_000
BATCH = 400
_AFTER_ALL = "\U0010ffff"


@dataclass(frozen=True)
class Findable:
    """A page to be found. `ref` is the room's name for it, unique in its kind; `text` is plain; `url` is a path on this site.

    kind: course, lesson, episode, transcript, topic.
    """

    kind: str
    ref: str
    title: str
    text: str
    url: str
    audience: str
    detail: str = ""


def put(kind: str, ref: str, title: str, text: str, url: str, audience: str, detail: str = "") -> None:
    """Let a page be found, or let it be found by its new words; nothing is written when it is as it was. See `Findable`."""
    put_all([Findable(kind, ref, title, text, url, audience, detail)])


def put_all(pages: Iterable[Findable]) -> None:
    """`put` for many pages, no two of them the same: a few statements for each hundred."""
    waiting = [_kept(page) for page in pages]
    for start in range(0, len(waiting), BATCH):
        _put_batch(waiting[start : start + BATCH])


def remove(kind: str, ref: str) -> None:
    """Let a page be found no longer; nothing happens when it could not be."""
    entry_id = session.scalar(select(SearchEntry.id).where(SearchEntry.kind == kind, SearchEntry.ref == ref))
    if entry_id is not None:
        session.execute(delete(SearchWord).where(SearchWord.entry_id == entry_id))
        session.execute(delete(SearchEntry).where(SearchEntry.id == entry_id))


def remove_all(kind: str, ref_prefix: str) -> None:
    """Let no page of `kind` whose ref begins so be found any longer."""
    ids = select(SearchEntry.id).where(SearchEntry.kind == kind, SearchEntry.ref.startswith(ref_prefix, autoescape=True))
    session.execute(delete(SearchWord).where(SearchWord.entry_id.in_(ids)), execution_options={"synchronize_session": False})
    session.execute(delete(SearchEntry).where(SearchEntry.id.in_(ids)), execution_options={"synchronize_session": "fetch"})


def find(words: str, audiences: Collection[str]) -> Select[SearchEntry]:
    """The pages that hold every one of `words`, those first in which they weigh most; for `core.http.paging.page_of`.

    It looks at the pages with the rarest word only, so what it costs does not grow with the index for a query that holds a rare one.
    """
    wanted = wanted_words(words)
    if not wanted or not audiences:
        return select(SearchEntry).where(false())
    rarest, *others = _rarest_first(wanted, audiences)
    found, score = _with(rarest, audiences)
    for entry in others:
        word = aliased(SearchWord)
        here = and_(word.entry_id == SearchEntry.id, _means(word.word, entry))
        found = found.where(select(word.entry_id).where(here).exists())
        score += select(func.sum(word.weight)).where(here).scalar_subquery()
    return found.order_by(score.desc(), SearchEntry.id.desc())


def counts(found: Select[SearchEntry]) -> dict[str, int]:
    """How many pages of each kind are `found`, counted up to one more than COUNT_CAP in all; kinds without one are left out."""
    kinds = found.order_by(None).with_only_columns(SearchEntry.kind, maintain_column_froms=True).limit(COUNT_CAP + 1).subquery()
    return {kind: number for kind, number in session.execute(select(kinds.c.kind, func.count()).group_by(kinds.c.kind))}


def of_kind(found: Select[SearchEntry], kind: str) -> Select[SearchEntry]:
    """Of the pages `found`, those of one kind."""
    return found.where(SearchEntry.kind == kind)


def _with(wanted: Wanted, audiences: Collection[str]) -> tuple[Select[SearchEntry], ColumnElement[int]]:
    """The pages with one word, and what it weighs there."""
    matching = select(SearchWord.entry_id, func.sum(SearchWord.weight).label("weight")).where(_for(audiences, wanted))
    pages = matching.group_by(SearchWord.entry_id).subquery()
    return select(SearchEntry).join(pages, pages.c.entry_id == SearchEntry.id), pages.c.weight


def _rarest_first(wanted: list[Wanted], audiences: Collection[str]) -> list[Wanted]:
    """No planner knows which syllable is rare without counting; here each is counted in the index, up to the cap."""
    if len(wanted) == 1:
        return wanted
    each = [select(SearchWord.entry_id).where(_for(audiences, entry)).limit(COUNT_CAP).subquery() for entry in wanted]
    numbers = session.execute(select(*(select(func.count()).select_from(rows).scalar_subquery() for rows in each))).one()
    order = sorted(range(len(wanted)), key=lambda place: numbers[place])
    return [wanted[place] for place in order]


def _for(audiences: Collection[str], wanted: Wanted) -> ColumnElement[bool]:
    return and_(SearchWord.audience.in_(sorted(audiences)), _means(SearchWord.word, wanted))


def _means(word: InstrumentedAttribute[str], wanted: Wanted) -> ColumnElement[bool]:
    """A range and not LIKE, which no index of SQLite serves."""
    return and_(word >= wanted.word, word < wanted.word + _AFTER_ALL) if wanted.is_prefix else word == wanted.word


def _kept(page: Findable) -> Findable:
    """The page as the index keeps it: composed letters and no longer than its columns."""
    return Findable(
        page.kind, page.ref, tidy(page.title)[:300], tidy(page.text)[:MOST_TEXT], page.url, page.audience, tidy(page.detail)[:300]
    )


def _put_batch(pages: list[Findable]) -> None:
    of_these = tuple_(SearchEntry.kind, SearchEntry.ref).in_([(page.kind, page.ref) for page in pages])
    known = {(entry.kind, entry.ref): entry for entry in session.scalars(select(SearchEntry).where(of_these))}
    met = [(known.get((page.kind, page.ref)), page) for page in pages]
    written = [(_write(entry, page), page) for entry, page in met if entry is None or _differs(entry, page)]
    if not written:
        return
    session.flush()
    session.execute(delete(SearchWord).where(SearchWord.entry_id.in_([entry.id for entry, _ in written])))
    rows = [
        {"entry_id": entry.id, "word": word, "audience": page.audience, "weight": weight}
        for entry, page in written
        for word, weight in weights(page.title, page.detail, page.text).items()
    ]
    if rows:
        session.execute(insert(SearchWord), rows)


def _differs(entry: SearchEntry, page: Findable) -> bool:
    return any(getattr(entry, name) != value for name, value in asdict(page).items())


def _write(entry: SearchEntry | None, page: Findable) -> SearchEntry:
    if entry is None:
        entry = SearchEntry()
        session.add(entry)
    for name, value in asdict(page).items():
        setattr(entry, name, value)
    return entry
