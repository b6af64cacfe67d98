"""What this room's acts are called in the audit trail."""

from core.words import say

ACTS = {
    "question_bank.bank_created": say("Mở ngân hàng câu hỏi"),
    "question_bank.bank_changed": say("Đổi quy tắc ngân hàng câu hỏi"),
    "question_bank.exported": say("Xuất câu hỏi ra tệp"),
    "question_bank.import_started": say("Đọc tệp câu hỏi"),
    "question_bank.import_applied": say("Nhập câu hỏi từ tệp"),
    "question_bank.media_added": say("Thêm hình vào ngân hàng"),
    "question_bank.question_added": say("Thêm câu hỏi"),
    "question_bank.question_revised": say("Sửa câu hỏi"),
    "question_bank.question_retagged": say("Đổi nhãn câu hỏi"),
    "question_bank.question_retired": say("Cất câu hỏi"),
    "question_bank.question_restored": say("Dùng lại câu hỏi"),
    "question_bank.question_submitted": say("Gửi duyệt câu hỏi"),
    "question_bank.question_approved": say("Duyệt câu hỏi"),
    "question_bank.question_returned": say("Trả lại câu hỏi"),
    "question_bank.question_commented": say("Góp ý câu hỏi"),
    "question_bank.comment_resolved": say("Giải quyết góp ý"),
    "question_bank.leak_suspected": say("Đánh dấu câu hỏi nghi lộ"),
    "question_bank.leak_lifted": say("Bỏ nghi lộ câu hỏi"),
}
