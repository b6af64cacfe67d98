"""The report of one mock exam: what it came to by part, topic and level, and every question that was not all right."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from curriculum import api as curriculum
from exams import api as exams
from review.models import Mock
from review.rules.report import Sum, summed
from video import api as video


@dataclass(frozen=True)
class Missed:
    """A question with points lost, its topic, and the minute of a lesson that teaches it, if there is one."""

    marked: exams.MarkedQuestion
    topic: curriculum.TopicView | None
    moment: video.Moment | None

    @property
    def is_blank(self) -> bool:
        return self.marked.answer is None


@dataclass(frozen=True)
class Report:
    """`parts`: with the part's name; `chapters`: by the topics a subject begins with (None: untagged); `levels`: in their order."""

    result: exams.Result
    count: int
    right: int
    parts: tuple[tuple[str, Sum[str]], ...]
    chapters: tuple[tuple[curriculum.TopicView | None, Sum[int | None]], ...]
    levels: tuple[tuple[curriculum.LevelView | None, Sum[str | None]], ...]
    missed: tuple[Missed, ...]


def report_of(mock: Mock) -> Report | None:
    """The report, once the mock is marked; None until then. The number of queries does not follow the paper."""
    result = exams.result_of(mock.exam_id, mock.person_id)
    if result is None:
        return None
    marked = exams.marked_of(mock.exam_id, mock.person_id)
    topics = curriculum.topics_by_ids({each.topic_id for each in marked if each.topic_id})
    return Report(
        result, len(marked), sum(each.points == each.max_points for each in marked),
        _parts(result, marked), _chapters(marked, topics), _levels(marked), _missed(marked, topics),
    )  # fmt: skip


def missed_questions(mock: Mock) -> list[int]:
    """The ids of the questions with points lost, in the order of the paper; [] while the mock is not marked."""
    return [each.question_id for each in exams.marked_of(mock.exam_id, mock.person_id) if each.points < each.max_points]


def _parts(result: exams.Result, marked: Iterable[exams.MarkedQuestion]) -> tuple[tuple[str, Sum[str]], ...]:
    sums = {found.key: found for found in summed((each.part_code, each.points, each.max_points) for each in marked)}
    return tuple((part.name, sums[part.code]) for part in result.parts if part.code in sums)


def _chapters(
    marked: Iterable[exams.MarkedQuestion], topics: dict[int, curriculum.TopicView]
) -> tuple[tuple[curriculum.TopicView | None, Sum[int | None]], ...]:
    sums = summed((_first(topics.get(each.topic_id or 0)), each.points, each.max_points) for each in marked)
    known = curriculum.topics_by_ids({found.key for found in sums if found.key is not None})
    named = [(known.get(found.key or 0), found) for found in sums]
    return tuple(sorted(named, key=lambda row: (row[0] is None, row[0].code if row[0] else "")))


def _first(topic: curriculum.TopicView | None) -> int | None:
    """The topic of the subject's first row that a topic stands in."""
    return int(topic.path.split("/")[1]) if topic else None


def _levels(marked: Iterable[exams.MarkedQuestion]) -> tuple[tuple[curriculum.LevelView | None, Sum[str | None]], ...]:
    known = {level.code: level for level in curriculum.levels()}
    named = [(known.get(found.key or ""), found) for found in summed((each.level, each.points, each.max_points) for each in marked)]
    return tuple(sorted(named, key=lambda row: (row[0] is None, row[0].position if row[0] else 0)))


def _missed(marked: Iterable[exams.MarkedQuestion], topics: dict[int, curriculum.TopicView]) -> tuple[Missed, ...]:
    lost = [each for each in marked if each.points < each.max_points]
    moments = video.moments_for({each.topic_id for each in lost if each.topic_id}, {each.outcome_id for each in lost if each.outcome_id})
    return tuple(
        Missed(
            each,
            topics.get(each.topic_id or 0),
            moments.get(("outcome", each.outcome_id or 0)) or moments.get(("topic", each.topic_id or 0)),
        )
        for each in lost
    )
