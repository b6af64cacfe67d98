"""The menus: which rooms a person sees in the top bar, by what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, request, url_for

from core.actor import Actor
from core.http.identity import current_actor
from core.http.language import translate
from core.permissions import Permission as P
from core.words import Message, say


@dataclass(frozen=True)
class Entry:
    """A place in the top bar, shown to whoever holds one of `permissions` (none: to everyone)."""

    endpoint: str
    label: Message
    icon: str
    permissions: tuple[P, ...] = ()


@dataclass(frozen=True)
class Link:
    """An entry as the template shows it."""

    url: str
    label: str
    icon: str
    current: bool


ENTRIES = (
    Entry("exams.mine.show", say("Kỳ thi của tôi"), "clipboard-check", (P.EXAMS_SIT,)),
    Entry("certificates.mine.show", say("Chứng chỉ của tôi"), "award", (P.EXAMS_SIT,)),
    Entry("exams.exams.index", say("Kỳ thi"), "calendar-clock", (P.EXAMS_VIEW,)),
    Entry("exams.marking.mine", say("Chấm thi"), "pen-line", (P.EXAMS_MARK,)),
    Entry("question_bank.banks.index", say("Ngân hàng câu hỏi"), "library", (P.BANK_VIEW,)),
    Entry("curriculum.subjects.index", say("Chương trình"), "book-open", (P.CURRICULUM_EDIT,)),
    Entry("certificates.register.index", say("Chứng chỉ"), "award", (P.CERTIFICATES_VIEW,)),
    Entry("accounts.people.index", say("Người dùng"), "users", (P.PEOPLE_VIEW,)),
    Entry("certificates.verify.show", say("Tra cứu chứng chỉ"), "shield-check"),
)


def links_for(actor: Actor) -> list[Link]:
    """The top bar of `actor` on the page being shown."""
    shown = [e for e in ENTRIES if not e.permissions or any(actor.holds(p) for p in e.permissions)]
    here = request.path
    return [
        Link(url, translate(e.label), e.icon, here == url or here.startswith(url + "/")) for e in shown for url in (url_for(e.endpoint),)
    ]


def init_app(app: Flask) -> None:
    """Give every template the menu and the person signed in."""

    @app.context_processor
    def shell() -> dict[str, Any]:
        actor = current_actor()
        return {"nav": links_for(actor), "me": actor if actor.is_signed_in else None, "actor": actor, "P": P}
