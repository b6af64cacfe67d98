"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message, say

ACTS: dict[str, Message] = {
    "video.programme_created": say("Tạo chương trình truyền hình"),
    "video.programme_changed": say("Sửa chương trình truyền hình"),
    "video.series_created": say("Tạo loạt bài"),
    "video.series_changed": say("Sửa loạt bài"),
    "video.episode_created": say("Tạo bài giảng truyền hình"),
    "video.episode_changed": say("Sửa bài giảng truyền hình"),
    "video.episode_published": say("Công bố bài giảng truyền hình"),
    "video.episode_withdrawn": say("Gỡ bài giảng truyền hình"),
    "video.spans_saved": say("Lưu các đoạn của bài giảng"),
    "video.captions_saved": say("Lưu phụ đề"),
    "video.captions_deleted": say("Xóa phụ đề"),
    "video.broadcast_scheduled": say("Thêm lịch phát sóng"),
    "video.broadcast_cancelled": say("Bỏ lịch phát sóng"),
    "video.schedule_imported": say("Ghi lịch phát sóng từ bảng"),
    "video.film_sent": say("Gửi video cho bài giảng"),
    "video.film_ready": say("Video đã chuyển đổi xong"),
    "video.film_failed": say("Không chuyển đổi được video"),
    "video.film_retried": say("Chuyển đổi lại video"),
}
