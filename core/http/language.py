"""Which language this request speaks, and the one place where a Message becomes text. Vietnamese is the source language."""

from __future__ import annotations

import gettext as gettext_catalogue
from collections.abc import Callable, Iterator, Mapping, MutableMapping
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from pathlib import Path
from types import CodeType
from typing import Any

from flask import Flask, current_app, g, has_request_context, request
from flask_babel import Babel, force_locale, get_locale, get_translations
from jinja2 import Environment, Template
from markupsafe import Markup, escape

from core import clock
from core.words import Message, fill

LANGUAGES = ("vi", "en")
COOKIE = "language"
NUMBERS = (int, float, Decimal)


class _Speech:
    """This request's language: its catalogue found once, and the sentences without gaps that a page has asked for so far."""

    def __init__(self) -> None:
        self.language = str(get_locale() or "vi")
        self.catalogue: gettext_catalogue.NullTranslations = get_translations()
        self.said: dict[str, dict[str, Markup]] = {}

    def gettext(self, folder: str, text: str) -> str:
        """As the room of that folder says it, else as any room does: "Rút lại" is "Withdraw" of a lesson and "Draw again" of a paper."""
        said = _catalogue_in(folder, self.language).gettext(text) if folder else text
        return self.catalogue.gettext(text) if said == text else said

    def ngettext(self, folder: str, one: str, many: str, count: int) -> str:
        said = _catalogue_in(folder, self.language).ngettext(one, many, count) if folder else one
        return self.catalogue.ngettext(one, many, count) if said in (one, many) else said


@lru_cache
def _catalogue_in(folder: str, language: str) -> gettext_catalogue.NullTranslations:
    return gettext_catalogue.translation("messages", folder, [language], fallback=True)


def _speech() -> _Speech:
    try:
        speech: _Speech = g._get_current_object().speech  # twice as quick as g.speech
    except AttributeError:
        speech = g.speech = _Speech()
    except RuntimeError:  # no request and no application: the source language
        speech = _Speech()
    return speech


@contextmanager
def speaking(language: str) -> Iterator[None]:
    """What is translated inside is in `language`: a letter is not read by whoever asks for it."""
    before = g.pop("speech", None)
    try:
        with force_locale(language):
            yield
    finally:
        g.pop("speech", None)
        if before is not None:
            g.speech = before


def _words_of(folder: str) -> dict[str, Callable[..., Markup]]:
    """`_` and `ngettext` of a room's templates: params are escaped. Not Jinja's own, which copies the context at every call in a loop."""

    def gettext(text: str, /, **params: object) -> Markup:
        speech = _speech()
        if params:
            return _filled(speech.gettext(folder, text), params)
        known = speech.said.get(folder)
        if known is None:
            known = speech.said[folder] = {}
        said = known.get(text)
        if said is None:
            said = known[text] = _filled(speech.gettext(folder, text), params)
        return said

    def ngettext(one: str, many: str, count: int, /, **params: object) -> Markup:
        return _filled(_speech().ngettext(folder, one, many, count), {"num": count, **params})

    return {"_": gettext, "gettext": gettext, "ngettext": ngettext}


def _filled(text: str, params: Mapping[str, object]) -> Markup:
    """What `Markup(text) % params` means, at a third of its cost: numbers stay numbers for `%d`, anything else is escaped text."""
    return Markup(text % {name: value if isinstance(value, NUMBERS) else escape(value) for name, value in params.items()})


def init_app(app: Flask, rooms: list[Path]) -> None:
    """Every room keeps its own catalogue in `<room>/translations`; its templates (`<room>/…`) look there first."""
    folders = {room.name: str(room / "translations") for room in rooms if (room / "translations").is_dir()}
    app.config.setdefault("BABEL_DEFAULT_LOCALE", "vi")
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = ";".join(folders.values())
    Babel(app, locale_selector=_chosen)
    app.jinja_env.template_class = _template_class({room: _words_of(folder) for room, folder in folders.items()})
    app.jinja_env.globals.update(_words_of(""))
    app.jinja_env.filters.update(say=translate, day=day, moment=moment, time_of_day=time_of_day, points=points, number=number)
    app.jinja_env.globals["languages"] = LANGUAGES
    app.context_processor(lambda: {"locale": _speech().language})


def _template_class(words: Mapping[str, Mapping[str, Callable[..., Markup]]]) -> type[Template]:
    """Templates that speak as their room does."""

    class RoomTemplate(Template):
        @classmethod
        def from_code(
            cls, environment: Environment, code: CodeType, globals: MutableMapping[str, Any], uptodate: Callable[[], bool] | None = None
        ) -> Template:
            made = super().from_code(environment, code, globals, uptodate)
            made.globals.update(words.get((made.name or "").partition("/")[0], {}))
            return made

    return RoomTemplate


def _chosen() -> str:
    if not has_request_context():
        return "vi"
    cookie = request.cookies.get(COOKIE)
    return cookie if cookie in LANGUAGES else "vi"


def translate(message: Message | str) -> str:
    """The message in the reader's language; text that is already text passes through. Params may be messages too."""
    if isinstance(message, str):
        return message
    params = {name: translate(value) if isinstance(value, Message) else value for name, value in message.params}
    return fill(_speech().catalogue.gettext(message.msgid), params)


def day(value: date | None) -> str:
    """21/11/2026 in both languages: the form that Vietnamese papers use."""
    if isinstance(value, datetime):
        value = clock.local_day(value, current_app.config["TIME_ZONE"])
    return value.strftime("%d/%m/%Y") if value else ""


def moment(value: datetime | None) -> Markup:
    """21/11/2026 14:05 in the site's time zone, as a <time> element."""
    if value is None:
        return Markup("")
    shown = clock.local(value, current_app.config["TIME_ZONE"]).strftime("%d/%m/%Y %H:%M")
    return Markup(f'<time datetime="{value.isoformat(timespec="seconds")}">{shown}</time>')


def time_of_day(value: datetime | None, *, seconds: bool = True) -> Markup:
    """14:05:09 (or 14:05) in the site's time zone, as a <time> element: for what happens within one day."""
    if value is None:
        return Markup("")
    shown = clock.local(value, current_app.config["TIME_ZONE"]).strftime("%H:%M:%S" if seconds else "%H:%M")
    return Markup(f'<time datetime="{value.isoformat(timespec="seconds")}">{shown}</time>')


def points(value: Decimal | None) -> str:
    """A mark with a decimal comma in Vietnamese (8,25), a point in English; no idle zeros."""
    if value is None:
        return "–"
    return f"{value.normalize():f}".replace(".", decimal_point())


def decimal_point() -> str:
    """A comma in Vietnamese, a point in English."""
    return "," if _speech().language == "vi" else "."


def number(value: int) -> str:
    """A count with thousands set apart: 12.345 in Vietnamese, 12,345 in English."""
    text = f"{value:,}"
    return text.replace(",", ".") if _speech().language == "vi" else text
