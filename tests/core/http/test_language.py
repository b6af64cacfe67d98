"""Sentences in templates: the reader's language, params escaped, plural forms; and numbers as the language writes them."""

from __future__ import annotations

from datetime import UTC, datetime
from decimal import Decimal

import pytest
from flask import Flask, render_template_string
from jinja2 import DictLoader

from core.http.language import moment, number, points, translate
from core.words import say

ENGLISH = {"Cookie": "language=en"}


def test_a_sentence_is_spoken_in_the_readers_language_and_remembered_for_one_request_only(app: Flask) -> None:
    page = "{% for n in [1, 2] %}{{ _('Lọc') }} {% endfor %}"
    for headers, said in (({}, "Lọc Lọc "), (ENGLISH, "Filter Filter "), ({}, "Lọc Lọc ")):
        with app.app_context(), app.test_request_context("/", headers=headers):
            assert render_template_string(page) == said


def test_what_fills_a_sentence_is_escaped_and_a_name_may_be_any(app: Flask) -> None:
    page = "{{ _('Trang %(n)s', n=who) }} {{ ngettext('%(num)d chủ đề', '%(num)d chủ đề', 3) }} {{ ngettext('%(n)s người', '%(n)s người', 2, n=who) }}"
    with app.test_request_context("/"):
        assert render_template_string(page, who="<b>") == "Trang &lt;b&gt; 3 chủ đề &lt;b&gt; người"


@pytest.mark.parametrize(("headers", "shown"), [({}, ("8,25", "12.345")), (ENGLISH, ("8.25", "12,345"))])
def test_figures_are_written_as_the_language_writes_them(app: Flask, headers: dict[str, str], shown: tuple[str, str]) -> None:
    with app.app_context(), app.test_request_context("/", headers=headers):
        assert (points(Decimal("8.2500")), number(12345)) == shown


def test_an_instant_is_a_time_element_of_the_sites_zone(app: Flask) -> None:
    shown = moment(datetime(2026, 11, 21, 7, 5, tzinfo=UTC))
    assert shown == '<time datetime="2026-11-21T07:05:00+00:00">21/11/2026 14:05</time>'


def test_without_an_application_words_are_the_source_language() -> None:
    assert translate(say("Có %(n)d người", n=3)) == "Có 3 người"


def test_a_room_says_a_sentence_its_own_way_and_takes_others_from_any_room(app: Flask) -> None:
    """Vietnamese has one word where English has two: "Rút lại" a lesson that waits for review, "Rút lại" a paper from its matrix."""
    pages = {f"{room}/said.html": "{{ _('Rút lại') }}, {{ _('Lọc') }}" for room in ("lms", "question_bank")}
    jinja = app.jinja_env.overlay(loader=DictLoader(pages))
    said = {}
    for room in ("lms", "question_bank"):
        with app.app_context(), app.test_request_context("/", headers=ENGLISH):
            said[room] = jinja.get_template(f"{room}/said.html").render()
    assert said == {"lms": "Withdraw, Filter", "question_bank": "Draw again, Filter"}
