"""The question bank's routes. Which bank a person may see or write is decided by the policies."""

from core.http.guards import needs, signed_in
from core.http.rows import row
from core.permissions import Permission as P
from question_bank.views import (
    banks,
    bulk,
    documents,
    drawing,
    duplicates,
    editor,
    export_runs,
    exports,
    files,
    imports,
    library,
    life,
    matrices,
    matrix_sheet,
    media,
    programs,
    questions,
    review,
    saved_filters,
    ties,
    unfinished,
)

MOST_BYTES = 52_000_000
"""A file of 50 MB and the fields around it."""
reads = needs(P.BANK_VIEW, P.BANK_WRITE, P.BANK_APPROVE)
writes = needs(P.BANK_WRITE)

FILES = [
    row("POST", "/banks/<code>/files", files.create, writes, reads_only=True, rate="60/minute", most_bytes=MOST_BYTES),
    row("GET", "/banks/<code>/files/<sha256>", files.show, reads),
    row("POST", "/banks/<code>/programmes/try", programs.try_solution, writes, reads_only=True, rate="12/minute"),
    row("POST", "/banks/<code>/files/try", files.try_rules, writes, reads_only=True, rate="12/minute", most_bytes=MOST_BYTES),
]

LIFE = [
    row("GET", "/banks/<code>/rules", banks.rules, needs(P.BANK_APPROVE)),
    row("POST", "/banks/<code>/rules", banks.change_rules, needs(P.BANK_APPROVE)),
    row("GET", "/banks/<code>/review", review.show, needs(P.BANK_WRITE, P.BANK_APPROVE), reads_only=False),
    row("GET", "/banks/<code>/review/drafts", review.drafts, writes),
    row("POST", "/banks/<code>/review/drafts", review.submit, writes),
    row("POST", "/questions/<int:question_id>/approve", review.approve, needs(P.BANK_APPROVE)),
    row("POST", "/questions/<int:question_id>/return", review.send_back, needs(P.BANK_APPROVE)),
    row("POST", "/questions/<int:question_id>/comments", life.comment, needs(P.BANK_WRITE, P.BANK_APPROVE)),
    row("POST", "/questions/<int:question_id>/comments/<int:comment_id>/answer", life.answer, needs(P.BANK_WRITE, P.BANK_APPROVE)),
    row("POST", "/questions/<int:question_id>/comments/<int:comment_id>/resolve", life.resolve, needs(P.BANK_WRITE, P.BANK_APPROVE)),
    row("GET", "/questions/<int:question_id>/readers", life.readers, needs(P.BANK_APPROVE)),
    row("POST", "/questions/<int:question_id>/leak", life.suspect, needs(P.BANK_WRITE, P.BANK_APPROVE)),
    row("POST", "/questions/<int:question_id>/leak/lift", life.lift, needs(P.BANK_APPROVE)),
]

MATRIX = [
    row("GET", "/matrices", matrices.index, reads),
    row("GET", "/matrices/new", matrices.new, writes),
    row("POST", "/matrices/new", matrices.create, writes),
    row("GET", "/matrices/<int:matrix_id>", matrices.show, reads),
    row("GET", "/matrices/<int:matrix_id>/edit", matrix_sheet.edit, writes),
    row("POST", "/matrices/<int:matrix_id>/edit", matrix_sheet.update, writes),
    row("POST", "/matrices/<int:matrix_id>/copy", matrices.copy, writes),
    row("POST", "/matrices/<int:matrix_id>/archive", matrices.archive, writes),
    row("POST", "/matrices/<int:matrix_id>/restore", matrices.restore, writes),
    row("POST", "/matrices/<int:matrix_id>/remove", matrices.remove, writes),
    row("GET", "/matrices/<int:matrix_id>/draw", drawing.new, writes),
    row("POST", "/matrices/<int:matrix_id>/draw", drawing.create, writes, rate="30/minute"),
    row("GET", "/matrices/papers/<int:paper_id>", drawing.show, needs(P.BANK_WRITE, P.BANK_APPROVE), reads_only=False),
    row("GET", "/matrices/papers/<int:paper_id>/progress", drawing.progress, needs(P.BANK_WRITE, P.BANK_APPROVE)),
    row("GET", "/matrices/papers/<int:paper_id>/places/<int:place_id>", drawing.swaps, writes, reads_only=False),
    row("POST", "/matrices/papers/<int:paper_id>/places/<int:place_id>", drawing.swap, writes),
    row("POST", "/matrices/papers/<int:paper_id>/confirm", drawing.confirm, writes),
    row("POST", "/questions/<int:question_id>/enemies", ties.add_enemy, writes),
    row("POST", "/questions/<int:question_id>/enemies/<int:other_id>/remove", ties.remove_enemy, writes),
    row("POST", "/questions/<int:question_id>/seconds", ties.set_seconds, writes),
]

FINDING = [
    row("POST", "/banks/<code>/filters", saved_filters.create, reads),
    row("POST", "/filters/<int:filter_id>", saved_filters.change, reads),
    row("GET", "/banks/<code>/bulk", bulk.new, writes),
    row("POST", "/banks/<code>/bulk/preview", bulk.preview, writes, reads_only=True),
    row("POST", "/banks/<code>/bulk", bulk.create, writes, rate="30/minute"),
    row("GET", "/bulk/<int:run_id>", bulk.show, writes),
    row("GET", "/bulk/<int:run_id>/progress", bulk.progress, writes),
    row("GET", "/banks/<code>/duplicates", duplicates.show, writes, reads_only=False),
    row("POST", "/banks/<code>/duplicates", duplicates.search, writes, rate="10/minute"),
    row("POST", "/banks/<code>/duplicates/decide", duplicates.decide, writes),
    row("POST", "/banks/<code>/duplicates/near", duplicates.written, writes, reads_only=True),
]

MATRIX_DOCUMENTS = [
    row("GET", "/matrices/<int:matrix_id>/documents/<name>", documents.matrix, reads),
    row("GET", "/matrices/papers/<int:paper_id>/documents/<name>", documents.paper, needs(P.BANK_WRITE, P.BANK_APPROVE), rate="60/minute"),
]

UNFINISHED = [
    row("GET", "/banks/<code>/unfinished", unfinished.index, writes),
    row("GET", "/unfinished/<int:unfinished_id>/remove", unfinished.confirm, writes),
    row("POST", "/unfinished/<int:unfinished_id>/remove", unfinished.remove, writes),
]

EXPORTS = [
    row("GET", "/exports/<int:run_id>", export_runs.show, writes),
    row("GET", "/exports/<int:run_id>/progress", export_runs.progress, writes),
    row("GET", "/exports/<int:run_id>/file", export_runs.file, writes, reads_only=False, rate="60/minute"),
    row("POST", "/exports/<int:run_id>/stop", export_runs.stop, writes),
    row("POST", "/exports/<int:run_id>/again", export_runs.again, writes, rate="30/minute"),
]

ROWS = [
    *EXPORTS,
    *FINDING,
    *LIFE,
    *MATRIX,
    *MATRIX_DOCUMENTS,
    *FILES,
    *UNFINISHED,
    row("GET", "/banks", banks.index, reads),
    row("GET", "/banks/new", banks.new, writes),
    row("POST", "/banks/new", banks.create, writes),
    row("GET", "/banks/<code>", library.index, reads),
    row("GET", "/banks/<code>/questions/new", editor.new, writes),
    row("POST", "/banks/<code>/questions/new", editor.create, writes),
    row("POST", "/banks/<code>/questions/preview", editor.preview, writes, reads_only=True),
    row("GET", "/banks/<code>/import", imports.new, writes),
    row("POST", "/banks/<code>/import", imports.create, writes, rate="30/minute"),
    row("GET", "/banks/<code>/export", exports.new, writes),
    row("POST", "/banks/<code>/export", exports.create, writes, rate="30/minute"),
    row("GET", "/banks/<code>/import/template.xlsx", imports.template, writes),
    row("GET", "/imports/<int:run_id>", imports.show, reads, reads_only=False),
    row("GET", "/imports/<int:run_id>/progress", imports.progress, reads),
    row("POST", "/imports/<int:run_id>/apply", imports.apply, writes),
    row("POST", "/imports/<int:run_id>/items/<int:number>", imports.fix, writes),
    row("GET", "/questions/<int:question_id>", questions.show, reads, reads_only=False),
    row("GET", "/questions/<int:question_id>/edit", editor.edit, writes, reads_only=False),
    row("POST", "/questions/<int:question_id>/edit", editor.update, writes),
    row("POST", "/questions/<int:question_id>/retire", questions.retire, writes),
    row("POST", "/questions/<int:question_id>/restore", questions.restore, writes),
    row("GET", "/media/<name>", media.show, signed_in),
    row("POST", "/media", media.create, writes, rate="60/minute"),
]
