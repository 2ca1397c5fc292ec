"""What the workbooks of caseload, catalogue and work ask for, column by column (workbooks, sections 3 to 7)."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from evaluation.imports.specs import CASELOAD, CATALOGUE, FIGURES, LEADERS, POINTS, WORK
from evaluation.rules.criteria import CRITERIA
from hrm.kernel.workbook.guides import Line, SheetGuide

_NUMBER: Final[Line] = (_("personnel number"), "T-0001")
_NAME: Final[Line] = (_("checked against the number"), "Nguyễn Văn Mẫu")
_MONTH_TITLE: Final = "Kỳ báo cáo: … tháng năm …"
_QUARTER_TITLE: Final = "Kỳ: Quý … năm …"

# Sums that the importer works out; on a blank sheet an unfilled cell would be read as 0 and contradict.
_COMPUTED: Final = ("total_accepted", "in_progress", "carried_forward")
_FILLED: Final = tuple(figure.key for figure in FIGURES if figure.key not in _COMPUTED)
_CASELOAD_LINES: Final[dict[str, Line]] = {
    "number": _NUMBER,
    "name": _NAME,
    "initiative": ("Chủ động; Theo yêu cầu", "Chủ động"),
    **{key: (_("cumulative from 1 October; empty = 0"), 0) for key in _FILLED},
    "reduced": (_("money only; in cases it must be 0"), 0),
    "watch_book": (_("memo: moved to the separate watch book, outside the sums"), 0),
    "note": (_("the reason, where a figure fell since an earlier month"), ""),
}


def _caseload(sheet: str, measured_in: str) -> SheetGuide:
    return SheetGuide(sheet, CASELOAD, _CASELOAD_LINES, (_MONTH_TITLE, f"Đơn vị tính: {measured_in}"))


CASELOAD_GUIDES: Final = (_caseload("Việc", "việc"), _caseload("Tiền", "nghìn đồng"))

PRODUCT_GUIDES: Final = (
    SheetGuide(
        sheet="Danh mục",
        spec=CATALOGUE,
        titles=("Quyết định số … ngày …",),
        lines={
            "code": (_("code of the product, unique"), "CHV-01"),
            "task": ("", "Tổ chức thi hành án"),
            "product": (_("name of the product"), "Hồ sơ thi hành án giải quyết xong"),
            "output": ("", "Quyết định kết thúc"),
            "group": (_("group by complexity, at most five in a department"), "1"),
            "point_range": ("", ""),
            "points": ("", None),
            "coefficient": (_("above 0"), 1.5),
            "note": ("", ""),
            "department": ("", ""),
            "source": (
                _("where the quantity done comes from: empty, or one of the two kinds of cases settled"),
                "việc xong chủ động",
            ),
        },
    ),
)

WORK_GUIDES: Final = (
    SheetGuide(
        sheet="Giao việc",
        spec=WORK,
        titles=(_QUARTER_TITLE,),
        lines={
            "number": _NUMBER,
            "name": _NAME,
            "product": (_("code of a product of the catalogue"), "CHV-01"),
            "assigned": (_("quantity assigned; fractions are allowed"), 12),
            "done": (_("quantity done; empty where the caseload feeds the product"), 11),
            "failures": (_("times the quality was not met"), 0),
            "delays": (_("times it was late"), 0),
            "objective": (_("x where the cause was objective"), ""),
            "unplanned": (_("x where the work was outside the plan"), ""),
            "note": ("", ""),
        },
    ),
    SheetGuide(
        sheet="Lãnh đạo",
        spec=LEADERS,
        titles=(_QUARTER_TITLE,),
        lines={
            "number": _NUMBER,
            "name": _NAME,
            "organising": (_("100 or 50 (article 15.3 of Decree 335/2025)"), 100),
            "unity": (_("100 or 50 (article 15.3 of Decree 335/2025)"), 100),
            "grounds": ("", ""),
        },
    ),
    SheetGuide(
        sheet="Tiêu chí chung",
        spec=POINTS,
        titles=(_QUARTER_TITLE,),
        lines={
            "number": _NUMBER,
            "name": _NAME,
            **{line.code: (line.text, None) for line in CRITERIA},
        },
    ),
)
