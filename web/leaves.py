"""The leaves of the design system: icon, badge, table cell and buttons, which a dense page prints hundreds of times.

As Jinja macros each costs some thirty microseconds; as functions, two. The macro files of `ui/` give them out under their names.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

from core.http.statics import static_url

TONE_ICONS = {
    "neutral": "circle-dashed",
    "jade": "circle-check",
    "amber": "triangle-alert",
    "seal": "circle-x",
    "indigo": "circle-dot",
    "gold": "award",
}
Attributes = Mapping[str, Any] | None
NOTHING = Markup('<span class="muted">–</span>')


def init_app(app: Flask) -> None:
    """Give the leaves to the macro files."""
    sprite = static_url(app, "icons.svg")

    @lru_cache(maxsize=1_000)
    def icon(name: str, size: str | None = None, label: str | None = None, cls: str = "") -> Markup:
        classes = f"icon{f' icon-{size}' if size else ''}{f' {cls}' if cls else ''}"
        meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
        return Markup(f'<svg class="{escape(classes)}" {meaning} focusable="false"><use href="{sprite}#{escape(name)}"></use></svg>')

    def badge(label: object, tone: str = "neutral", icon: str | bool | None = None) -> Markup:
        drawn = "" if icon is False else leaf_icon(str(icon or TONE_ICONS.get(tone, "circle-dashed")), size="sm")
        return Markup(f'<span class="badge tone-{escape(tone)}">{drawn}{escape(label)}</span>')

    def button(
        label: object, kind: str = "secondary", icon: str | None = None, type: str = "submit", name: str | None = None,
        value: object = None, size: str | None = None, wide: bool = False, disabled: bool = False, attrs: Attributes = None,
    ) -> Markup:  # fmt: skip
        own = {"name": name or None, "value": value, "disabled": bool(disabled)}
        said = f"{leaf_icon(icon) if icon else ''}<span>{escape(label)}</span>"
        return Markup(
            f'<button class="{_class(kind, size, wide)}" type="{escape(type)}"{_attributes(own)}{_attributes(attrs)}>{said}</button>'
        )

    def link_button(
        label: object, href: object, kind: str = "secondary", icon: str | None = None,
        size: str | None = None, wide: bool = False, attrs: Attributes = None,
    ) -> Markup:  # fmt: skip
        said = f"{leaf_icon(icon) if icon else ''}<span>{escape(label)}</span>"
        return Markup(f'<a class="{_class(kind, size, wide)}" href="{escape(href)}"{_attributes(attrs)}>{said}</a>')

    def icon_button(
        label: object, icon: str, href: object = None, kind: str = "quiet", type: str = "button", attrs: Attributes = None
    ) -> Markup:
        said, drawn = escape(label), leaf_icon(icon)
        start, end = (
            (f'a class="{_class(kind, "icon")}" href="{escape(href)}"', "a")
            if href
            else (f'button class="{_class(kind, "icon")}" type="{escape(type)}"', "button")
        )
        return Markup(f'<{start} aria-label="{said}" title="{said}"{_attributes(attrs)}>{drawn}</{end}>')

    leaf_icon = icon
    app.jinja_env.globals.update(
        leaf_icon=icon, leaf_badge=badge, leaf_td=td, leaf_button=button, leaf_link_button=link_button, leaf_icon_button=icon_button
    )


@lru_cache(maxsize=200)
def _class(kind: str, size: str | None = None, wide: bool = False) -> str:
    return f"btn btn-{escape(kind)}{f' btn-{escape(size)}' if size else ''}{' btn-wide' if wide else ''}"


def _attributes(attrs: Attributes) -> str:
    """What stands in a tag after its class: a true value is the bare name, None and false are left out."""
    given = (attrs or {}).items()
    return "".join(
        f" {key}" if value is True else f' {key}="{escape(value)}"' for key, value in given if value is not None and value is not False
    )


def td(label: object, value: Any = None, num: bool = False, cls: str = "", caller: Callable[[], Markup] | None = None) -> Markup:
    """A cell that knows its column, so that a row can become a card on a phone."""
    shown = caller() if caller else NOTHING if value is None or value == "" else escape(value)
    classes = f"{'num ' if num else ''}{cls}".strip()
    attribute = f' class="{escape(classes)}"' if classes else ""
    return Markup(f'<td data-label="{escape(label)}"{attribute}>{shown}</td>')
