"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message, say

ACTS: dict[str, Message] = {
    "exams.created": say("Tạo kỳ thi"),
    "exams.changed": say("Sửa kỳ thi"),
    "exams.part_saved": say("Lưu phần thi"),
    "exams.part_removed": say("Bỏ phần thi"),
    "exams.paper_taken": say("Lấy đề từ ma trận"),
    "exams.paper_given_back": say("Trả đề đã lấy từ ma trận"),
    "exams.candidates_registered": say("Thêm thí sinh"),
    "exams.candidate_changed": say("Sửa thông tin thí sinh"),
    "exams.candidate_removed": say("Xóa thí sinh khỏi danh sách"),
    "exams.sealed": say("Niêm phong đề"),
    "exams.unsealed": say("Mở niêm phong đề"),
    "exams.sitting_started": say("Bắt đầu làm bài"),
    "exams.sitting_taken_over": say("Làm tiếp ở máy khác"),
    "exams.handed_in": say("Nộp bài"),
    "exams.takeover_allowed": say("Cho phép đổi máy"),
    "exams.extra_time": say("Thêm giờ"),
    "exams.message_sent": say("Nhắn thí sinh"),
    "exams.forced_hand_in": say("Thu bài trước giờ"),
    "exams.marked": say("Chấm điểm"),
    "exams.marking_asked_again": say("Yêu cầu chấm lại"),
    "exams.mock_held": say("Rút đề thi thử"),
    "exams.released": say("Công bố kết quả"),
    "exams.statistics_asked": say("Yêu cầu tính thống kê câu hỏi"),
}
