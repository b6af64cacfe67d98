"""The doors that are not guarded by a permission, each one meant. The walk of routes fails on any other, and on one that is gone."""

from __future__ import annotations

PUBLIC = {
    "web.home.show",
    "web.home.about",
    "web.search.show",
    "web.design.show",
    "web.openapi.show",
    "web.icon.show",
    "web.preferences.set_language",
    "web.health.alive",
    "web.health.ready",
    "web.health.metrics",
    "accounts.sign_in.show",
    "accounts.sign_in.submit",
    "accounts.sign_in.sign_out",
    "exams.sitting.worker",
    "certificates.verify.show",
    "certificates.verify.find",
    "certificates.verify.code",
    "certificates.rest.show",
    "video.guide.show",
    "video.guide.series",
    "video.guide.feed",
    "video.guide.series_feed",
    "video.watch.show",
    "video.captions.file",
}
"""Open to anybody."""

SIGNED_TOKEN = {
    "exams.rest.save",
    "exams.rest.hand_in",
    "exams.rest.hand_file",
    "lms.calendar.feed",
    "video.media.show",
}
"""The view checks a signed token before anything else."""

NO_CSRF = {
    "exams.rest.save",
    "exams.rest.hand_in",
    "exams.rest.hand_file",
}
"""Changes that prove themselves by a token in the request and not by a cookie."""

NOTES_READING = {
    "accounts.notifications.open",
    "lms.items.show",
    "question_bank.questions.show",
    "question_bank.editor.edit",
    "question_bank.review.show",
    "question_bank.drawing.show",
    "question_bank.drawing.swaps",
    "question_bank.duplicates.show",
    "question_bank.imports.show",
    "question_bank.export_runs.file",
    "exams.paper.form",
    "exams.paper.keys",
}
"""Pages that note that their own reader has opened them, and nothing else: the only GETs that write."""
