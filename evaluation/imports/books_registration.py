"""The workbooks beside the main form, for the import screen."""

from datetime import date
from typing import Final, cast

from django.utils.translation import gettext_lazy as _

from evaluation.enums import Counterpart, Ending, SpecialKind
from evaluation.imports import outside, special, targets
from evaluation.imports.books_specs import ENDINGS, OUTSIDE, OUTSIDE_FIGURES, SPECIAL, TARGETS
from hrm.kernel.workbook.guides import Line, SheetGuide
from staff.registries import Importer

_MONTH_TITLE: Final = "Kỳ báo cáo: … tháng năm …"
_UNIT: Final[Line] = (
    _("code of one of your units; figures of the unit itself, without those below"),
    "T-KV1",
)
_MONEY: Final[Line] = (_("in nghìn đồng, unless a title row says Đơn vị tính: đồng"), 0)

SPECIAL_GUIDES: Final = (
    SheetGuide(
        sheet="Án đặc thù",
        spec=SPECIAL,
        titles=(_MONTH_TITLE,),
        lines={
            "unit": _UNIT,
            "unit_name": ("", "Phòng THADS khu vực 1"),
            "kind": ("; ".join(str(kind.label) for kind in SpecialKind), str(SpecialKind.CREDIT.label)),
            "measure": (_("Việc or Tiền; without this column the title row “Đơn vị tính” says it"), "Việc"),
            "to_enforce": ("C7", 40),
            "executable": ("C8", 30),
            "resolved": ("C12", 20),
            "carried_forward": (_("C17 = C7 − C12; may be left out"), 20),
            "note": ("", ""),
        },
    ),
    SheetGuide(
        sheet="Lý do kết thúc",
        spec=ENDINGS,
        titles=(_MONTH_TITLE,),
        lines={
            "unit": _UNIT,
            "unit_name": ("", "Phòng THADS khu vực 1"),
            "ending": ("; ".join(str(ending.label) for ending in Ending), str(Ending.COMPLETED.label)),
            "initiative": ("Chủ động; Theo yêu cầu", "Chủ động"),
            "viec": (_("cumulative from 1 October; empty = 0"), 20),
            "tien": _MONEY,
            "note": ("", ""),
        },
    ),
)
OUTSIDE_GUIDES: Final = (
    SheetGuide(
        sheet="Việc",
        spec=OUTSIDE,
        titles=(_MONTH_TITLE, "Đơn vị tính: việc"),
        lines={
            "unit": (_("code of one of your units; figures of the unit with everything below it"), "T-KV1"),
            "unit_name": ("", "Phòng THADS khu vực 1"),
            "source": ("; ".join(str(source.label) for source in Counterpart), str(Counterpart.COURT.label)),
            **{
                column.key: (_("as they counted it; empty = not counted by them"), None)
                for column in OUTSIDE_FIGURES
            },
            "note": ("", ""),
        },
    ),
)
TARGET_GUIDES: Final = (
    SheetGuide(
        sheet="Chỉ tiêu",
        spec=TARGETS,
        lines={
            "year": (_("statistical year: from 1 October of the year before"), 2026),
            "unit": (_("code of one of your units"), "T-KV1"),
            "unit_name": ("", "Phòng THADS khu vực 1"),
            "number": (_("empty for the target of the unit itself"), ""),
            "name": (_("checked against the number"), ""),
            "viec": (_("per cent of the cases that can be enforced, above 0 and at most 100"), "83,90"),
            "tien": (_("the same for money"), "51,90"),
            "decision": ("", "15/QĐ-THADS"),
            "decision_date": ("", date(2025, 12, 20)),
            "start": (
                _("first day; the same day again corrects, a later one ends the row in force"),
                date(2025, 10, 1),
            ),
            "note": (_("the reason, where a target changes in the course of the year"), ""),
        },
    ),
)

IMPORTERS: Final = (
    Importer(
        kind=special.KIND,
        label=cast(str, _("Special kinds and reasons for ending")),
        help_text=cast(str, _("Cumulative figures of units in one statistical month, beside the main form.")),
        permission="evaluation.import_specialfigure",
        run=special.import_special,
        order=22,
        sheets=SPECIAL_GUIDES,
        keeps_run=True,
    ),
    Importer(
        kind=outside.KIND,
        label=cast(str, _("Figures of court and procuracy")),
        help_text=cast(str, _("What they counted of the same cases, to compare with ours.")),
        permission="evaluation.import_outsidefigure",
        run=outside.import_outside,
        order=24,
        sheets=OUTSIDE_GUIDES,
        keeps_run=True,
    ),
    Importer(
        kind=targets.KIND,
        label=cast(str, _("Targets of units and officers")),
        help_text=cast(
            str, _("Targets of a statistical year in per cent, with the decision that gives them.")
        ),
        permission="evaluation.add_target",
        run=targets.import_targets,
        order=26,
        sheets=TARGET_GUIDES,
    ),
)
