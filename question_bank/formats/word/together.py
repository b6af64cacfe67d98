"""Questions that share a text: one stimulus when all of them were read well, else the text stands in each of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import groupby
from typing import TypeVar

from core.words import Message, say
from question_bank.formats.contract import TaggedItem
from question_bank.formats.word.draft import Draft, Shared
from question_bank.formats.word.rich import Rich, Thing, page, paragraphs
from question_bank.kinds import written_number
from question_bank.kinds.registry import kind_of
from question_bank.kinds.stimulus import Stimulus

_T = TypeVar("_T")


def together(drafts: Sequence[Draft], items: Sequence[TaggedItem]) -> tuple[TaggedItem, ...]:
    """The items in their order, those that share a text put together; together they hold as many questions as before."""
    made: list[TaggedItem] = []
    pairs = zip(drafts, items, strict=True)
    for _, group in groupby(pairs, key=lambda pair: id(pair[0].shared) if pair[0].shared else id(pair[0])):
        found = list(group)
        shared, within = found[0][0].shared, [item for _, item in found]
        if shared is None:
            made += within
        elif _is_whole(shared, [draft for draft, _ in found]) and (one := _stimulus(shared, found)):
            made.append(one)
        else:
            made += [_with_text(shared, item) for item in within]
    return tuple(made)


def _is_whole(shared: Shared, drafts: Sequence[Draft]) -> bool:
    """Whether every question that the text announces follows it."""
    return [draft.number for draft in drafts] == list(range(shared.first, shared.last + 1))


def _stimulus(shared: Shared, found: Sequence[tuple[Draft, TaggedItem]]) -> TaggedItem | None:
    """One item of all of them; None when one was not understood or cannot be asked within another."""
    items = [item for _, item in found]
    if any(item.state == "refused" for item in items):
        return None
    parts = [
        {"id": f"p{n}", "kind": item.kind, "content": item.content, **share}
        for n, (item, share) in enumerate(zip(items, _shares(found), strict=True), start=1)
    ]
    content = {"stem": paragraphs(shared.text), "body": {"parts": parts}, "key": {}, "explanation": paragraphs(shared.solution)}
    kind = kind_of("stimulus")
    if not isinstance(kind, Stimulus) or kind.check(content):
        return None
    reasons = _all(item.reasons for item in items) + _told(shared)
    points = [item.points for item in items if item.points is not None]
    return replace(
        items[0],
        source_kind="stimulus",
        kind="stimulus",
        content=content,
        state="changed" if reasons else "kept",
        reasons=reasons,
        tags=_all(item.tags for item in items),
        media=_media(shared) + _all(item.media for item in items),
        points=sum(points, Decimal(0)) if len(points) == len(items) else None,
        level=_most(item.level for item in items),
        topic_code=_most(item.topic_code for item in items),
        outcome_code=_most(item.outcome_code for item in items),
        origin=page(shared.lines) + "".join(item.origin for item in items) + page(shared.solution),
        questions=len(items),
    )


def _shares(found: Sequence[tuple[Draft, TaggedItem]]) -> list[dict[str, str]]:
    """What each question weighs among the others: what its line "Trọng số:" says, else its points where they differ."""
    points = [item.points for _, item in found]
    said = [written_number.parse(draft.label("trọng số")) for draft, _ in found]
    if not any(said) and len(set(points)) > 1 and all(each is not None and 0 < each <= 100 for each in points):
        said = points
    return [{} if share in (None, 1) else {"share": written_number.canonical(share)} for share in said]


def _with_text(shared: Shared, item: TaggedItem) -> TaggedItem:
    """The item with the text before its own stem, and told so."""
    reason = say("Dữ kiện chung của câu %(a)d–%(b)d được chép vào từng câu.", a=shared.first, b=shared.last)
    made = replace(item, origin=page(shared.lines) + item.origin, reasons=(*item.reasons, reason, *_told(shared)))
    if item.content is None:
        return made
    content = {
        **item.content,
        "stem": _below(paragraphs(shared.text), str(item.content.get("stem", ""))),
        "explanation": _below(str(item.content.get("explanation", "")), paragraphs(shared.solution)),
    }
    state = "changed" if item.state == "kept" else item.state
    return replace(made, content=content, state=state, media=_media(shared) + item.media)


def _below(above: str, below: str) -> str:
    return "".join(_paragraph(html) for html in (above, below)) if above and below else above or below


def _paragraph(html: str) -> str:
    return html if html.startswith(("<p>", "<table>")) else f"<p>{html}</p>"


def _told(shared: Shared) -> tuple[Message, ...]:
    return _all(each.reasons for each in _things([*shared.lines, *shared.solution]))


def _media(shared: Shared) -> tuple[str, ...]:
    return _all(each.media for each in _things([*shared.lines, *shared.solution]))


def _things(lines: Sequence[Rich]) -> list[Thing]:
    return [each for line in lines for each in line.things]


def _all(groups: Iterable[Iterable[_T]]) -> tuple[_T, ...]:
    """Each once, in order."""
    return tuple(dict.fromkeys(each for group in groups for each in group))


def _most(values: Iterable[str]) -> str:
    """What most say; the first of them in a draw, "" where none says anything."""
    said = [value for value in values if value]
    return max(said, key=said.count, default="")
