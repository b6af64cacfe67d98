"""What this room's acts are called in the audit trail."""

from core.words import say

ACTS = {
    "question_bank.bank_created": say("Mở ngân hàng câu hỏi"),
    "question_bank.exported": say("Xuất câu hỏi ra tệp"),
    "question_bank.import_started": say("Đọc tệp câu hỏi"),
    "question_bank.import_applied": say("Nhập câu hỏi từ tệp"),
    "question_bank.media_added": say("Thêm hình vào ngân hàng"),
    "question_bank.question_added": say("Thêm câu hỏi"),
    "question_bank.question_revised": say("Sửa câu hỏi"),
    "question_bank.question_retagged": say("Đổi nhãn câu hỏi"),
    "question_bank.question_retired": say("Cất câu hỏi"),
    "question_bank.question_restored": say("Dùng lại câu hỏi"),
}
