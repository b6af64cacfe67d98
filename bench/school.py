"""A school grown large over the demo, in bulk: a class of forty-five in ten courses, a channel's schedule, a full index, a busy pupil."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from decimal import Decimal

from sqlalchemy import insert, select

from accounts import api as accounts
from accounts.models import Notification
from core import clock, search
from core.actor import SYSTEM, Actor
from core.db import session, transaction
from curriculum import api as curriculum
from curriculum.models import Topic
from lms import api as lms
from lms.models import Completion, Course, CourseState, Enrolment, GradeColumn, GradeMark, Item, Section, Thread
from lms.operations.create_course import CourseDetails, create_course
from question_bank.models import Question
from review.models import Attempt, Card, Mock, Source
from video.models import Broadcast, Episode, EpisodeState, Media, MediaState, Programme, Series, Span, Watch
from video.operations.index_episode import index_episodes
from video.operations.save_captions import save_captions
from video.rules.cues import CueText

CLASS, COURSES, SECTIONS, ITEMS = 45, 10, 8, 12
EPISODES, CHANNELS, SHOWINGS, DAYS = 60, ("VTV7", "Mẫu TV", "Hà Nội 2"), 20, 14
LESSON_SECONDS, CUES, SPANS = 2_700, 800, 20
FOUND, WORDS_EACH = 6_000, 60
NOTIFICATIONS, ATTEMPTS, CARDS, THREADS = 400, 3_000, 150, 300
SYLLABLES = (
    "ba be bi bo bu ca ce ci co cu da de di do du ga ge gi go gu ha he hi ho hu la le li lo lu ma me mi mo mu na ne ni no nu".split()
)
CHANCE = random.Random(20261122)


@dataclass(frozen=True)
class School:
    """Ids of what the pages are measured on."""

    course: int
    lesson: int
    group: int
    child: int
    episode: int
    series: int
    mock: int
    subject: str
    topic: int


def grow() -> School:
    """Everything, committed. The demo is loaded already."""
    pupil, teacher = _person("hocsinh"), accounts.actor_of(_person("giaovien"))
    with transaction():
        group, place = _class_of(pupil)
        people = [person.id for person in accounts.members(group)]
        courses = _courses(teacher, group, place)
        course = courses[0]
        _outline(course, people)
        _marks(courses, people)
        _threads(course, people)
    with transaction():
        episode = _television(place, people)
        _index()
        _busy(pupil)
    lesson = session.scalars(select(Item.target_id).where(Item.course_id == course, Item.kind == "lesson").order_by(Item.id)).first()
    topic = session.scalars(select(Topic.id).join(Question, Question.topic_id == Topic.id).where(Topic.code.startswith("TOAN"))).first()
    mock = session.scalars(select(Mock.id).where(Mock.person_id == pupil, Mock.scored_at.is_not(None))).first()
    assert lesson and topic and mock
    return School(course, lesson, group, pupil, episode, session.get_one(Episode, episode).series_id, mock, "toan", topic)


def _person(username: str) -> int:
    found = accounts.person_named(username)
    assert found is not None
    return found.id


def _class_of(pupil: int) -> tuple[int, int]:
    """The pupil's class, filled up, and its organisation."""
    (group,) = [found for found in accounts.groups_of(pupil) if found.kind == "class"]
    for number in range(len(accounts.members(group.id)), CLASS):
        new = accounts.NewPerson(f"Học Sinh Thứ {number}", f"hs{number:03d}", organisation_id=group.organisation_id)
        person = accounts.create_person(SYSTEM, new)
        accounts.grant_role(SYSTEM, person.id, "student", group.organisation_id)
        accounts.add_member(SYSTEM, group.id, person.id)
    return group.id, group.organisation_id


def _courses(teacher: Actor, group: int, place: int) -> list[int]:
    """The mathematics of the demo first, then as many as make ten."""
    found = list(
        session.scalars(select(Course.id).join(Enrolment).where(Course.state == CourseState.PUBLISHED).distinct().order_by(Course.id))
    )
    subjects = curriculum.subjects()
    for number in range(len(found), COURSES):
        made = create_course(teacher, CourseDetails(f"Môn thứ {number}", subjects[number].code, place, 12, "2026-2027"))
        _chapter(made.id, 0)
        found.append(lms.open_course(teacher, made.id, group).id)
    return found


def _chapter(course: int, number: int) -> None:
    now = clock.now()
    section = Section(course_id=course, position=100 + number, title=f"Chương thêm {number}")
    session.add(section)
    session.flush()
    session.add_all(
        Item(
            course_id=course, section_id=section.id, position=place, kind="link", title=f"Đọc thêm {number}.{place}", url="https://example.org/",
            due_at=now + timedelta(days=number - 4, hours=place) if place % 4 == 0 else None,
        )
        for place in range(ITEMS)
    )  # fmt: skip
    session.flush()


def _outline(course: int, people: list[int]) -> None:
    for number in range(SECTIONS):
        _chapter(course, number)
    now = clock.now()
    begun = set(session.execute(select(Completion.item_id, Completion.person_id).where(Completion.course_id == course)).tuples())
    items = session.scalars(select(Item.id).where(Item.course_id == course)).all()
    rows = [
        {
            "item_id": item,
            "person_id": person,
            "course_id": course,
            "percent": Decimal(100),
            "first_at": now,
            "last_at": now,
            "completed_at": now,
        }
        for item in items
        for person in people
        if (item, person) not in begun and CHANCE.random() < 0.6
    ]
    session.execute(insert(Completion), rows)


def _marks(courses: list[int], people: list[int]) -> None:
    """Every cell of both terms."""
    columns = session.scalars(select(GradeColumn.id).where(GradeColumn.course_id.in_(courses))).all()
    taken = set(session.execute(select(GradeMark.column_id, GradeMark.person_id)).tuples())
    rows = [
        {"column_id": column, "person_id": person, "value": Decimal(CHANCE.randrange(40, 101)) / 10, "entered_at": clock.now()}
        for column in columns
        for person in people
        if (column, person) not in taken
    ]
    session.execute(insert(GradeMark), rows)


def _threads(course: int, people: list[int]) -> None:
    now = clock.now()
    rows = [
        {
            "course_id": course, "title": f"Hỏi về bài {number}", "person_id": CHANCE.choice(people), "posts_count": 1,
            "created_at": now, "last_at": now - timedelta(minutes=number),
        }
        for number in range(THREADS)
    ]  # fmt: skip
    session.execute(insert(Thread), rows)


def _television(place: int, people: list[int]) -> int:
    """A series with its films said to be ready, two weeks of showings, and one lesson with all that a lesson can have."""
    now = clock.now()
    path = accounts.organisation(place).path
    programme = Programme(code="BENCH", title="Học trên truyền hình", organisation_id=place, organisation_path=path, created_at=now)
    session.add(programme)
    session.flush()
    series = Series(programme_id=programme.id, title="Toán 12", subject_code="toan", grade=12)
    session.add(series)
    media = [_media(number, now) for number in range(EPISODES)]
    session.add_all(media)
    session.flush()
    topics = session.scalars(select(Topic.id).where(Topic.code.startswith("TOAN"))).all()
    episodes = [
        Episode(
            series_id=series.id, number=number, title=f"Bài giảng {number}: hàm số và ứng dụng", teacher="Thầy Nam", media_id=film.id,
            topic_id=topics[number % len(topics)], state=EpisodeState.PUBLISHED, created_at=now, published_at=now - timedelta(hours=number),
        )
        for number, film in enumerate(media, 1)
    ]  # fmt: skip
    session.add_all(episodes)
    session.flush()
    ids = [episode.id for episode in episodes]
    _schedule(ids, now)
    _lesson(episodes[0], topics, people, now)
    session.execute(insert(Watch), [_watch(people[0], episode, now) for episode in ids[1:]])
    index_episodes(episodes)
    return ids[0]


def _media(number: int, now: datetime) -> Media:
    strip = {"every": 5, "columns": 10, "width": 160, "height": 90, "count": 100}
    renditions = [{"name": name, "width": 16 * high // 9, "height": high, "bandwidth": high * 2_000, "codecs": "avc1.4d401f,mp4a.40.2"}
                  for name, high in (("360p", 360), ("720p", 720))]  # fmt: skip
    return Media(
        filename="bai.mp4", size=1, stored=f"film/{number}", folder=f"bench{number}", state=MediaState.READY, width=1280, height=720,
        duration_seconds=LESSON_SECONDS, renditions=renditions, strip=strip, created_at=now,
    )  # fmt: skip


def _schedule(episodes: list[int], now: datetime) -> None:
    first = now.replace(hour=0, minute=0, second=0, microsecond=0, tzinfo=UTC) - timedelta(days=DAYS // 2)
    starts = [first + timedelta(days=day, minutes=45 * number) for day in range(DAYS) for number in range(SHOWINGS)]
    rows = [
        {"episode_id": CHANCE.choice(episodes), "channel": channel, "starts_at": at, "ends_at": at + timedelta(minutes=40)}
        for at in starts
        for channel in CHANNELS
    ]
    session.execute(insert(Broadcast), rows)


def _lesson(episode: Episode, topics: Sequence[int], people: list[int], now: datetime) -> None:
    long = LESSON_SECONDS // SPANS
    session.add_all(
        Span(episode_id=episode.id, start_second=long * n, end_second=long * (n + 1), title=f"Đoạn {n}", topic_id=topics[n % len(topics)])
        for n in range(SPANS)
    )
    step = LESSON_SECONDS * 1000 // CUES
    save_captions(SYSTEM, episode, "vi", tuple(CueText(step * n, step * (n + 1) - 200, f"Câu thứ {n}: {_words(9)}.") for n in range(CUES)))
    session.execute(insert(Watch), [_watch(person, episode.id, now) for person in people])


def _watch(person: int, episode: int, now: datetime) -> dict[str, object]:
    until = CHANCE.uniform(60, LESSON_SECONDS)
    return {
        "person_id": person, "episode_id": episode, "spans": [[0, until]], "again": [], "watched_seconds": until, "position": until,
        "started_at": now, "updated_at": now - timedelta(seconds=CHANCE.randrange(10**6)),
    }  # fmt: skip


def _index() -> None:
    """As many pages again as a province's lessons would be, of which every hundredth speaks of cực trị."""
    search.put_all(
        search.Findable(
            "transcript", f"0:{number}", f"Bài giảng {number}", f"{_words(WORDS_EACH)}{' cực trị' if number % 100 == 0 else ''}",
            f"/tv/episodes/1?t={number}", "all", detail="1:30",
        )
        for number in range(FOUND)
    )  # fmt: skip


def _words(count: int) -> str:
    return " ".join(CHANCE.choices(SYLLABLES, k=count))


def _busy(pupil: int) -> None:
    """A pupil with much to read, and much that was answered and comes back."""
    now = clock.now()
    told = [
        {
            "person_id": pupil, "kind": "news", "message": "Khóa học %(course)s có thông báo mới.", "arguments": {"course": f"Môn {number}"},
            "url": "/courses/1", "created_at": now - timedelta(hours=number), "read_at": None if number < 30 else now,
        }
        for number in range(NOTIFICATIONS)
    ]  # fmt: skip
    session.execute(insert(Notification), told)
    questions = session.execute(
        select(Question.id, Question.current_revision_id, Question.topic_id, Question.bank_id).where(Question.ref.startswith("TOAN"))
    ).all()
    answered = [
        {
            "person_id": pupil, "question_id": each.id, "revision_id": each.current_revision_id, "topic_id": each.topic_id, "level": "TH",
            "source": Source.PRACTICE, "answer": None, "fraction": Decimal(number % 2), "chance": Decimal("0.25"), "at": now - timedelta(minutes=number),
        }
        for number in range(ATTEMPTS)
        for each in [CHANCE.choice(questions)]
    ]  # fmt: skip
    session.execute(insert(Attempt), answered)
    known = set(session.scalars(select(Card.question_id).where(Card.person_id == pupil)))
    cards = [
        {
            "person_id": pupil, "question_id": each.id, "bank_id": each.bank_id, "topic_id": each.topic_id, "subject_code": "toan", "state": {},
            "due_at": now - timedelta(hours=1), "last_wrong_at": now,
        }
        for each in questions[:CARDS]
        if each.id not in known
    ]  # fmt: skip
    session.execute(insert(Card), cards)
