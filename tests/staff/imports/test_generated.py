"""Generated valid workbooks come in whole, and a second time change nothing."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

from hrm.kernel.text import nfc
from staff.models import Officer
from staff.services.reference import install_reference_data
from tests.staff.imports.sheets import UNITS, book, bring_in

pytestmark = pytest.mark.django_db

NAMES = st.text("aăâbcdđeêghiklmnoôơpqrstuưvxyáàảãạệ ", min_size=2, max_size=30).filter(
    lambda s: len(nfc(s)) > 1
)
BIRTHS = st.dates(date(1966, 1, 1), date(1990, 12, 31))


def _shown(day: date, style: str) -> object:
    return {"cell": day, "day": f"{day:%d/%m/%Y}", "month": f"{day:%m/%Y}", "year": day.year}[style]


@st.composite
def officers(draw):
    rows = []
    for number in range(draw(st.integers(1, 6))):
        birth = draw(BIRTHS)
        hired = date(birth.year + 20, 1, 1) + timedelta(days=draw(st.integers(0, 1500)))
        placed = hired + timedelta(days=draw(st.integers(1, 900)))
        style = draw(st.sampled_from(["cell", "day", "month", "year"]))
        row = {
            "Số hiệu": f"{number:03d}",
            "Họ và tên": draw(NAMES),
            "Ngày sinh": _shown(birth, style),
            "Giới tính": draw(st.sampled_from(["Nam", "NỮ", "nữ"])),
            "Mã đơn vị": draw(st.sampled_from(["P", "P1", "P2", "P3"])),
            "Đối tượng": draw(st.sampled_from(["Công chức", "Hợp đồng", None])),
            "Chức vụ": draw(
                st.sampled_from([None, "Trưởng phòng", "Quyền Trưởng phòng", "phó trưởng phòng"])
            ),
            "Ngạch": draw(st.sampled_from(["03.301", 3.3, "Chuyên viên", "Lái xe", "01.004"])),
            "Trình độ chuyên môn": draw(st.sampled_from(["Đại học", "Thạc sĩ", "Cử nhân", "Trung cấp"])),
            "Lý luận chính trị": draw(st.sampled_from([None, "Cao cấp", "Sơ cấp"])),
            "Ngày tuyển dụng": _shown(hired, draw(st.sampled_from(["cell", "day"]))),
            "Ngày về đơn vị": draw(st.sampled_from([None, placed])),
            "Bậc": draw(st.sampled_from([None, 1, 2, "3"])),
            "Ngày nghỉ": draw(st.sampled_from([None, date(2026, 1, 1)])),
        }
        if draw(st.booleans()):
            row |= {
                "Biệt phái đến": "P9",
                "Từ ngày": placed + timedelta(days=30),
                "Đến ngày": placed + timedelta(days=400),
            }
        rows.append(row)
    return rows


class GeneratedWorkbooks(TestCase):
    @classmethod
    def setUpTestData(cls):
        install_reference_data()

    @settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
    @given(officers())
    def test_round_trip(self, rows):
        units = [
            {k: v for k, v in row.items() if k not in ("Ngày thành lập", "Áp dụng từ ngày")}
            for row in [*UNITS, UNITS[1] | {"Mã đơn vị": "P9"}]
        ]
        path = book(rows, units)
        first = bring_in(path)
        assert [p.sentence() for p in first.errors] == []
        assert first.summary_line == f"created {5 + len(rows)}, updated 0, unchanged 0, errors 0"
        assert bring_in(path).summary_line == f"created 0, updated 0, unchanged {5 + len(rows)}, errors 0"
        stored = {o.number: o for o in Officer.objects.all()}
        assert {n: o.full_name for n, o in stored.items()} == {
            r["Số hiệu"]: nfc(r["Họ và tên"]) for r in rows
        }
        for row in rows:
            postings = stored[row["Số hiệu"]].postings
            assert postings.filter(kind="primary").get().unit.code == row["Mã đơn vị"]
            assert postings.filter(kind="secondment").exists() == ("Biệt phái đến" in row)
