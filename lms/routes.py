"""The room's table of contents: who may knock at which page."""

from core.http.guards import needs, signed_token
from core.http.rows import Row, row
from core.permissions import Permission as P
from lms import rest
from lms.schemas import MarksReply, OrderReply
from lms.views import (
    announcements,
    archives,
    assignments,
    calendar,
    children,
    class_reports,
    courses,
    discussion,
    files,
    grade_columns,
    gradebook,
    items,
    lesson_blocks,
    lesson_editor,
    lesson_versions,
    lessons,
    outline,
    people,
    progress,
    settings,
)

_MEMBER = needs(P.COURSES_LEARN, P.COURSES_TEACH, P.COURSES_MANAGE)
_TEACHER = needs(P.COURSES_TEACH, P.COURSES_MANAGE)

COURSES: list[Row] = [
    row("GET", "/courses", courses.index, _MEMBER),
    row("GET", "/courses/new", courses.new, _TEACHER),
    row("POST", "/courses/new", courses.create, _TEACHER),
    # A code cannot be guessed at this pace: 31^8 of them.
    row("POST", "/courses/join", people.join, needs(P.COURSES_LEARN), rate="10/minute"),
    row("GET", "/courses/<int:course_id>", courses.show, _MEMBER),
    row("POST", "/courses/<int:course_id>/leave", people.leave, needs(P.COURSES_LEARN)),
    row("GET", "/courses/<int:course_id>/settings", settings.edit, _TEACHER),
    row("POST", "/courses/<int:course_id>/settings", settings.change, _TEACHER),
    row("POST", "/courses/<int:course_id>/publish", settings.publish, _TEACHER),
    row("POST", "/courses/<int:course_id>/archive", settings.archive, _TEACHER),
    row("GET", "/courses/<int:course_id>/copy", settings.new_copy, _TEACHER),
    row("POST", "/courses/<int:course_id>/copy", settings.copy, _TEACHER),
    row("GET", "/courses/<int:course_id>/progress", progress.show, _TEACHER),
]

OUTLINE: list[Row] = [
    row("GET", "/courses/<int:course_id>/edit", outline.edit, _TEACHER),
    row("POST", "/courses/<int:course_id>/order", rest.arrange, _TEACHER, reply=OrderReply),
    row("POST", "/courses/<int:course_id>/sections", outline.create_section, _TEACHER),
    row("GET", "/courses/<int:course_id>/sections/<int:section_id>", outline.edit_section, _TEACHER),
    row("POST", "/courses/<int:course_id>/sections/<int:section_id>", outline.rename_section, _TEACHER),
    row("POST", "/courses/<int:course_id>/sections/<int:section_id>/move", outline.move_one_section, _TEACHER),
    row("GET", "/courses/<int:course_id>/sections/<int:section_id>/delete", outline.confirm_section, _TEACHER),
    row("POST", "/courses/<int:course_id>/sections/<int:section_id>/delete", outline.delete_section, _TEACHER),
    row("GET", "/courses/<int:course_id>/items/new", items.new, _TEACHER),
    row("POST", "/courses/<int:course_id>/items/new", items.create, _TEACHER),
    # Opening an item notes that the pupil has begun it, so this one reading writes.
    row("GET", "/courses/<int:course_id>/items/<int:item_id>", items.show, _MEMBER, reads_only=False),
    row("POST", "/courses/<int:course_id>/items/<int:item_id>/done", items.done, needs(P.COURSES_LEARN)),
    row("GET", "/courses/<int:course_id>/items/<int:item_id>/edit", items.edit, _TEACHER),
    row("POST", "/courses/<int:course_id>/items/<int:item_id>/edit", items.change, _TEACHER),
    row("POST", "/courses/<int:course_id>/items/<int:item_id>/title", outline.rename, _TEACHER),
    row("POST", "/courses/<int:course_id>/items/<int:item_id>/move", outline.move_one_item, _TEACHER),
    row("POST", "/courses/<int:course_id>/items/<int:item_id>/visibility", outline.show_or_hide, _TEACHER),
    row("GET", "/courses/<int:course_id>/items/<int:item_id>/delete", outline.confirm_item, _TEACHER),
    row("POST", "/courses/<int:course_id>/items/<int:item_id>/delete", outline.delete_item, _TEACHER),
]

PEOPLE: list[Row] = [
    row("GET", "/courses/<int:course_id>/people", people.index, _TEACHER),
    row("POST", "/courses/<int:course_id>/groups", people.add_group, _TEACHER),
    row("POST", "/courses/<int:course_id>/groups/<int:group_id>/remove", people.remove_group, _TEACHER),
    row("POST", "/courses/<int:course_id>/pupils/<int:person_id>/remove", people.remove_pupil, _TEACHER),
    row("GET", "/courses/<int:course_id>/code", people.show_code, _TEACHER),
    row("POST", "/courses/<int:course_id>/code", people.change_code, _TEACHER),
    row("POST", "/courses/<int:course_id>/code/close", people.close_code, _TEACHER),
    row("POST", "/courses/<int:course_id>/teachers", people.add_teacher, _TEACHER),
    row("POST", "/courses/<int:course_id>/teachers/<int:person_id>/remove", people.remove_teacher, _TEACHER),
]

GRADES: list[Row] = [
    row("GET", "/grades", gradebook.mine, needs(P.COURSES_LEARN)),
    row("GET", "/courses/<int:course_id>/gradebook", gradebook.show, _MEMBER),
    row("POST", "/courses/<int:course_id>/gradebook", gradebook.save, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/marks", rest.save_marks, _TEACHER, reply=MarksReply),
    row("GET", "/courses/<int:course_id>/gradebook/export", gradebook.export, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/import", gradebook.import_form, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/import", gradebook.check_import, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/pupils/<int:person_id>", gradebook.pupil, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/pupils/<int:person_id>", gradebook.comment, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/columns", grade_columns.index, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/columns", grade_columns.add, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/columns/<int:column_id>", grade_columns.edit, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/columns/<int:column_id>", grade_columns.change, _TEACHER),
    row("GET", "/courses/<int:course_id>/gradebook/columns/<int:column_id>/remove", grade_columns.confirm, _TEACHER),
    row("POST", "/courses/<int:course_id>/gradebook/columns/<int:column_id>/remove", grade_columns.remove, _TEACHER),
    row("GET", "/class-reports", class_reports.index, needs(P.COURSES_REPORT, P.COURSES_TEACH)),
    row("GET", "/class-reports/<int:group_id>", class_reports.show, needs(P.COURSES_REPORT, P.COURSES_TEACH)),
    row("GET", "/class-reports/<int:group_id>/export", class_reports.export, needs(P.COURSES_REPORT, P.COURSES_TEACH)),
]

_LESSON = "/courses/<int:course_id>/lessons/<int:lesson_id>"
LESSONS: list[Row] = [
    row("GET", "/courses/<int:course_id>/files/<int:file_id>", files.show, _MEMBER),
    row("GET", "/courses/<int:course_id>/files/<int:file_id>/<name>", files.named, _MEMBER),
    row("POST", "/courses/<int:course_id>/files", files.create, _TEACHER, rate="60/minute"),
    row("GET", _LESSON, lessons.show, _MEMBER),
    row("GET", f"{_LESSON}/questions/<block_id>", lessons.question, _MEMBER),
    row("POST", f"{_LESSON}/check/<block_id>", lessons.check, _MEMBER, reads_only=True),
    row("GET", f"{_LESSON}/edit", lesson_editor.edit, _TEACHER),
    row("POST", f"{_LESSON}/edit", lesson_editor.rename, _TEACHER),
    row("POST", f"{_LESSON}/edit/blocks", lesson_editor.add, _TEACHER),
    row("POST", f"{_LESSON}/edit/blocks/<block_id>", lesson_editor.save, _TEACHER),
    row("POST", f"{_LESSON}/edit/blocks/<block_id>/act", lesson_blocks.act, _TEACHER),
    row("POST", f"{_LESSON}/edit/put-back", lesson_blocks.put_back, _TEACHER),
    row("POST", f"{_LESSON}/edit/preview", lesson_editor.preview, _TEACHER, reads_only=True),
    row("GET", f"{_LESSON}/versions", lesson_versions.index, _TEACHER),
    row("GET", f"{_LESSON}/versions/<int:number>", lesson_versions.show, _TEACHER),
    row("POST", f"{_LESSON}/versions/<int:number>/restore", lesson_versions.restore, _TEACHER),
    row("GET", f"{_LESSON}/review", lesson_versions.review, _TEACHER),
    row("POST", f"{_LESSON}/comments", lesson_versions.comment, _TEACHER),
    row("POST", f"{_LESSON}/comments/<int:comment_id>/settle", lesson_versions.settle, _TEACHER),
    row("POST", f"{_LESSON}/publish", lesson_versions.publish, _TEACHER),
    row("POST", f"{_LESSON}/submit", lesson_versions.submit, _TEACHER),
    row("POST", f"{_LESSON}/withdraw", lesson_versions.withdraw, _TEACHER),
    row("POST", f"{_LESSON}/approve", lesson_versions.approve, _TEACHER),
    row("POST", f"{_LESSON}/send-back", lesson_versions.send_back, _TEACHER),
]

ASSIGNMENTS: list[Row] = [
    row("GET", "/courses/<int:course_id>/assignments", assignments.index, _MEMBER),
    row("GET", "/courses/<int:course_id>/assignments/<int:assignment_id>", assignments.show, _MEMBER),
    row(
        "POST",
        "/courses/<int:course_id>/assignments/<int:assignment_id>/work",
        assignments.hand_in,
        needs(P.COURSES_LEARN),
        most_bytes=assignments.LARGEST_WORK,
    ),
    row("GET", "/courses/<int:course_id>/assignments/<int:assignment_id>/files/<int:file_id>", assignments.file, _MEMBER),
    row(
        "POST",
        "/courses/<int:course_id>/assignments/<int:assignment_id>/files/<int:file_id>/remove",
        assignments.drop_file,
        needs(P.COURSES_LEARN),
    ),
    row("GET", "/courses/<int:course_id>/assignments/<int:assignment_id>/edit", assignments.edit, _TEACHER),
    row("POST", "/courses/<int:course_id>/assignments/<int:assignment_id>/edit", assignments.change, _TEACHER),
    row("GET", "/courses/<int:course_id>/assignments/<int:assignment_id>/works/<int:submission_id>", assignments.mark, _TEACHER),
    row("POST", "/courses/<int:course_id>/assignments/<int:assignment_id>/works/<int:submission_id>", assignments.save_mark, _TEACHER),
    row("POST", "/courses/<int:course_id>/assignments/<int:assignment_id>/works/<int:submission_id>/reopen", assignments.reopen, _TEACHER),
]

CHILDREN: list[Row] = [
    row("GET", "/children", children.index, needs(P.CHILDREN_FOLLOW)),
    row("GET", "/children/<int:person_id>", children.show, needs(P.CHILDREN_FOLLOW)),
]

TALK: list[Row] = [
    row("GET", "/courses/<int:course_id>/announcements", announcements.index, _MEMBER),
    row("POST", "/courses/<int:course_id>/announcements", announcements.create, _TEACHER),
    row("GET", "/courses/<int:course_id>/announcements/<int:announcement_id>/withdraw", announcements.confirm, _TEACHER),
    row("POST", "/courses/<int:course_id>/announcements/<int:announcement_id>/withdraw", announcements.withdraw, _TEACHER),
    row("GET", "/courses/<int:course_id>/discussion", discussion.index, _MEMBER),
    row("GET", "/courses/<int:course_id>/discussion/new", discussion.new, _MEMBER),
    row("POST", "/courses/<int:course_id>/discussion/new", discussion.create, _MEMBER, rate="20/minute"),
    row("GET", "/courses/<int:course_id>/discussion/<int:thread_id>", discussion.show, _MEMBER),
    row("POST", "/courses/<int:course_id>/discussion/<int:thread_id>", discussion.answer, _MEMBER, rate="30/minute"),
    row("POST", "/courses/<int:course_id>/discussion/<int:thread_id>/answer", discussion.settled, _MEMBER),
    row("POST", "/courses/<int:course_id>/discussion/<int:thread_id>/arrange", discussion.arrange, _TEACHER),
    row("GET", "/courses/<int:course_id>/discussion/<int:thread_id>/posts/<int:post_id>", discussion.edit, _MEMBER),
    row("POST", "/courses/<int:course_id>/discussion/<int:thread_id>/posts/<int:post_id>", discussion.change, _MEMBER),
    row("POST", "/courses/<int:course_id>/discussion/<int:thread_id>/posts/<int:post_id>/hide", discussion.hide, _TEACHER),
]

CALENDAR: list[Row] = [
    row("GET", "/calendar", calendar.show, needs(P.COURSES_LEARN, P.COURSES_TEACH, P.EXAMS_SIT)),
    row("GET", "/calendar/<token>.ics", calendar.feed, signed_token),
]

ARCHIVES: list[Row] = [
    row("POST", "/courses/<int:course_id>/export", archives.export, _TEACHER),
    row("GET", "/courses/import", archives.new, _TEACHER),
    row("POST", "/courses/import", archives.bring, _TEACHER, most_bytes=archives.LARGEST + 1_000_000),
    row("GET", "/courses/archives/<token>", archives.show, _TEACHER),
    row("GET", "/courses/archives/<token>/progress", archives.progress, _TEACHER),
    row("GET", "/courses/archives/<token>/file", archives.download, _TEACHER),
]

ROWS: list[Row] = [*COURSES, *OUTLINE, *PEOPLE, *LESSONS, *GRADES, *ASSIGNMENTS, *CHILDREN, *TALK, *CALENDAR, *ARCHIVES]
