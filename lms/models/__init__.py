"""Tables of courses, gathered so that `from lms.models import Course` is all that others in the room write."""

from lms.models.assignment import Assignment, Submission, SubmissionFile, SubmissionState
from lms.models.course import Course, CourseFile, CourseGroup, CourseState, CourseTeacher, Enrolment, Item, ItemKind, Prerequisite, Section
from lms.models.discussion import Announcement, Post, Thread
from lms.models.gradebook import GradeColumn, GradeMark, TermComment
from lms.models.lesson import Lesson, LessonComment, LessonVersion, VersionState
from lms.models.progress import Completion

__all__ = [
    "Announcement",
    "Assignment",
    "Completion",
    "Course",
    "CourseFile",
    "CourseGroup",
    "CourseState",
    "CourseTeacher",
    "Enrolment",
    "GradeColumn",
    "GradeMark",
    "Item",
    "ItemKind",
    "Lesson",
    "LessonComment",
    "LessonVersion",
    "Post",
    "Prerequisite",
    "Section",
    "Submission",
    "SubmissionFile",
    "SubmissionState",
    "TermComment",
    "Thread",
    "VersionState",
]
