"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message, say

ACTS: dict[str, Message] = {
    "lms.marks_entered": say("Ghi điểm"),
    "lms.column_added": say("Thêm cột điểm"),
    "lms.column_changed": say("Sửa cột điểm"),
    "lms.column_removed": say("Xóa cột điểm"),
    "lms.comment_written": say("Ghi nhận xét"),
}
