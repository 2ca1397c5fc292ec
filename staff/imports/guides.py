"""What the personnel workbooks ask for, column by column, in plain words (workbooks, sections 1 and 2)."""

from datetime import date
from typing import Final

from django.utils.translation import gettext_lazy as _

from hrm.kernel.workbook.guides import SheetGuide
from staff.imports.specs import OFFICERS, UNITS

UNITS_GUIDE: Final = SheetGuide(
    sheet="Đơn vị",
    spec=UNITS,
    lines={
        "code": (_("unique code"), "T-KV1"),
        "name": ("", "Phòng THADS khu vực 1"),
        "kind": (
            "Cục Quản lý THADS; Tổng cục THADS; THADS tỉnh; Cục THADS; Phòng THADS khu vực; Chi cục THADS; Phòng",
            "Phòng THADS khu vực",
        ),
        "parent": (_("code of the unit above; empty for a top unit"), "T"),
        "predecessors": (
            _("codes of the units it succeeds, with ; between: a reorganisation on its first day"),
            "T-A; T-B",
        ),
        "start": (_("first day; empty = always"), date(2025, 7, 1)),
        "end": (_("first day no longer open; empty = still open"), None),
        "quota": (_("quota of the unit itself, without the units below"), 12),
        "quota_start": (_("first day of that quota"), date(2025, 7, 1)),
        "decision": (_("decision that gives the quota"), "12/QĐ-CTHADS"),
    },
)

OFFICERS_GUIDE: Final = SheetGuide(
    sheet="Công chức",
    spec=OFFICERS,
    lines={
        "number": (_("personnel number, unique"), "T-0001"),
        "name": ("", "Nguyễn Văn Mẫu"),
        "birth": (_("dd/mm/yyyy, mm/yyyy or yyyy"), date(1985, 6, 15)),
        "sex": ("Nam; Nữ", "Nam"),
        "unit": (_("code of the unit where the officer serves"), "T-KV1"),
        "engagement": (_("Công chức (also when empty) or Hợp đồng"), "Công chức"),
        "post": (_("a post of the reference list; empty = none"), "Phó Trưởng phòng"),
        "charges": (_("codes of the units a deputy is in charge of, with ; between"), ""),
        "rank": (_("name or code of a rank of the reference list"), "Chấp hành viên trung cấp"),
        "rank_start": (_("empty = first day of service"), date(2015, 1, 1)),
        "step": (_("salary step"), 3),
        "coefficient": (_("salary coefficient"), 4.4),
        "step_start": (_("first day of the salary step"), date(2024, 1, 1)),
        "education": ("Tiến sĩ; Thạc sĩ; Sau đại học; Đại học; Cao đẳng; Trung cấp; Sơ cấp", "Đại học"),
        "specialty": ("", "Luật"),
        "political_theory": (_("Cử nhân, Cao cấp, Trung cấp, Sơ cấp or empty"), "Trung cấp"),
        "state_management": ("", "Chuyên viên"),
        "service_start": (_("first day of service"), date(2010, 6, 1)),
        "posting_start": (
            _("first day in this unit; empty = first day of service (one of the two is required)"),
            date(2025, 7, 1),
        ),
        "service_end": (_("first day no longer in service"), None),
        "service_end_reason": ("", ""),
        "secondment_unit": (_("code of the unit of the secondment, with its first and last day beside"), ""),
        "secondment_start": ("", None),
        "secondment_end": (_("first day the secondment no longer runs"), None),
        "party_joined": ("", date(2012, 3, 2)),
        "ethnicity": ("", "Kinh"),
        "citizen_id": (_("12 digits; shown masked"), "001085000000"),
        "note": ("", ""),
    },
)

STAFF_GUIDES: Final = (UNITS_GUIDE, OFFICERS_GUIDE)
