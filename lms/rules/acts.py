"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message, say

ACTS: dict[str, Message] = {
    "lms.file_added": say("Thêm tệp vào khóa học"),
    "lms.lesson_created": say("Tạo bài học"),
    "lms.lesson_renamed": say("Đổi tên bài học"),
    "lms.lesson_copied": say("Sao chép bài học"),
    "lms.lesson_draft_begun": say("Bắt đầu sửa bài học"),
    "lms.lesson_submitted": say("Gửi bài học đi duyệt"),
    "lms.lesson_withdrawn": say("Rút lại bài học đã gửi duyệt"),
    "lms.lesson_commented": say("Góp ý cho bài học"),
    "lms.lesson_comment_settled": say("Đánh dấu góp ý đã xong"),
    "lms.lesson_sent_back": say("Trả lại bài học kèm góp ý"),
    "lms.lesson_published": say("Đăng bài học"),
    "lms.lesson_restored": say("Khôi phục phiên bản bài học"),
    "lms.marks_entered": say("Ghi điểm"),
    "lms.column_added": say("Thêm cột điểm"),
    "lms.column_changed": say("Sửa cột điểm"),
    "lms.column_removed": say("Xóa cột điểm"),
    "lms.comment_written": say("Ghi nhận xét"),
}
