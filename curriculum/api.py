"""The door to the vocabulary for the rooms above."""

from curriculum.operations.load_curriculum import load_curriculum
from curriculum.queries import (
    FormatPart,
    ItLevelView,
    LevelView,
    NationalFormat,
    SubjectView,
    TopicView,
    it_level,
    it_levels,
    levels,
    national_format,
    national_formats,
    subject,
    subjects,
    topic_ids_under,
    topic_named,
    topics,
    topics_by_ids,
)

__all__ = [
    "FormatPart",
    "ItLevelView",
    "LevelView",
    "NationalFormat",
    "SubjectView",
    "TopicView",
    "it_level",
    "it_levels",
    "levels",
    "load_curriculum",
    "national_format",
    "national_formats",
    "subject",
    "subjects",
    "topic_ids_under",
    "topic_named",
    "topics",
    "topics_by_ids",
]
