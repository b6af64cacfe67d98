"""Every template: compiles, names only addresses and files that exist, holds no inline style and no inline script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import TemplateSyntaxError

from config import HERE
from core.http.rows import rows_of
from web.app import ROOMS

TEMPLATES = sorted(path for room in ROOMS for path in (HERE / room / "templates").rglob("*.html"))
_TAG = re.compile(r"<[a-zA-Z][^<>]*>", re.S)
_JINJA = re.compile(r"\{#.*?#\}|\{%.*?%\}|\{\{.*?\}\}", re.S)
_INLINE = re.compile(r"\s(style|on[a-z]+)\s*=", re.I)
_SCRIPT = re.compile(r"<script\b([^>]*)>", re.I)
_ENDPOINT = re.compile(r"url_for\(\s*['\"]([\w.]+)['\"]")
_STATIC = re.compile(r"static_url\(\s*['\"]([^'\"]+)['\"]\s*\)")
_COMMENT = re.compile(r"\{#.*?#\}", re.S)

each_template = pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(HERE)))
on_sqlite = pytest.mark.parametrize("app", ["sqlite"], indirect=True)


@on_sqlite
def test_every_template_compiles(app: Flask) -> None:
    broken = []
    for name in app.jinja_env.list_templates(extensions=["html", "txt"]):
        try:
            app.jinja_env.get_template(name)
        except TemplateSyntaxError as error:
            broken.append(f"{name}:{error.lineno}: {error.message}")
    assert not broken


@each_template
def test_no_inline_style_or_handler(path: Path) -> None:
    markup = _JINJA.sub("", path.read_text())
    assert [tag for tag in _TAG.findall(markup) if _INLINE.search(tag)] == []
    assert "<style" not in markup.lower()


@each_template
def test_scripts_are_files(path: Path) -> None:
    attributes = _SCRIPT.findall(_COMMENT.sub("", path.read_text()))
    assert [a for a in attributes if "src=" not in a and not re.search(r"type=[\"']?application/json", a)] == []


@on_sqlite
def test_templates_name_addresses_that_exist(app: Flask) -> None:
    known = set(rows_of(app))
    unknown = [
        (str(path.relative_to(HERE)), name)
        for path in TEMPLATES
        for name in _ENDPOINT.findall(_COMMENT.sub("", path.read_text()))
        if name not in known
    ]
    assert not unknown


def test_templates_name_files_that_exist() -> None:
    unknown = [
        (str(path.relative_to(HERE)), name)
        for path in TEMPLATES
        for name in _STATIC.findall(_COMMENT.sub("", path.read_text()))
        if not is_file(name)
    ]
    assert not unknown


def is_file(name: str) -> bool:
    """Whether some room's static folder has it: web's at the root, others under their name."""
    room, _, rest = name.partition("/")
    return (HERE / "web" / "static" / name).is_file() or (HERE / room / "static" / rest).is_file()
