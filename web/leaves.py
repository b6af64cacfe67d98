"""The leaves of the design system: icon, badge and table cell, which a dense page prints hundreds of times.

As Jinja macros each costs some thirty microseconds; as functions, two. The macro files of `ui/` give them out under their names.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Flask
from markupsafe import Markup, escape

TONE_ICONS = {
    "neutral": "circle-dashed",
    "jade": "circle-check",
    "amber": "triangle-alert",
    "seal": "circle-x",
    "indigo": "circle-dot",
    "gold": "award",
}
NOTHING = Markup('<span class="muted">–</span>')


def init_app(app: Flask) -> None:
    """Give the leaves to the macro files."""
    sprite = app.jinja_env.globals["static_url"]("icons.svg")  # type: ignore[operator]

    def icon(name: str, size: str | None = None, label: str | None = None, cls: str = "") -> Markup:
        classes = f"icon{f' icon-{size}' if size else ''}{f' {cls}' if cls else ''}"
        meaning = f'role="img" aria-label="{escape(label)}"' if label else 'aria-hidden="true"'
        return Markup(f'<svg class="{escape(classes)}" {meaning} focusable="false"><use href="{sprite}#{escape(name)}"></use></svg>')

    def badge(label: object, tone: str = "neutral", icon: str | bool | None = None) -> Markup:
        drawn = "" if icon is False else leaf_icon(str(icon or TONE_ICONS.get(tone, "circle-dashed")), size="sm")
        return Markup(f'<span class="badge tone-{escape(tone)}">{drawn}{escape(label)}</span>')

    leaf_icon = icon
    app.jinja_env.globals.update(leaf_icon=icon, leaf_badge=badge, leaf_td=td)


def td(label: object, value: Any = None, num: bool = False, cls: str = "", caller: Callable[[], Markup] | None = None) -> Markup:
    """A cell that knows its column, so that a row can become a card on a phone."""
    shown = caller() if caller else NOTHING if value is None or value == "" else escape(value)
    classes = f"{'num ' if num else ''}{cls}".strip()
    attribute = f' class="{escape(classes)}"' if classes else ""
    return Markup(f'<td data-label="{escape(label)}"{attribute}>{shown}</td>')
