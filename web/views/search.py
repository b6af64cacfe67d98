"""One box over everything: courses, lessons, TV lessons and what is said in them, topics."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from core.actor import Actor
from core.folding import tidy
from core.http.identity import current_actor
from core.http.language import translate
from core.http.paging import page_of
from core.search import counts, find, of_kind
from core.search_models import SearchEntry
from core.search_words import Piece, Wanted, excerpt, wanted_words
from core.words import Message, say
from lms import api as lms

LONGEST = 200
PER_PAGE = 20


@dataclass(frozen=True)
class Kind:
    """What results of one kind are called, and their icon."""

    label: Message
    icon: str


KINDS = {
    "course": Kind(say("Khóa học"), "graduation-cap"),
    "lesson": Kind(say("Bài học"), "book-open"),
    "episode": Kind(say("Bài giảng truyền hình"), "tv"),
    "transcript": Kind(say("Lời giảng"), "captions"),
    "topic": Kind(say("Chủ đề"), "layers"),
}


@dataclass(frozen=True)
class Result:
    """A page that was found, with the words that found it marked."""

    kind: Kind
    url: str
    title: Sequence[Piece]
    detail: str
    excerpt: Sequence[Piece]


def show() -> ResponseReturnValue:
    words, kind = tidy(request.args.get("q", ""))[:LONGEST], request.args.get("kind", "")
    if not words:
        return render_template("web/search/show.html", words="", page=None, kinds=KINDS.values())
    kind = kind if kind in KINDS else ""
    wanted, found = wanted_words(words), find(words, audiences_of(current_actor()))
    by_kind = counts(found)
    page = page_of(
        of_kind(found, kind) if kind else found, per_page=PER_PAGE, read=lambda entry: _result(entry, wanted),
        total=by_kind.get(kind, 0) if kind else sum(by_kind.values()),
    )  # fmt: skip
    return render_template("web/search/show.html", words=words, kind=kind, page=page, tabs=_tabs(words, kind, by_kind))


def audiences_of(actor: Actor) -> set[str]:
    """What a visitor may find; whoever is signed in; and besides, what is in a person's courses."""
    return {"all", "members", *lms.search_audiences(actor)} if actor.is_signed_in else {"all"}


def _result(entry: SearchEntry, wanted: Sequence[Wanted]) -> Result:
    title = excerpt(entry.title, wanted, length=len(entry.title))
    return Result(KINDS[entry.kind], entry.url, title, entry.detail, excerpt(entry.text, wanted))


def _tabs(words: str, chosen: str, found: dict[str, int]) -> list[dict[str, object]]:
    """All kinds, then each that has something; the one being shown stays even when it has nothing."""
    every = {
        "url": url_for("web.search.show", q=words),
        "label": translate(say("Tất cả")),
        "current": not chosen,
        "count": sum(found.values()),
    }
    return [every] + [
        {
            "url": url_for("web.search.show", q=words, kind=kind), "label": translate(known.label),
            "current": kind == chosen, "count": found.get(kind, 0), "icon": known.icon,
        }
        for kind, known in KINDS.items()
        if kind == chosen or kind in found
    ]  # fmt: skip
