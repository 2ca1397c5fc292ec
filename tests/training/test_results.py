"""Attendance, results, the qualification they write, study commitments."""

from datetime import date
from decimal import Decimal

import pytest

from staff.models import Qualification
from staff.services.errors import DomainError
from tests.conftest import Cast
from tests.training.building import course, in_days, place, programme, session
from training.models import Attendance, Result, StudyCommitment
from training.services.attendance import record_attendance
from training.services.catalogue import keep_course, keep_programme
from training.services.commitments import commit_to_study, settle_commitment
from training.services.enrolment import withdraw
from training.services.results import ResultFacts, record_result


def test_attendance_of_a_day_is_kept_corrected_and_forgotten(cast: Cast) -> None:
    held = session(cast.t, start=-3)
    row, day = place(held, cast.officer("anh")), in_days(-2)
    for number in (8, 6, 0):
        record_attendance(actor=cast.mai, session=held, day=day, periods={row.pk: number})
        assert Attendance.objects.get().periods == number
    assert record_attendance(actor=cast.mai, session=held, day=day, periods={row.pk: 0}) == 0
    record_attendance(actor=cast.mai, session=held, day=day, periods={row.pk: None})
    assert not Attendance.objects.exists()
    assert Attendance.history.count() == 4


@pytest.mark.parametrize("day", [-4, 2, 1])
def test_attendance_only_on_days_of_the_session_that_have_come(cast: Cast, day: int) -> None:
    held = session(cast.t, start=-3, days=5)
    row = place(held, cast.officer("anh"))
    with pytest.raises(DomainError) as refusal:
        record_attendance(actor=cast.mai, session=held, day=in_days(day), periods={row.pk: 8})
    assert refusal.value.field == "day"


@pytest.mark.parametrize("number", [-1, 13])
def test_a_day_has_twelve_periods_at_the_most(cast: Cast, number: int) -> None:
    held = session(cast.t, start=-3)
    row = place(held, cast.officer("anh"))
    with pytest.raises(DomainError):
        record_attendance(actor=cast.mai, session=held, day=in_days(-3), periods={row.pk: number})


def test_only_who_takes_part_is_on_the_list(cast: Cast) -> None:
    held = session(cast.t, start=-3)
    row = place(held, cast.officer("anh"), "waiting")
    with pytest.raises(DomainError):
        record_attendance(actor=cast.mai, session=held, day=in_days(-3), periods={row.pk: 8})


# --- results -------------------------------------------------------------------------------------


def passed(**more) -> ResultFacts:
    facts = {"certificate": "CVC-01", "issued_on": in_days(-1), "mark": Decimal("8.5"), "grade": "gioi"}
    return ResultFacts(True, **(facts | more))


def test_a_passed_result_writes_the_level_into_the_record(cast: Cast) -> None:
    row = place(session(cast.t, start=-10), cast.officer("anh"))
    result = record_result(actor=cast.mai, enrolment=row, facts=passed())
    [written] = Qualification.objects.filter(officer=cast.officer("anh"))
    assert result.qualification == written
    assert (written.kind, written.level, written.title) == (
        "state_management",
        "principal",
        "Chuyên viên chính",
    )
    assert (written.start, written.certificate, written.school) == (in_days(-1), "CVC-01", "Học viện")
    assert written.history.first().history_user == cast.mai


def test_a_corrected_result_corrects_the_record(cast: Cast) -> None:
    row = place(session(cast.t, start=-10), cast.officer("anh"))
    record_result(actor=cast.mai, enrolment=row, facts=passed())
    record_result(actor=cast.mai, enrolment=row, facts=passed(certificate="CVC-02", issued_on=in_days(-2)))
    [written] = Qualification.objects.filter(officer=cast.officer("anh"))
    assert (written.start, written.certificate) == (in_days(-2), "CVC-02")


def test_a_result_that_was_no_pass_takes_the_level_back(cast: Cast) -> None:
    row = place(session(cast.t, start=-10), cast.officer("anh"))
    record_result(actor=cast.mai, enrolment=row, facts=passed())
    result = record_result(actor=cast.mai, enrolment=row, facts=ResultFacts(False))
    assert (result.passed, result.qualification) == (False, None)
    assert not Qualification.objects.filter(officer=cast.officer("anh")).exists()


@pytest.mark.parametrize(
    ("held", "written"), [("Chuyên viên cao cấp", False), ("Chuyên viên chính", False), ("Chuyên viên", True)]
)
def test_a_level_held_or_a_higher_one_is_not_closed_by_a_lower(cast: Cast, held: str, written: bool) -> None:
    anh = cast.officer("anh")
    codes = {"Chuyên viên cao cấp": "senior", "Chuyên viên chính": "principal", "Chuyên viên": "specialist"}
    old = Qualification.objects.create(
        officer=anh, kind="state_management", level=codes[held], title=held, start=date(2015, 1, 1)
    )
    row = place(session(cast.t, start=-10), anh)
    result = record_result(actor=cast.mai, enrolment=row, facts=passed())
    old.refresh_from_db()
    assert (result.qualification is not None) is written
    assert old.end == (in_days(-1) if written else None)


def test_a_refresher_writes_nothing(cast: Cast) -> None:
    refresher = course(cast.t, programme=programme(kind="", level=""))
    row = place(session(cast.t, start=-10, course=refresher), cast.officer("anh"))
    assert record_result(actor=cast.mai, enrolment=row, facts=ResultFacts(True)).qualification is None


@pytest.mark.parametrize(
    ("facts", "field"),
    [
        (passed(issued_on=None), "issued_on"),
        (passed(issued_on=in_days(1)), "issued_on"),
        (passed(issued_on=in_days(-11)), "issued_on"),
        (passed(mark=Decimal("100.5")), "mark"),
    ],
)
def test_impossible_results_are_refused(cast: Cast, facts: ResultFacts, field: str) -> None:
    row = place(session(cast.t, start=-10), cast.officer("anh"))
    with pytest.raises(DomainError) as refusal:
        record_result(actor=cast.mai, enrolment=row, facts=facts)
    assert refusal.value.field == field
    assert not Result.objects.exists()


def test_results_come_from_who_takes_part_in_a_session_that_has_begun(cast: Cast) -> None:
    waiting = place(session(cast.t, start=-10), cast.officer("anh"), "waiting")
    early = place(session(cast.t, start=5), cast.officer("anh"))
    for row in (waiting, early):
        with pytest.raises(DomainError):
            record_result(actor=cast.mai, enrolment=row, facts=ResultFacts(False))


def test_a_place_with_a_result_is_not_given_back(cast: Cast) -> None:
    row = place(session(cast.t, start=-10), cast.officer("anh"))
    record_result(actor=cast.mai, enrolment=row, facts=ResultFacts(False))
    with pytest.raises(DomainError):
        withdraw(actor=cast.mai, enrolment=row)


# --- catalogue -----------------------------------------------------------------------------------


def test_a_programme_names_a_level_that_exists(cast: Cast) -> None:
    facts = {"code": "LLCT", "title": "Lý luận", "periods": 100, "start": date(2026, 1, 1)}
    for level in ("", "Đại học"):
        with pytest.raises(DomainError) as refusal:
            keep_programme(actor=cast.mai, kind="political_theory", level=level, **facts)
        assert refusal.value.field == "level"
    kept = keep_programme(actor=cast.mai, kind="political_theory", level="cao CẤP", **facts)
    assert kept.level == "Cao cấp"
    with pytest.raises(DomainError) as taken:
        keep_programme(actor=cast.mai, **facts)
    assert taken.value.field == "code"


@pytest.mark.parametrize(("year", "valid"), [(2024, False), (2025, True), (2026, True), (2027, False)])
def test_a_course_belongs_to_a_year_in_which_its_programme_is_valid(
    cast: Cast, year: int, valid: bool
) -> None:
    made = programme(start=date(2025, 12, 31), end=date(2027, 1, 1))
    facts = {"programme": made, "code": "K", "title": "Khóa", "year": year, "unit": cast.t}
    if valid:
        assert keep_course(actor=cast.mai, **facts).folded == "k khoa"
        return
    with pytest.raises(DomainError) as refusal:
        keep_course(actor=cast.mai, **facts)
    assert refusal.value.field == "programme"


# --- commitments ---------------------------------------------------------------------------------


def commit(cast: Cast, **more) -> StudyCommitment:
    facts = {"officer": cast.officer("anh"), "degree": "master", "subject": "Luật", "school": "ĐH Luật"}
    facts |= {"start": date(2022, 9, 5), "end": date(2024, 9, 5), "cost": 72_000_000}
    return commit_to_study(actor=cast.mai, **(facts | more))


def test_a_commitment_binds_for_three_times_the_study(cast: Cast) -> None:
    assert commit(cast).months_to_serve == 72


@pytest.mark.parametrize(("start", "refused"), [(date(2031, 6, 14), False), (date(2031, 6, 15), True)])
def test_nobody_over_45_is_sent_for_the_first_time(cast: Cast, start: date, refused: bool) -> None:
    anh = cast.officer("anh")  # born 15/06/1985
    anh.birth_date = date(1985, 6, 15)
    anh.save()
    end = start.replace(year=start.year + 2)
    if not refused:
        assert commit(cast, start=start, end=end).pk
        return
    with pytest.raises(DomainError, match="171/2025"):
        commit(cast, start=start, end=end)


def test_the_age_counts_at_the_first_enrolment(cast: Cast) -> None:
    commit(cast)
    assert commit(cast, degree="phd", start=date(2032, 1, 1), end=date(2035, 1, 1)).pk


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"end": date(2022, 9, 5)}, "end"),
        ({"cost": -1}, "cost"),
        ({"start": date(2019, 1, 1), "end": date(2020, 1, 1)}, "officer"),
    ],
)
def test_impossible_commitments_are_refused(cast: Cast, change: dict, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        commit(cast, **change)
    assert refusal.value.field == field


def test_two_studies_at_once_are_refused(cast: Cast) -> None:
    commit(cast)
    with pytest.raises(DomainError):
        commit(cast, start=date(2024, 9, 4), end=date(2026, 9, 4))


def test_a_broken_commitment_is_settled_once_by_the_formula(cast: Cast) -> None:
    row = settle_commitment(
        actor=cast.mai, commitment=commit(cast), broken_on=date(2025, 9, 5), reason="xin thôi việc"
    )
    assert (row.served_months, row.compensation) == (12, 60_000_000)
    with pytest.raises(DomainError):
        settle_commitment(actor=cast.mai, commitment=row, broken_on=date(2025, 9, 5), reason="lần nữa")


def test_who_leaves_during_the_study_pays_everything(cast: Cast) -> None:
    row = settle_commitment(
        actor=cast.mai, commitment=commit(cast), broken_on=date(2023, 1, 1), reason="tự ý bỏ học"
    )
    assert (row.served_months, row.compensation) == (0, 72_000_000)


@pytest.mark.parametrize(
    ("broken_on", "reason", "field"),
    [
        (date(2022, 9, 4), "x", "broken_on"),
        (in_days(1), "x", "broken_on"),
        (date(2025, 1, 1), "  ", "reason"),
    ],
)
def test_impossible_settlements_are_refused(cast: Cast, broken_on: date, reason: str, field: str) -> None:
    with pytest.raises(DomainError) as refusal:
        settle_commitment(actor=cast.mai, commitment=commit(cast), broken_on=broken_on, reason=reason)
    assert refusal.value.field == field


def test_a_fulfilled_commitment_costs_nothing(cast: Cast) -> None:
    short = commit(cast, start=date(2022, 1, 1), end=date(2022, 4, 1))  # serves nine months
    with pytest.raises(DomainError, match="phục vụ đủ"):
        settle_commitment(actor=cast.mai, commitment=short, broken_on=date(2023, 1, 1), reason="thôi việc")
