"""Every page of the learning road over a large school: a class of forty-five, ten courses, a full schedule, a full index."""

from __future__ import annotations

from collections.abc import Iterator

from flask import Flask
from sqlalchemy import select

from bench.page import TIMES, Request, client_of, demo, empty_page, measure, measure_acts
from bench.registry import Measure, benchmark
from bench.school import School, grow
from core.db import session
from review.models import PracticeSet

USUAL, DENSE = 12, 40
"""Kilobytes as sent: of a usual page, and of a table with a cell for every pupil and column."""
PAGES = (
    # who, path, the most kilobytes; {…} are ids of the school
    ("", "/", USUAL),
    ("hocsinh", "/", USUAL),
    ("phuhuynh", "/", USUAL),
    ("giaovien", "/", USUAL),
    ("hocsinh", "/courses", USUAL),
    ("hocsinh", "/courses/{course}", USUAL),
    ("hocsinh", "/courses/{course}/lessons/{lesson}", USUAL),
    ("hocsinh", "/courses/{course}/assignments", USUAL),
    ("hocsinh", "/courses/{course}/discussion", USUAL),
    ("hocsinh", "/courses/{course}/gradebook", USUAL),
    ("hocsinh", "/grades", USUAL),
    ("hocsinh", "/calendar", USUAL),
    ("hocsinh", "/review", USUAL),
    ("hocsinh", "/review/{subject}", USUAL),
    ("hocsinh", "/review/topics/{topic}", USUAL),
    ("hocsinh", "/review/mistakes", USUAL),
    ("hocsinh", "/review/repeat", USUAL),
    ("hocsinh", "/review/mocks", USUAL),
    ("hocsinh", "/review/mocks/{mock}", DENSE),
    ("hocsinh", "/notifications", USUAL),
    ("hocsinh", "/search?q=cuc+tri", USUAL),
    ("hocsinh", "/search?q=ba+be", USUAL),
    ("", "/tv", USUAL),
    ("hocsinh", "/tv", USUAL),
    ("hocsinh", "/tv/series/{series}", USUAL),
    ("hocsinh", "/tv/episodes/{episode}", DENSE),
    ("giaovien", "/tv/manage/series/{series}", USUAL),
    ("giaovien", "/courses/{course}/edit", DENSE),
    ("giaovien", "/courses/{course}/lessons/{lesson}/edit", DENSE),
    ("giaovien", "/courses/{course}/gradebook", DENSE),
    ("giaovien", "/courses/{course}/progress", DENSE),
    ("giaovien", "/courses/{course}/people", USUAL),
    ("giaovien", "/class-reports/{group}", DENSE),
    ("phuhuynh", "/children/{child}", USUAL),
)


@benchmark("learning")
def learning() -> Iterator[Measure]:
    """For each page as `pages` does; a practice answer and a mock begun have no page of their own to weigh."""
    with demo() as app:
        with app.app_context():
            school = grow()
        empty = empty_page()
        clients = {who: client_of(app, who) for who, _, _ in PAGES}
        for who, path, most in PAGES:
            yield from measure(app, clients[who], f"{path} {who}".strip(), path.format(**vars(school)), empty, most)
        yield from measure_acts(app, "a practice answer", _answers(app, school), empty)
        yield from measure_acts(app, "a mock begun", _mocks(app, school), empty)


def _answers(app: Flask, school: School) -> list[Request]:
    """One question after another of a set of the subject."""
    client = client_of(app, "hocsinh")
    client.post(f"/review/{school.subject}")
    with app.app_context():
        made = session.scalars(select(PracticeSet).order_by(PracticeSet.id.desc())).first()
        assert made is not None
        paths = [f"/review/sets/{made.id}/{number}" for number in range(1, len(made.revision_ids) + 1)]
    return [lambda path=path: client.post(path, data={"act": "unknown"}) for path in paths]  # type: ignore[misc]


def _mocks(app: Flask, school: School) -> list[Request]:
    """One pupil after another, each their first."""
    clients = [client_of(app, f"hocsinh{number:02d}") for number in range(2, 2 + TIMES)]
    return [lambda client=client: client.post(f"/review/mocks/subjects/{school.subject}") for client in clients]  # type: ignore[misc]
