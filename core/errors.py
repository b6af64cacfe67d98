"""What can go wrong in any room, as types that the HTTP edge turns into one page or one problem+json."""

from __future__ import annotations

from core.words import Message, say


class CoreError(Exception):
    """A refusal with a message for the person who asked; `status` is its HTTP meaning."""

    status = 400
    title = say("Không thực hiện được")

    def __init__(self, message: Message | None = None) -> None:
        self.message = message or self.title
        super().__init__(str(self.message))


class Invalid(CoreError):
    """What was sent breaks a rule; `fields` says which field and why, so that a form can show it in place."""

    status = 422
    title = say("Dữ liệu chưa hợp lệ")

    def __init__(self, message: Message | None = None, fields: dict[str, Message] | None = None) -> None:
        super().__init__(message)
        self.fields = fields or {}


class NotSignedIn(CoreError):
    status = 401
    title = say("Bạn cần đăng nhập để tiếp tục")


class NotAllowed(CoreError):
    status = 403
    title = say("Bạn không có quyền làm việc này")


class NotFound(CoreError):
    status = 404
    title = say("Không tìm thấy nội dung này")


class Conflict(CoreError):
    """The act no longer fits the state: somebody was quicker, or the moment has passed."""

    status = 409
    title = say("Trạng thái đã thay đổi")


class TooLarge(CoreError):
    status = 413
    title = say("Tệp hoặc dữ liệu gửi lên quá lớn")


class TooMany(CoreError):
    status = 429
    title = say("Bạn thao tác quá nhanh. Hãy đợi một lát rồi thử lại.")
