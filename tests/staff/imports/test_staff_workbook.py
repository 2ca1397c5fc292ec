"""import_staff: what comes in, and what a second file does to it."""

from datetime import date
from decimal import Decimal

import pytest

from staff.models import Officer, Posting, Qualification, RankHolding, Reorganisation, Unit, UnitQuota
from tests.staff.imports.sheets import OFFICER, OFFICERS, UNIT, UNITS, book, bring_in, changed, loaded

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]


def _line(report):
    return report.summary_line


def _errors(report):
    return [(p.sheet, p.cell, p.value) for p in report.errors]


def test_everything_of_a_row_is_stored_with_its_dates():
    report = loaded(
        changed(
            OFFICERS,
            0,
            **{
                "Chức vụ": "Quyền Trưởng phòng",
                "Số CCCD": "026085001234",
                "Ngày vào Đảng": "2012",
                "Dân tộc": "Tày",
                "Quản lý nhà nước": "Chuyên viên chính",
                "Ghi chú": "Hư cấu",
                "Biệt phái đến": "P2",
                "Từ ngày": "01/02/2026",
                "Đến ngày": "01/02/2027",
            },
        )
    )
    assert _line(report) == "created 9, updated 0, unchanged 0, errors 0"
    officer = Officer.objects.get(number="CC1")
    assert (officer.full_name, officer.sex, officer.citizen_id, officer.ethnicity, officer.note) == (
        "Nguyễn Văn An",
        "male",
        "026085001234",
        "Tày",
        "Hư cấu",
    )
    assert (officer.party_joined, officer.party_joined_precision) == (date(2012, 1, 1), "year")
    assert (officer.service_start, officer.service_end) == (date(2010, 3, 1), None)
    home, loan = officer.postings.order_by("kind")
    assert (home.unit.code, home.start, home.end, home.post.name, home.acting) == (
        "P1",
        date(2015, 5, 1),
        None,
        "Trưởng phòng",
        True,
    )
    assert (loan.kind, loan.unit.code, loan.start, loan.end) == (
        "secondment",
        "P2",
        date(2026, 2, 1),
        date(2027, 2, 1),
    )
    rank, step = officer.ranks.get(), officer.salary_steps.get()
    assert (rank.rank.code, rank.start) == ("03.301", date(2015, 5, 1))
    assert (step.step, step.coefficient, step.start) == (3, Decimal("3.000"), date(2021, 7, 1))
    assert list(
        officer.qualifications.order_by("kind").values_list("kind", "level", "title", "specialty", "start")
    ) == [
        ("education", "university", "Đại học", "Luật", date(2010, 3, 1)),
        ("political_theory", "intermediate", "Trung cấp", "", date(2010, 3, 1)),
        ("state_management", "principal", "Chuyên viên chính", "", date(2010, 3, 1)),
    ]


def test_the_same_file_twice_changes_nothing_the_second_time():
    path = book(changed(OFFICERS, 0, **{"Ngày nghỉ": "01/01/2026", "Lý do nghỉ": "Nghỉ hưu"}))
    bring_in(path)
    history = Officer.history.count(), Posting.history.count(), Unit.history.count()
    assert _line(bring_in(path)) == "created 0, updated 0, unchanged 9, errors 0"
    assert (Officer.history.count(), Posting.history.count(), Unit.history.count()) == history


def test_a_dry_run_says_the_same_and_writes_nothing():
    report = bring_in(book(OFFICERS), dry_run=True)
    assert (_line(report), report.applied) == ("created 9, updated 0, unchanged 0, errors 0", False)
    assert [c.subject for c in report.changes][-1] == "CC5 Phạm Thị Én"
    assert (Unit.objects.count(), Officer.objects.count()) == (0, 0)


def test_the_acting_person_stands_in_the_history(cast):
    cast.mai.is_superuser = True
    cast.mai.save()
    bring_in(book(OFFICERS), actor=cast.mai)
    assert {row.history_user for row in Officer.history.filter(number__startswith="CC1")} == {cast.mai}
    assert set(Posting.history.filter(officer__number="CC1").values_list("history_type", flat=True)) == {"+"}


def test_one_error_keeps_everything_out():
    report = bring_in(book(changed(OFFICERS, 4, **{"Giới tính": "Khác"})))
    assert _line(report) == "created 0, updated 0, unchanged 0, errors 1"
    assert (Unit.objects.count(), Officer.objects.count()) == (0, 0)


def test_the_same_start_corrects():
    loaded()
    report = loaded(
        changed(OFFICERS, 2, **{"Chức vụ": "Phó Trưởng phòng", "Hệ số": 3.01, "Ngạch": 3.3}), units=[]
    )
    assert _line(report) == "created 0, updated 1, unchanged 4, errors 0"
    posting = Posting.objects.get(officer__number="CC3")
    assert (posting.post.name, posting.start) == ("Phó Trưởng phòng", date(2015, 5, 1))
    assert RankHolding.objects.get(officer__number="CC3").rank.name == "Chấp hành viên trung cấp"
    assert posting.history.count() == 2


def test_a_later_start_closes_the_old_row_and_opens_a_new_one():
    loaded()
    moved = {
        "Mã đơn vị": "P2",
        "Ngày về đơn vị": "01/07/2025",
        "Ngạch": "03.300",
        "Ngày bổ nhiệm ngạch": "01/02/2026",
    }
    report = loaded(changed(OFFICERS, 1, **moved), units=[])
    assert _line(report) == "created 0, updated 1, unchanged 4, errors 0"
    assert list(
        Posting.objects.filter(officer__number="CC2")
        .order_by("start")
        .values_list("unit__code", "start", "end")
    ) == [("P1", date(2015, 5, 1), date(2025, 7, 1)), ("P2", date(2025, 7, 1), None)]
    assert list(
        RankHolding.objects.filter(officer__number="CC2")
        .order_by("start")
        .values_list("rank__code", "start", "end")
    ) == [("03.301", date(2015, 5, 1), date(2026, 2, 1)), ("03.300", date(2026, 2, 1), None)]


@pytest.mark.parametrize("index", [0, 2, 4])
@pytest.mark.parametrize(
    ("values", "heading"),
    [
        ({"Ngày về đơn vị": "01/04/2015"}, "Ngày về đơn vị"),
        ({"Ngày bổ nhiệm ngạch": "01/04/2015"}, "Ngày bổ nhiệm ngạch"),
        ({"Ngày hưởng": "01/04/2021"}, "Ngày hưởng"),
    ],
)
def test_an_earlier_start_is_an_error_at_its_cell(index, values, heading):
    loaded()
    column = chr(ord("A") + list(OFFICERS[0]).index(heading))
    report = bring_in(book(changed(OFFICERS, index, **values), units=[]))
    assert _errors(report) == [("Công chức", f"{column}{index + 2}", values[heading])]
    assert "phải là ngày đó hoặc ngày sau đó" in report.errors[0].message


def test_facts_without_a_date_hold_from_the_first_day_of_service():
    bare = {
        k: v for k, v in OFFICER.items() if k not in ("Ngày về đơn vị", "Ngày bổ nhiệm ngạch", "Ngày hưởng")
    }
    loaded([bare | {"Số hiệu": "CC1", "Họ và tên": "Nguyễn Văn An"}])
    officer = Officer.objects.get()
    first = {date(2010, 3, 1)}
    for rows in (officer.postings, officer.ranks, officer.salary_steps, officer.qualifications):
        assert set(rows.values_list("start", flat=True)) == first


def test_a_corrected_first_day_of_service_takes_the_undated_facts_along():
    loaded()
    loaded(changed(OFFICERS, 0, **{"Ngày tuyển dụng": "01/09/2009"}), units=[])
    officer = Officer.objects.get(number="CC1")
    assert officer.service_start == date(2009, 9, 1)
    assert set(officer.qualifications.values_list("start", "end")) == {(date(2009, 9, 1), None)}
    assert officer.postings.get().start == date(2015, 5, 1)


def test_without_a_day_in_the_unit_an_earlier_first_day_of_service_is_an_error():
    bare = [row | {"Ngày về đơn vị": None} for row in OFFICERS]
    loaded(bare)
    report = bring_in(book(changed(bare, 2, **{"Ngày tuyển dụng": "28/02/2010"}), units=[]))
    assert [p.value for p in report.errors] == ["28/02/2010"]
    assert "01/03/2010" in report.errors[0].message
    # Less exact is not earlier.
    assert loaded(changed(bare, 2, **{"Ngày tuyển dụng": "2010"}), units=[]).errors == []


def test_the_first_day_in_the_unit_stands_for_a_missing_first_day_of_service():
    loaded(changed(OFFICERS, 0, **{"Ngày tuyển dụng": None}))
    assert Officer.objects.get(number="CC1").service_start == date(2015, 5, 1)


def test_who_leaves_has_nothing_open_any_more():
    loaded()
    loaded(changed(OFFICERS, 3, **{"Ngày nghỉ": "01/10/2026", "Lý do nghỉ": "Nghỉ hưu"}), units=[])
    officer = Officer.objects.get(number="CC4")
    assert (officer.service_end, officer.service_end_reason) == (date(2026, 10, 1), "Nghỉ hưu")
    for rows in (officer.postings, officer.ranks, officer.salary_steps):
        assert set(rows.values_list("end", flat=True)) == {date(2026, 10, 1)}
    loaded(changed(OFFICERS, 3, **{"Ngày nghỉ": "01/11/2026"}), units=[])
    assert officer.postings.get().end == date(2026, 11, 1)


def test_absent_officers_and_empty_cells_leave_what_is_stored():
    loaded(changed(OFFICERS, 0, **{"Dân tộc": "Tày", "Ghi chú": "Hư cấu"}))
    report = loaded([OFFICERS[0] | {"Dân tộc": None}], units=[])
    assert _line(report) == "created 0, updated 0, unchanged 1, errors 0"
    assert Officer.objects.get(number="CC1").ethnicity == "Tày"
    assert Officer.objects.count() == 5


def test_names_differing_in_case_and_spaces_are_the_same_diacritics_are_corrected():
    loaded()
    report = loaded(changed(OFFICERS, 0, **{"Họ và tên": " NGUYỄN  VĂN AN "}), units=[])
    assert _line(report) == "created 0, updated 0, unchanged 5, errors 0"
    report = loaded(changed(OFFICERS, 0, **{"Họ và tên": "Nguyễn Văn Ân"}), units=[])
    assert _line(report) == "created 0, updated 1, unchanged 4, errors 0"
    assert [p.cell for p in report.warnings] == [f"{chr(ord('A') + list(OFFICERS[0]).index('Họ và tên'))}2"]
    assert Officer.objects.get(number="CC1").full_name == "Nguyễn Văn Ân"
    report = bring_in(book(changed(OFFICERS, 0, **{"Họ và tên": "Nguyễn Văn Bảy"}), units=[]))
    assert [p.value for p in report.errors] == ["Nguyễn Văn Bảy"]


@pytest.mark.parametrize(
    ("text", "post", "acting"),
    [
        ("Trưởng phòng", "Trưởng phòng", False),
        ("TRƯỞNG PHÒNG", "Trưởng phòng", False),
        ("Quyền Cục trưởng", "Cục trưởng", True),
        ("Q. Trưởng phòng", "Trưởng phòng", True),
        ("Trưởng phòng (Quyền)", "Trưởng phòng", True),
        ("Phó Trưởng phòng (phụ trách)", "Phó Trưởng phòng", True),
        ("Phó Trưởng phòng", "Phó Trưởng phòng", False),
        ("Phó Chi cục trưởng phụ trách", "Phó Chi cục trưởng", True),
    ],
)
def test_posts_are_those_of_the_list_acting_allowed(text, post, acting):
    loaded(changed(OFFICERS, 0, **{"Chức vụ": text}))
    posting = Posting.objects.get(officer__number="CC1")
    assert (posting.post.name, posting.acting) == (post, acting)


@pytest.mark.parametrize("rank", ["03.300", "3.3", 3.3, "3,300", "chấp hành viên TRUNG CẤP"])
def test_ranks_by_name_or_by_code_padded(rank):
    loaded(changed(OFFICERS, 0, Ngạch=rank))
    assert RankHolding.objects.get(officer__number="CC1").rank.code == "03.300"


@pytest.mark.parametrize("rank", ["Thẩm tra viên chính THA", "Thẩm tra viên chính thi hành án", "3.231"])
def test_the_abbreviation_in_a_rank_may_be_written_out(rank):
    loaded(changed(OFFICERS, 0, Ngạch=rank))
    assert RankHolding.objects.get(officer__number="CC1").rank.code == "03.231"


@pytest.mark.parametrize(
    ("level", "code"),
    [
        ("Tiến sĩ", "phd"),
        ("Thạc sĩ", "master"),
        ("Sau đại học", "postgraduate"),
        ("Đại học", "university"),
        ("Cử nhân", "university"),
        ("Cao đẳng", "college"),
        ("Trung cấp", "intermediate"),
        ("Sơ cấp", "elementary"),
    ],
)
def test_levels_of_education(level, code):
    loaded(changed(OFFICERS, 0, **{"Trình độ chuyên môn": level}))
    assert Qualification.objects.get(officer__number="CC1", kind="education").level == code


def test_a_number_cell_of_an_identity_card_gets_its_zeros_back_and_is_never_shown():
    loaded(changed(OFFICERS, 0, **{"Số CCCD": 26085001234}))
    assert Officer.objects.get(number="CC1").citizen_id == "026085001234"
    report = loaded(changed(OFFICERS, 0, **{"Số CCCD": "02608500129"}), units=[])
    assert [p.value for p in report.warnings] == ["••••••••129"]
    assert [(c.old, c.new) for c in report.changes] == [("•••••••••234", "••••••••129")]


# --- units -------------------------------------------------------------------------------------


def test_a_unit_without_dates_was_always_open():
    loaded(units=[{k: v for k, v in row.items() if "ngày" not in k.lower()} for row in UNITS])
    unit, quota = Unit.objects.get(code="P1"), UnitQuota.objects.get(unit__code="P1")
    assert (unit.start, unit.end, quota.start, quota.seats) == (date.min, None, date.min, 10)


def test_a_unit_stands_in_several_rows_with_quotas_from_different_days():
    later = UNITS[3] | {"Biên chế giao": 12, "Áp dụng từ ngày": "01/01/2024"}
    path = book(OFFICERS, [*UNITS[:3], later, UNITS[3]])
    assert _line(bring_in(path)) == "created 10, updated 0, unchanged 0, errors 0"
    assert list(
        UnitQuota.objects.filter(unit__code="P3").order_by("start").values_list("seats", "start", "end")
    ) == [
        (10, date(2020, 1, 1), date(2024, 1, 1)),
        (12, date(2024, 1, 1), None),
    ]
    assert _line(bring_in(path)) == "created 0, updated 0, unchanged 10, errors 0"


def test_a_later_quota_closes_the_one_before_an_earlier_one_is_an_error():
    loaded()
    loaded([], units=changed(UNITS, 1, **{"Biên chế giao": 11, "Áp dụng từ ngày": "01/01/2025"}))
    assert UnitQuota.objects.filter(unit__code="P1").count() == 2
    report = bring_in(book([], changed(UNITS, 1, **{"Biên chế giao": 9, "Áp dụng từ ngày": "01/06/2019"})))
    assert [p.value for p in report.errors] == ["01/06/2019"]


def test_units_may_stand_before_their_parents_and_several_tops_are_allowed():
    top = {k: v for k, v in UNITS[0].items() if k != "Đơn vị cấp trên"}
    loaded(units=[*reversed(UNITS), top | {"Mã đơn vị": "Q", "Tên đơn vị": "Tỉnh Q"}])
    assert dict(Unit.objects.values_list("code", "parent__code")) == {
        "P": None,
        "P1": "P",
        "P2": "P",
        "P3": "P",
        "Q": None,
    }


def test_a_reorganisation_closes_the_predecessors_on_the_opening_day():
    loaded()
    heir = UNIT | {
        "Mã đơn vị": "P9",
        "Tên đơn vị": "Phòng khu vực 9",
        "Đơn vị tiền thân": "P1; P2",
        "Ngày thành lập": "01/07/2025",
        "Áp dụng từ ngày": "01/07/2025",
    }
    moved = [row | {"Mã đơn vị": "P9", "Ngày về đơn vị": "01/07/2025"} for row in OFFICERS]
    path = book(moved, [heir])
    assert _line(bring_in(path)) == "created 1, updated 5, unchanged 0, errors 0"
    assert list(
        Reorganisation.objects.order_by("predecessor__code").values_list(
            "day", "predecessor__code", "successor__code", "decision"
        )
    ) == [(date(2025, 7, 1), code, "P9", "12/QĐ-THADS") for code in ("P1", "P2")]
    assert dict(Unit.objects.values_list("code", "end")) == {
        "P": None,
        "P1": date(2025, 7, 1),
        "P2": date(2025, 7, 1),
        "P3": None,
        "P9": None,
    }
    assert set(UnitQuota.objects.filter(unit__code__in=["P1", "P2"]).values_list("end", flat=True)) == {
        date(2025, 7, 1)
    }
    assert _line(bring_in(path)) == "created 0, updated 0, unchanged 6, errors 0"


@pytest.mark.parametrize("index", [0, 2, 4])
def test_whoever_is_left_behind_in_a_unit_that_closes_is_named(index):
    loaded()
    moved = [
        row if n == index else row | {"Mã đơn vị": "P2", "Ngày về đơn vị": "01/07/2025"}
        for n, row in enumerate(OFFICERS)
    ]
    closing = [UNITS[1] | {"Ngày kết thúc": "01/07/2025"}]
    for officers in (moved, [row for n, row in enumerate(moved) if n != index]):
        report = bring_in(book(officers, closing), dry_run=True)
        assert (report.errors, [p.value for p in report.warnings]) == ([], ["01/07/2025"])
        assert OFFICERS[index]["Họ và tên"] in report.warnings[0].message
    leaving = changed(moved, index, **{"Ngày nghỉ": "01/07/2025"})
    assert _line(bring_in(book(leaving, closing))) == "created 0, updated 6, unchanged 0, errors 0"


def test_the_units_of_a_reorganisation_may_come_before_their_people():
    loaded()
    heir = UNIT | {"Mã đơn vị": "P9", "Đơn vị tiền thân": "P1", "Tên đơn vị": "Phòng khu vực 9"}
    heir |= {"Ngày thành lập": "01/07/2025", "Áp dụng từ ngày": "01/07/2025"}
    assert _line(loaded([], units=[heir])) == "created 1, updated 0, unchanged 0, errors 0"
    assert _line(loaded([], units=[heir])) == "created 0, updated 0, unchanged 1, errors 0"
    assert set(Posting.objects.values_list("unit__code", "end")) == {("P1", None)}
    moved = [row | {"Mã đơn vị": "P9", "Ngày về đơn vị": "01/07/2025"} for row in OFFICERS]
    assert _line(loaded(moved, units=[])) == "created 0, updated 5, unchanged 0, errors 0"
    assert set(Posting.objects.values_list("unit__code", "end")) == {("P1", date(2025, 7, 1)), ("P9", None)}


def test_the_people_of_a_younger_unit_need_no_day_of_their_own_there():
    young = changed(UNITS, 1, **{"Ngày thành lập": "01/07/2025", "Áp dụng từ ngày": "01/07/2025"})
    people = [row | {"Ngày về đơn vị": None} for row in OFFICERS]
    assert len(loaded(people, units=young).warnings) == 5
    assert set(Posting.objects.values_list("unit__code", "start")) == {("P1", date(2010, 3, 1))}
    # Nobody who is known already is moved there as from long ago.
    elsewhere = [row | {"Mã đơn vị": "P2", "Ngày về đơn vị": None} for row in OFFICERS]
    later = changed(UNITS, 2, **{"Mã đơn vị": "P8", "Ngày thành lập": "01/08/2025", "Biên chế giao": None})
    report = bring_in(book([row | {"Mã đơn vị": "P8"} for row in elsewhere], units=later[2:3]))
    assert {p.value for p in report.errors} == {"P8"}


def test_a_unit_is_in_charge_only_while_there_is_such_a_unit():
    units = changed(UNITS, 2, **{"Ngày thành lập": "01/07/2025", "Áp dụng từ ngày": "01/07/2025"})
    units = changed(units, 3, **{"Ngày kết thúc": "01/01/2026"})
    deputy = {"Mã đơn vị": "P", "Chức vụ": "Phó Trưởng THADS tỉnh", "Phụ trách": "P2; P3"}
    loaded(changed(OFFICERS, 0, **deputy), units=units)
    officer = Officer.objects.get(number="CC1")
    assert set(officer.charges.values_list("unit__code", "start", "end")) == {
        ("P2", date(2025, 7, 1), None),
        ("P3", date(2015, 5, 1), date(2026, 1, 1)),
    }
    loaded(changed(OFFICERS, 0, **deputy | {"Phụ trách": "P3"}), units=[])
    assert set(officer.charges.values_list("unit__code", flat=True)) == {"P3"}


def test_a_secondment_without_a_first_day_holds_from_the_first_day_of_service():
    loan = {"Biệt phái đến": "P2", "Đến ngày": "01/10/2026"}
    loaded(changed(OFFICERS, 0, **loan))
    seat = Posting.objects.get(kind="secondment")
    assert (seat.unit.code, seat.start, seat.end) == ("P2", date(2010, 3, 1), date(2026, 10, 1))


def test_a_loan_to_a_closing_unit_and_a_charge_of_it_end_with_it():
    deputy = {
        "Mã đơn vị": "P",
        "Chức vụ": "Phó Trưởng THADS tỉnh",
        "Phụ trách": "P2; P3",
        "Biệt phái đến": "P2",
        "Từ ngày": "01/01/2024",
    }
    loaded(changed(OFFICERS, 0, **deputy))
    loaded([], units=changed(UNITS, 2, **{"Ngày kết thúc": "01/07/2025"}))
    officer = Officer.objects.get(number="CC1")
    assert dict(officer.charges.values_list("unit__code", "end")) == {"P2": date(2025, 7, 1), "P3": None}
    assert officer.postings.get(kind="secondment").end == date(2025, 7, 1)
    assert officer.postings.get(kind="primary").end is None


def test_charges_follow_the_posting():
    deputy = {"Mã đơn vị": "P", "Chức vụ": "Phó Trưởng THADS tỉnh", "Phụ trách": "P1; P2"}
    loaded(changed(OFFICERS, 0, **deputy))
    loaded(changed(OFFICERS, 0, **deputy | {"Phụ trách": "P2; P3"}), units=[])
    officer = Officer.objects.get(number="CC1")
    assert set(officer.charges.values_list("unit__code", "start", "end")) == {
        ("P2", date(2015, 5, 1), None),
        ("P3", date(2015, 5, 1), None),
    }
    loaded(
        changed(OFFICERS, 0, **{"Mã đơn vị": "P3", "Ngày về đơn vị": "01/01/2026", "Phụ trách": None}),
        units=[],
    )
    assert set(officer.charges.values_list("end", flat=True)) == {date(2026, 1, 1)}
