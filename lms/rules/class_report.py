"""A class over all its subjects: each pupil's grades and result, how each subject went, how the results fall."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from core.words import Message, say
from lms.rules.gradebook import Year
from lms.rules.grades import SUBJECTS_NEEDED, Level, TermGrade, level_of, rounded

LEVEL_WORDS: Mapping[Level, Message] = {
    Level.EXCELLENT: say("Tốt"),
    Level.GOOD: say("Khá"),
    Level.FAIR: say("Đạt"),
    Level.NOT_YET: say("Chưa đạt"),
}
STEPS = (Decimal(8), Decimal("6.5"), Decimal(5), Decimal("3.5"))
"""Where a subject's averages are counted: the thresholds of the results."""


@dataclass(frozen=True)
class Subject:
    """A course of the class, as a column of the report."""

    course_id: int
    title: str
    assessment: str


@dataclass(frozen=True)
class Line:
    """A pupil: the grade of each subject by course id, the result, and why there is none yet."""

    person_id: int
    name: str
    code: str
    grades: Mapping[int, TermGrade]
    level: Level | None
    waits: int
    """How many subjects have no final grade yet."""


@dataclass(frozen=True)
class SubjectSummary:
    """How a subject went: `bands` counts averages from each of STEPS up, the last those below all."""

    subject: Subject
    counted: int
    mean: Decimal | None
    bands: tuple[int, ...]


def line_of(person_id: int, name: str, code: str, years: Mapping[int, Year], subjects: Sequence[Subject], term: int) -> Line:
    """One pupil's line. There is a result only when every subject's grade is final and there are enough of them (Điều 9)."""
    grades = {subject.course_id: years[subject.course_id].of(term) for subject in subjects if subject.course_id in years}
    waits = sum(1 for grade in grades.values() if not grade.is_complete) + len(subjects) - len(grades)
    averages = [grade.average for grade in grades.values() if grade.average is not None]
    verdicts = [grade.passed for grade in grades.values() if grade.passed is not None]
    is_final = not waits and len(averages) >= SUBJECTS_NEEDED
    return Line(person_id, name, code, grades, level_of(averages, verdicts) if is_final else None, waits)


def summary_of(subject: Subject, lines: Sequence[Line]) -> SubjectSummary:
    """A subject over the class, by final averages only."""
    averages = [
        grade.average for line in lines if (grade := line.grades.get(subject.course_id)) and grade.is_complete and grade.average is not None
    ]
    mean = rounded(sum(averages, Decimal(0)) / len(averages)) if averages else None
    bands = Counter(next((place for place, step in enumerate(STEPS) if average >= step), len(STEPS)) for average in averages)
    return SubjectSummary(subject, len(averages), mean, tuple(bands[place] for place in range(len(STEPS) + 1)))


def counts_by_level(lines: Sequence[Line]) -> dict[Level | None, int]:
    """How many pupils have each result; None counts those who have none yet."""
    counts = Counter(line.level for line in lines)
    return {level: counts[level] for level in (*sorted(Level, reverse=True), None)}
