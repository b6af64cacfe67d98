"""A page of a list: bounded counting, numbers kept in range, filters kept in the address."""

from typing import Any

import pytest
from flask import Flask
from sqlalchemy import select

from core.actor import SYSTEM
from core.audit import AuditRecord, record
from core.db import transaction
from core.http import paging
from core.http.paging import Page, page_of


@pytest.fixture
def seven(app: Flask) -> Flask:
    with transaction():
        for number in range(7):
            record(SYSTEM, "x", str(number))
    return app


FOUND = select(AuditRecord).order_by(AuditRecord.id)


@pytest.mark.parametrize(("asked", "number", "subjects"), [(1, 1, "012"), (3, 3, "6"), (99, 3, "6"), (0, 1, "012"), (-4, 1, "012")])
def test_a_page_holds_its_rows_and_a_number_out_of_range_is_mended(seven: Flask, asked: int, number: int, subjects: str) -> None:
    page = page_of(FOUND, number=asked, per_page=3, read=lambda row: row.subject)
    assert (page.number, "".join(page.items), page.pages, page.total) == (number, subjects, 3, 7)


def test_counting_stops_at_the_cap(seven: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(paging, "COUNT_CAP", 5)
    page = page_of(FOUND, number=9, per_page=3)
    assert (page.total, page.is_capped, page.number) == (5, True, 2)


@pytest.mark.parametrize(("asked", "statements"), [(1, 2), (2, 2), (3, 1), (4, 3)])
def test_a_page_that_is_not_full_needs_no_counting(seven: Flask, queries: Any, asked: int, statements: int) -> None:
    with queries() as count:
        page: Page[AuditRecord] = page_of(FOUND, number=asked, per_page=3)
    assert (count.n, page.total, page.pages) == (statements, 7, 3), count


def test_filters_stay_in_the_address_of_other_pages(app: Flask) -> None:
    with app.test_request_context("/?state=open&page=2"):
        assert page_of(FOUND, per_page=3).url(4) in ("/?state=open&page=4", "/?page=4&state=open")


@pytest.mark.parametrize("name", ["endpoint", "_scheme", "_external", "_anchor", "_method", "self"])
def test_no_word_in_the_address_speaks_to_the_maker_of_addresses(app: Flask, name: str) -> None:
    with app.test_request_context(f"/?{name}=javascript&state=open"):
        assert page_of(FOUND, per_page=3).url(2) == f"/?{name}=javascript&state=open&page=2"


def test_a_filter_given_twice_stays_twice_and_text_is_quoted(app: Flask) -> None:
    with app.test_request_context("/?q=%C4%91%20%26&q=b"):
        assert page_of(FOUND, per_page=3).url(2) == "/?q=%C4%91%20%26&q=b&page=2"


def test_an_empty_list_is_one_empty_page(app: Flask) -> None:
    page = page_of(FOUND, number=1)
    assert (page.pages, page.has_next, page.has_previous, list(page.items)) == (1, False, False, [])
