"""What this room's acts are called in the audit trail."""

from core.words import say

ACTS = {
    "curriculum.loaded": say("Nạp chương trình"),
    "curriculum.subject_renamed": say("Đổi tên môn"),
    "curriculum.level_renamed": say("Đổi tên mức độ"),
    "curriculum.topic_added": say("Thêm chủ đề"),
    "curriculum.topic_changed": say("Sửa chủ đề"),
    "curriculum.topic_moved": say("Chuyển chủ đề"),
    "curriculum.topic_retired": say("Cất chủ đề"),
    "curriculum.topic_restored": say("Dùng lại chủ đề"),
}
