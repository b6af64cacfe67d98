"""The menus: which rooms a person sees in the top bar, by what they may do."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import Flask, request

from core.actor import Actor
from core.http.identity import current_actor
from core.http.language import translate
from core.http.templates import quick_url_for
from core.permissions import Permission as P
from core.words import Message, say


@dataclass(frozen=True)
class Entry:
    """A place in the top bar, shown to whoever holds one of `permissions` (none: to everyone), or only `for_visitors`.

    `also` are addresses outside its own that belong to it.
    """

    endpoint: str
    label: Message
    icon: str
    permissions: tuple[P, ...] = ()
    for_visitors: bool = False
    also: tuple[str, ...] = ()

    def is_for(self, actor: Actor) -> bool:
        if self.for_visitors and actor.is_signed_in:
            return False
        return not self.permissions or any(actor.holds(permission) for permission in self.permissions)

    def holds(self, path: str, url: str) -> bool:
        """Whether the page at `path` stands in this place."""
        return any(path == place or path.startswith(place + "/") for place in (url, *self.also))


@dataclass(frozen=True)
class Link:
    """An entry as the template shows it."""

    url: str
    label: str
    icon: str
    current: bool


ENTRIES = (
    Entry(
        "lms.courses.index",
        say("Khóa học"),
        "graduation-cap",
        (P.COURSES_LEARN, P.COURSES_TEACH, P.COURSES_MANAGE),
        also=("/grades", "/class-reports"),
    ),
    Entry("video.guide.show", say("Truyền hình"), "tv"),
    Entry("review.subjects.index", say("Ôn tập"), "target", (P.REVIEW_PRACTISE,)),
    Entry("lms.children.index", say("Con của tôi"), "users", (P.CHILDREN_FOLLOW,)),
    Entry("lms.calendar.show", say("Lịch"), "calendar", (P.COURSES_LEARN,)),
    Entry("exams.mine.show", say("Kỳ thi của tôi"), "clipboard-check", (P.EXAMS_SIT,), also=("/my/results", "/sit")),
    Entry("certificates.mine.show", say("Chứng chỉ của tôi"), "award", (P.EXAMS_SIT,)),
    Entry("exams.exams.index", say("Kỳ thi"), "calendar-clock", (P.EXAMS_VIEW,)),
    Entry("exams.marking.mine", say("Chấm thi"), "pen-line", (P.EXAMS_MARK,)),
    Entry("question_bank.banks.index", say("Ngân hàng câu hỏi"), "library", (P.BANK_VIEW,), also=("/questions", "/imports", "/matrices")),
    Entry("review.banks.index", say("Ôn tập"), "target", (P.REVIEW_MANAGE,)),
    Entry("curriculum.subjects.index", say("Chương trình"), "book-open", (P.CURRICULUM_EDIT,)),
    Entry("certificates.register.index", say("Chứng chỉ"), "award", (P.CERTIFICATES_VIEW,)),
    Entry("accounts.people.index", say("Người dùng"), "users", (P.PEOPLE_VIEW,), also=("/groups", "/organisations", "/audit")),
    Entry("certificates.verify.show", say("Tra cứu chứng chỉ"), "shield-check", for_visitors=True),
)


SHOWN = 6
"""How many places the bar has room for; the others stand in its menu."""


def links_for(actor: Actor) -> list[Link]:
    """The top bar of `actor` on the page being shown."""
    shown = [(entry, quick_url_for(entry.endpoint)) for entry in ENTRIES if entry.is_for(actor)]
    return [Link(url, translate(entry.label), entry.icon, entry.holds(request.path, url)) for entry, url in shown]


def init_app(app: Flask) -> None:
    """Give every template the menu and the person signed in."""

    @app.context_processor
    def shell() -> dict[str, Any]:
        actor = current_actor()
        return {"nav": links_for(actor), "nav_shown": SHOWN, "me": actor if actor.is_signed_in else None, "actor": actor, "P": P}
