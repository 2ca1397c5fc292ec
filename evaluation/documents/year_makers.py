"""Papers of the year in the background: Mẫu số 02, notices of the result, minutes, unit summary, emulation list.

There is no verb of its own for printing ratings: who may see one may print it. The documents are drawn in modules of their own, imported when the first is made.
"""

from collections.abc import Callable
from functools import partial
from importlib import import_module
from typing import Any, Final

from django.http import Http404
from django.utils.translation import gettext_lazy

from evaluation.documents.build import kept_pdf
from evaluation.documents.makers import cover_of, in_order, plan_title, unit_and_scope
from evaluation.documents.writers import safe, write_archive, write_booklet, write_single
from evaluation.models import AwardProposal, Meeting, YearRating
from evaluation.registries import Maker, Part, Plan, Subject, Wanted, register
from staff.access import rows_for
from staff.models import User

_HERE: Final = "evaluation.documents"
_ZIP: Final = "application/zip"
_FORM02: Final = (f"{_HERE}.form02", "form02_pdf")
_MINUTES: Final = (f"{_HERE}.minutes", "minutes_pdf")
_NOTICE: Final = (f"{_HERE}.notice02", "result_notice_pdf")
_SUMMARY: Final = (f"{_HERE}.unit_summary", "unit_summary_pdf")
_EMULATION: Final = (f"{_HERE}.emulation_list", "emulation_list_pdf")
Source = tuple[str, str]


def connect() -> None:
    """Called once at start."""
    register(
        *_of_ratings(_FORM02, "mau-02", gettext_lazy("Mẫu 02"), "PHIẾU XẾP LOẠI CHẤT LƯỢNG CÔNG CHỨC", 20),
        *_of_ratings(
            _NOTICE, "thong-bao", gettext_lazy("Notices of the result"), "THÔNG BÁO KẾT QUẢ XẾP LOẠI", 30
        ),
        _of_meetings(),
        _of_unit(_SUMMARY, "tong-hop", gettext_lazy("Summary of a unit's ratings"), YearRating, "view", 50),
        _of_unit(_EMULATION, "thi-dua", gettext_lazy("Emulation list of a unit"), AwardProposal, "view", 60),
    )


def _of_ratings(source: Source, stem: str, name: Any, heading: str, order: int) -> list[Maker]:
    plan = partial(_ratings_plan, source=source, stem=stem, name=name, heading=heading)
    shared: dict[str, Any] = {"subject": Subject.YEAR, "model": YearRating, "action": "view"}
    booklet, archive = BOOKLET_LABELS[stem], ARCHIVE_LABELS[stem]
    return [
        Maker(f"{stem}-tap", booklet, plan=partial(plan, ending="pdf"), write=write_booklet, order=order, **shared),
        Maker(
            f"{stem}-kho", archive, plan=partial(plan, ending="zip"), write=write_archive, order=order + 1,
            content_type=_ZIP, **shared,
        ),
    ]  # fmt: skip


BOOKLET_LABELS: Final = {
    "mau-02": gettext_lazy("Booklet of Mẫu 02: cover, contents, page numbers"),
    "thong-bao": gettext_lazy("Booklet of the notices of the result"),
}
ARCHIVE_LABELS: Final = {
    "mau-02": gettext_lazy("Archive of Mẫu 02: a folder for each unit, a file for each person"),
    "thong-bao": gettext_lazy("Archive of the notices of the result"),
}


def _of_meetings() -> Maker:
    return Maker(
        kind="bien-ban",
        label=gettext_lazy("Minutes of the rating meetings"),
        subject=Subject.YEAR,
        model=Meeting,
        action="view",
        plan=_meetings_plan,
        write=write_archive,
        content_type=_ZIP,
        order=40,
    )


def _of_unit(source: Source, kind: str, label: Any, model: Any, action: str, order: int) -> Maker:
    rows = partial(_rows_of_year, model=model, action=action)
    return Maker(
        kind=kind,
        label=label,
        subject=Subject.YEAR,
        model=model,
        action=action,
        plan=partial(_unit_plan, source=source, stem=kind, name=label, rows=rows),
        write=write_single,
        below=False,
        order=order,
    )


def _ratings_plan(
    user: User, wanted: Wanted, *, source: Source, stem: str, name: Any, heading: str, ending: str
) -> Plan:
    (unit, scope), year = unit_and_scope(wanted), int(wanted["year"])
    rows = rows_for(user, YearRating, "view").filter(current=True, year=year, unit_id__in=scope)
    if source is _NOTICE:
        # Only what was decided is told (art. 21.1.đ, 21.2.đ).
        rows = rows.exclude(signed_at=None)
    ratings = in_order(rows.select_related("officer", "unit", "post").defer("trace"))
    subject = f"Năm {year}"
    return Plan(
        title=plan_title(name, subject, unit),
        file_name=f"{stem}-{year}-{safe(unit.code)}.{ending}",
        cover=cover_of(unit, [heading, subject]),
        parts=[_rating_part(user, rating, source, stem) for rating in ratings],
    )


def _rating_part(user: User, rating: YearRating, source: Source, stem: str) -> Part:
    is_form = source is _FORM02
    return Part(
        name=f"{rating.officer.number}-{stem}-{rating.year}",
        title=rating.officer.full_name,
        detail=rating.post.name if rating.post else "",
        unit_code=rating.unit.code,
        unit_name=rating.unit.name,
        render=_rendering(user, YearRating, rating.pk, source, kept=is_form),
        state=str(rating.get_state_display()),
        sha256=rating.pdf_sha256 if is_form and rating.is_frozen else "",
    )


def _meetings_plan(user: User, wanted: Wanted) -> Plan:
    (unit, scope), year = unit_and_scope(wanted), int(wanted["year"])
    rows = rows_for(user, Meeting, "view").filter(year=year, unit_id__in=scope).select_related("unit")
    name, subject = gettext_lazy("Minutes of the rating meetings"), f"Năm {year}"
    return Plan(
        title=plan_title(name, subject, unit),
        file_name=f"bien-ban-{year}-{safe(unit.code)}.zip",
        cover=(),
        parts=[
            Part(
                name=f"bien-ban-{meeting.held_on:%Y-%m-%d}",
                title=f"Biên bản cuộc họp ngày {meeting.held_on:%d/%m/%Y}",
                detail="",
                unit_code=meeting.unit.code,
                unit_name=meeting.unit.name,
                render=_rendering(user, Meeting, meeting.pk, _MINUTES),
            )
            for meeting in rows.order_by("unit__code", "held_on", "pk")
        ],
    )


def _unit_plan(
    user: User, wanted: Wanted, *, source: Source, stem: str, name: Any, rows: Callable[[User, int], Any]
) -> Plan:
    unit, year = unit_and_scope(wanted)[0], int(wanted["year"])
    within = rows(user, year).filter(unit_id__in=_below(unit)).exists()
    one = Part(
        f"{stem}-{year}", f"{name}", "", unit.code, unit.name, lambda: _drawn(source)(unit, year, user)
    )
    return Plan(
        title=plan_title(name, f"Năm {year}", unit),
        file_name=f"{stem}-{year}-{safe(unit.code)}.pdf",
        cover=(),
        parts=[one] if within else [],
    )


def _rows_of_year(user: User, year: int, *, model: Any, action: str) -> Any:
    return rows_for(user, model, action).filter(year=year)


def _below(unit: Any) -> frozenset[int]:
    return unit_and_scope({"unit": unit.code, "below": True})[1]


def _rendering(user: User, model: Any, pk: int, source: Source, *, kept: bool = False) -> Callable[[], bytes]:
    """Reads the row when its turn comes, through the gate; a signed form is the kept file, byte for byte."""

    def render() -> bytes:
        row = rows_for(user, model, "view").filter(pk=pk).first()
        if row is None:
            raise Http404
        if kept and row.is_frozen and row.pdf:
            return kept_pdf(row)
        return _drawn(source)(row)

    return render


def _drawn(source: Source) -> Callable[..., bytes]:
    found: Callable[..., bytes] = getattr(import_module(source[0]), source[1])
    return found
