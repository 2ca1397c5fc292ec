"""Every rule of the caseload sheet broken once: at the first, a middle and the last row; and generated files."""

from dataclasses import astuple

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from evaluation.imports.caseload import import_caseload
from evaluation.models import CaseloadFigure
from evaluation.rules.caseload import COLUMN_CODES, FIELDS, complete
from hrm.kernel.workbook.book import column_letters
from staff.models import ImportRun
from staff.services.reference import install_reference_data
from tests.evaluation.imports.agency import (
    CASELOAD_HEADINGS,
    FIGURES,
    FIRST_ROW,
    OFFICERS,
    caseload_file,
    caseload_rows,
    caseload_sheet,
    found,
    messages,
    staff_up,
)
from tests.factories import UnitFactory
from tests.workbooks import workbook

ROWS = (0, OFFICERS, 2 * OFFICERS - 1)
COLUMN = {heading: position for position, heading in enumerate(CASELOAD_HEADINGS)}

# Heading, value written there, what the message says.
BROKEN = [
    ("Số hiệu", "CV99", "không có công chức nào mang số hiệu này; cần số hiệu có trong hồ sơ công chức"),
    ("Chấp hành viên", "Trần Thị Khác", "họ tên không khớp với số hiệu"),
    ("Loại", "Chủ trì", "cần: Chủ động, Theo yêu cầu, Tổng số"),
    ("Loại", None, "phải điền “Loại”"),
    ("Năm trước chuyển sang", 11, "I1: Tổng số thụ lý (C3) = Năm trước chuyển sang (C1) + Thụ lý mới (C2)"),
    ("Thụ lý mới", 21, "I1: "),
    ("Tổng số thụ lý", 31, "I1: "),
    ("Ủy thác", 0, "I2: Tổng số phải thi hành (C7) = Tổng số thụ lý (C3) − Ủy thác (C4)"),
    ("Thu hồi, hủy", 2, "I2: "),
    ("Rút lên", 1, "I2: "),
    ("Tổng số phải thi hành", 27, "I2: "),
    (
        "Tổng số phải thi hành",
        27,
        "I3: Tổng số phải thi hành (C7) = Có điều kiện (C8) + Chưa có điều kiện (C15)",
    ),
    ("Có điều kiện", 21, "I4: Có điều kiện (C8) = Giải quyết xong (C12) + Đang thi hành (C13)"),
    ("Chưa có điều kiện", 7, "I3: "),
    ("Hoãn, tạm đình chỉ, khác", 1, "I3: "),
    ("Thi hành xong", 9, "I4: "),
    ("Đình chỉ", 1, "I4: "),
    ("Đang thi hành", 10, "I4: "),
    ("Hoãn có điều kiện", 0, "I4: "),
    ("Chuyển kỳ sau", 19, "I5: Chuyển kỳ sau (C17) = Tổng số phải thi hành (C7) − Giải quyết xong (C12)"),
    ("Giảm", 1, "C11: Giảm (C11) = 0"),
    ("Thụ lý mới", "hai mươi", "không phải là số"),
    ("Thụ lý mới", -20, "số âm"),
    ("Thụ lý mới", 20.5, "không phải số nguyên"),
    ("Thụ lý mới", "2.0", "dấu chấm chỉ được dùng để tách từng nhóm ba chữ số"),
    ("Thụ lý mới", 10**12, "số quá lớn"),
    ("Ghi chú", "x" * 501, "quá dài"),
]


def bring(path):
    return import_caseload(path, name=path.name, actor=None)


@pytest.fixture
def staffed(cast):
    return staff_up(cast.a)


@pytest.mark.parametrize("row", ROWS)
@pytest.mark.parametrize(("heading", "value", "expected"), BROKEN)
def test_one_broken_cell_refuses_the_file(staffed, row, heading, value, expected):
    rows = caseload_rows()
    rows[row][COLUMN[heading]] = value

    report = bring(caseload_file(rows))

    assert [m for m in messages(report) if expected in m], messages(report)
    assert {cell[1:] if cell[0].isalpha() else cell for _s, cell, _v in found(report)} == {
        str(FIRST_ROW + row)
    }
    assert (CaseloadFigure.objects.count(), ImportRun.objects.count()) == (0, 0)
    assert report.summary_line == f"created 0, updated 0, unchanged 0, errors {len(report.errors)}"


@pytest.mark.parametrize("row", ROWS)
def test_a_repeated_row_names_the_first_one(staffed, row):
    rows = caseload_rows()
    rows.append(rows[row])

    report = bring(caseload_file(rows))

    assert messages(report) == [
        f"chấp hành viên này đã có một dòng cùng loại (sheet Việc, ô A{FIRST_ROW + row}); chỉ giữ lại một dòng"
    ]


@pytest.mark.parametrize("row", [0, 2, 5])
@pytest.mark.parametrize(
    ("heading", "code"), [("Thụ lý mới", "C2"), ("Có điều kiện", "C8"), ("Chuyển kỳ sau", "C17")]
)
def test_a_total_of_an_officer_that_does_not_add_up_is_i8(staffed, row, heading, code):
    rows = caseload_rows()
    totals = [[f"CV{n:02d}", None, "Tổng số", *[2 * f for f in FIGURES], None] for n in range(1, 7)]
    totals[row][COLUMN[heading]] += 1

    report = bring(caseload_file([*rows, *totals]))

    letter = column_letters(COLUMN[heading] + 1)
    assert [
        (cell, m.split(":")[0]) for (_s, cell, _v), m in zip(found(report), messages(report), strict=True)
    ] == [(f"{letter}{FIRST_ROW + 12 + row}", "I8")]
    assert f"({code})" in messages(report)[0]


@pytest.mark.parametrize("missing", ["Thụ lý mới", "Có điều kiện", "Chưa có điều kiện", "Thi hành xong"])
def test_a_missing_required_heading_refuses_the_file(staffed, missing):
    headings = [f"{h} khác" if h == missing else h for h in CASELOAD_HEADINGS]

    report = bring(caseload_file(headings=headings))

    assert [missing in m for m in messages(report)] == [True]


def test_a_row_without_a_number_is_an_error(staffed):
    rows = caseload_rows()
    rows[3][0] = None

    report = bring(caseload_file(rows))

    assert found(report) == [("Việc", "A8", "Nguyễn Văn Tống 2")]


def test_an_error_value_is_an_error(staffed):
    rows = caseload_rows()
    rows[3][5] = "#N/A"

    assert found(bring(caseload_file(rows))) == [("Việc", "F8", "#N/A")]


def test_what_is_no_workbook_is_refused(staffed, tmp_path):
    path = tmp_path / "viec.xlsx"
    path.write_text("không phải bảng tính")

    report = bring(path)

    assert (len(report.errors), report.applied) == (1, False)
    assert report.errors[0].file == "viec.xlsx"


def test_figures_beyond_bounds_are_refused(staffed):
    huge = [2**63 - 1, 1, None, 0, 0, 0, 0, 0, 0, 0, 0, None, 0, 0, 0, None]
    keep = [
        i
        for i, h in enumerate(CASELOAD_HEADINGS)
        if h not in ("Tổng số thụ lý", "Chuyển kỳ sau", "Đang thi hành")
    ]
    row = ["CV01", None, "Chủ động", *huge, None]
    row[3] = str(2**63 - 1)
    sheet = caseload_sheet(
        [[row[i] for i in keep]], unit="đồng", headings=[CASELOAD_HEADINGS[i] for i in keep]
    )

    report = bring(workbook({"Tiền": sheet}))

    assert len(report.errors) == 1


@st.composite
def figures(draw):
    """A row that satisfies I1 to I5, built from the bottom up."""
    some = st.integers(0, 10_000)
    completed, terminated, in_progress, postponed, not_executable, suspended = (draw(some) for _ in range(6))
    resolved = completed + terminated
    executable = resolved + in_progress + postponed
    to_enforce = executable + not_executable + suspended
    entrusted, withdrawn, recalled = (draw(some) for _ in range(3))
    total = to_enforce + entrusted + withdrawn + recalled
    brought_forward = draw(st.integers(0, total))
    return complete(
        {
            "brought_forward": brought_forward,
            "accepted": total - brought_forward,
            "total_accepted": total,
            "entrusted": entrusted,
            "withdrawn": withdrawn,
            "recalled": recalled,
            "to_enforce": to_enforce,
            "executable": executable,
            "completed": completed,
            "terminated": terminated,
            "in_progress": in_progress,
            "postponed": postponed,
            "not_executable": not_executable,
            "suspended": suspended,
        }
    )


def _written(row):
    return [value for name, value in zip(FIELDS, astuple(row), strict=True) if name != "resolved"]


# The identities every column takes part in; a change of one cell breaks at least one of them.
IDENTITIES = {
    "C1": {"I1"},
    "C2": {"I1"},
    "C3": {"I1", "I2"},
    "C4": {"I2"},
    "C5": {"I2"},
    "C6": {"I2"},
    "C7": {"I2", "I3", "I5"},
    "C8": {"I3", "I4"},
    "C9": {"I4", "I5"},
    "C10": {"I4", "I5"},
    "C11": {"I4", "I5", "C11"},
    "C13": {"I4"},
    "C14": {"I4"},
    "C15": {"I3"},
    "C16": {"I3"},
    "C17": {"I5"},
}


class GeneratedFiles(TestCase):
    """Any file that keeps the identities is taken; any one that breaks one is refused by name."""

    def setup_example(self):
        super().setup_example()
        install_reference_data()
        staff_up(UnitFactory(code="T-A"), count=2)

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(rows=st.lists(figures(), min_size=4, max_size=4))
    def test_valid_files_are_accepted_and_stored_as_written(self, rows):
        sheet = [
            [*head[:3], *_written(f), None] for head, f in zip(caseload_rows(count=2), rows, strict=True)
        ]

        report = bring(caseload_file(sheet))

        assert report.summary_line == "created 4, updated 0, unchanged 0, errors 0"
        stored = CaseloadFigure.objects.order_by("row").values_list(*FIELDS)
        assert list(stored) == [astuple(row) for row in rows]

    @settings(max_examples=40, deadline=None, suppress_health_check=list(HealthCheck))
    @given(
        rows=st.lists(figures(), min_size=4, max_size=4),
        at=st.integers(0, 3),
        code=st.sampled_from(sorted(IDENTITIES)),
        more=st.integers(1, 500),
    )
    def test_a_single_broken_identity_is_named(self, rows, at, code, more):
        sheet = [
            [*head[:3], *_written(f), None] for head, f in zip(caseload_rows(count=2), rows, strict=True)
        ]
        codes = [c for c in COLUMN_CODES.values() if c != "C12"]
        sheet[at][3 + codes.index(code)] += more

        report = bring(caseload_file(sheet))

        assert {m.split(":")[0] for m in messages(report)} == IDENTITIES[code]
        assert {int(cell[1:]) for _s, cell, _v in found(report)} == {FIRST_ROW + at}
        assert CaseloadFigure.objects.count() == 0
