"""What the acts of this room are called in the audit trail."""

from __future__ import annotations

from core.words import Message, say

ACTS: dict[str, Message] = {
    "people.signed_in": say("Đăng nhập"),
    "people.signed_out": say("Đăng xuất"),
    "people.others_signed_out": say("Đăng xuất các thiết bị khác"),
    "people.locked": say("Tạm khóa vì sai mật khẩu nhiều lần"),
    "people.unlocked": say("Mở khóa tài khoản"),
    "people.created": say("Thêm người dùng"),
    "people.edited": say("Sửa thông tin người dùng"),
    "people.imported": say("Nhập danh sách người dùng"),
    "people.password_reset": say("Cấp lại mật khẩu"),
    "people.password_changed": say("Đổi mật khẩu"),
    "people.deactivated": say("Ngừng tài khoản"),
    "people.activated": say("Mở lại tài khoản"),
    "people.guardian_linked": say("Gắn phụ huynh"),
    "people.guardian_unlinked": say("Bỏ gắn phụ huynh"),
    "people.digest_chosen": say("Chọn lịch gửi thư"),
    "people.feed_reset": say("Đổi địa chỉ lịch"),
    "roles.granted": say("Trao vai trò"),
    "roles.revoked": say("Thu vai trò"),
    "organisations.created": say("Thêm đơn vị"),
    "organisations.renamed": say("Đổi tên đơn vị"),
    "groups.created": say("Thêm lớp, nhóm"),
    "groups.members_added": say("Thêm người vào lớp, nhóm"),
    "groups.member_removed": say("Đưa người ra khỏi lớp, nhóm"),
}
