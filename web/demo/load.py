"""Loading the demo into an empty database: vocabulary, people, questions, exams, and whatever the worker makes of them."""

from __future__ import annotations

from pathlib import Path

from core.actor import SYSTEM
from core.db import transaction
from core.jobs.worker import run_quick_jobs
from curriculum import api as curriculum
from question_bank import api as question_bank
from web.demo.courses import load_courses
from web.demo.exams import load_mock_exam, load_open_exam, load_released_exam
from web.demo.life import load_life
from web.demo.matrices import load_matrices
from web.demo.people import Cast, load_people
from web.demo.practical import load_practical_exam
from web.demo.programmes import load_programme_exam
from web.demo.review import load_review
from web.demo.tv import load_tv, load_watches

HERE = Path(__file__).parent
BANKS = (
    # code, name, organisation, subject, question files
    ("CNTT-CB", "Ứng dụng CNTT cơ bản (IU01–IU06)", "trungtam", "it_standard", [f"iu0{n}.json" for n in range(1, 7)]),
    ("TOAN12", "Toán 12, định dạng thi tốt nghiệp", "truong", "toan", ["toan12.json", "toan12-pictures.json", "toan12-variants.json"]),
    (
        "TIN12",
        "Tin học 12, định dạng thi tốt nghiệp",
        "truong",
        "tin_hoc",
        ["tin12.json", "tin12-texts.json", "tin12-pictures.json", "tin12-programmes.json"],
    ),
)


def load_demo() -> None:
    """The whole demo in one transaction, then its quick jobs; films and draws are left to the worker. Meant for an empty database."""
    with transaction():
        curriculum.load_curriculum(SYSTEM)
        cast = load_people()
        banks = {code: _load_bank(cast, code, name, place, subject, files) for code, name, place, subject, files in BANKS}
        load_matrices(cast)
        load_released_exam(cast, banks["CNTT-CB"])
        load_open_exam(cast, banks["CNTT-CB"])
        load_practical_exam(cast, banks["CNTT-CB"])
        load_mock_exam(cast, banks["TOAN12"])
        load_programme_exam(cast, banks["TIN12"], banks["TOAN12"])
        load_life(cast)
        load_review(cast, {"toan": banks["TOAN12"], "tin_hoc": banks["TIN12"]})
        lengths = load_tv(cast)
        load_courses(cast, banks)
        load_watches(cast, lengths)
    run_quick_jobs()


def _load_bank(cast: Cast, code: str, name: str, place: str, subject: str, files: list[str]) -> int:
    bank = question_bank.create_bank(SYSTEM, question_bank.NewBank(code, name, cast.organisations[place], subject))
    pictures = {path.name: path.read_bytes() for path in (HERE / "pictures").glob("*.png")}
    for file in files:
        question_bank.import_file(SYSTEM, code, (HERE / "questions" / file).read_bytes(), file, "json", pictures=pictures)
    return bank.id
