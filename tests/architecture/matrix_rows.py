"""Rows of office B that must not be seen from office A, and what URLs need to name them."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile

from evaluation.models import CaseloadFigure, Evaluation, WorkItem
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from staff.models import (
    AssetDuty,
    CorrectionRequest,
    ImportRun,
    Notice,
    Posting,
    RankHolding,
    RecordFile,
    ReorganisationPlan,
    UnitQuota,
)
from staff.registries import installers
from staff.rules.reorganising import Scheme, Step, Target, content_of
from tests.architecture.matrix_boards import boards_pk, make_boards
from tests.architecture.matrix_books import books_pk, make_books
from tests.architecture.matrix_cycle import cycle_pk, make_cycle
from tests.architecture.matrix_directives import directives_pk, make_directives
from tests.architecture.matrix_emulation import emulation_pk, make_emulation
from tests.architecture.matrix_followup import followup_pk, make_followup
from tests.architecture.matrix_governance import governance_pk, make_governance
from tests.architecture.matrix_integrity import integrity_pk, make_integrity
from tests.architecture.matrix_organisations import make_organisations, organisations_pk
from tests.architecture.matrix_papers import make_papers, papers_pk
from tests.architecture.matrix_search import make_search, search_pk
from tests.architecture.matrix_site import make_site, site_pk
from tests.architecture.matrix_training import make_training, training_pk
from tests.architecture.matrix_work import make_work, work_pk
from tests.architecture.matrix_years import make_years, years_pk
from tests.conftest import Cast
from tests.factories.scoring import caseload, judgement, points, product, work

SECRET_NAME = "Lộ Thị Bí Mật"
# Anything of B's officer that would give the row away.
MARKERS = (SECRET_NAME, "CC-bao", "LỘ THỊ BÍ MẬT", "loi-rieng-cua-b")

# Part of evaluation → its rows, and the primary keys behind `@part:…`.
PARTS: dict[str, tuple[Callable[[Cast], None], Callable[[str], str]]] = {
    "books": (make_books, books_pk),
    "boards": (make_boards, boards_pk),
    "work": (make_work, work_pk),
    "cycle": (make_cycle, cycle_pk),
    "years": (make_years, years_pk),
    "organisations": (make_organisations, organisations_pk),
    "emulation": (make_emulation, emulation_pk),
    "papers": (make_papers, papers_pk),
    "governance": (make_governance, governance_pk),
    "directives": (make_directives, directives_pk),
    "followup": (make_followup, followup_pk),
    "search": (make_search, search_pk),
    "site": (make_site, site_pk),
}


@dataclass
class World:
    cast: Cast
    evaluation: Evaluation
    figure: CaseloadFigure
    item: WorkItem
    quota: UnitQuota
    posting: Posting
    run: ImportRun
    file: RecordFile
    correction: CorrectionRequest

    def argument(self, name: str) -> str:
        """B's value for an argument of an address."""
        values = {
            "number": "CC-bao",
            "code": "T-B",
            "unit": "T-B",
            "unit_code": "T-B",
            "period": "2026-Q3",
            "what": "co-mat",
            "dimension": "rank",
            "pk": str(self.evaluation.pk),
            "kind": "staff",
            "target": "officer",
            "app_label": "staff",
            "model_name": "officer",
            "uidb36": "1",
            "uidb64": "MQ",
            "key": "khoa",
            "token": "a-b",
            "path": "x",
            "name": "x.png",
            "filename": "x.pdf",
            "document_filename": "x.pdf",
            "signature": "x",
            "filter_spec": "max-100x100",
            "width": "100",
            "action": "x",
            "type": "delete",
        }
        return values.get(name, "1")

    def resolve(self, arguments: dict[str, str]) -> dict[str, str]:
        """Replace `@evaluation` and the like by the primary key of B's row."""
        return {k: self._pk(v) if v.startswith("@") else v for k, v in arguments.items()}

    def _pk(self, reference: str) -> str:
        if reference == "@officer":
            return str(self.cast.officer("bao").pk)
        if reference == "@unit":
            return str(self.cast.b.pk)
        if reference == "@notice":
            return str(Notice.objects.get(key="matrix").pk)
        if reference == "@plan":
            return str(ReorganisationPlan.objects.get().pk)
        if reference == "@product":
            return str(self.item.product_id)
        if reference.startswith("@integrity:"):
            return integrity_pk(reference)
        part = reference[1:].partition(":")[0]
        if part in PARTS:
            return PARTS[part][1](reference)
        if reference.startswith("@training:"):
            return training_pk(reference)
        return str(getattr(self, reference[1:]).pk)


def make_world(cast: Cast) -> World:
    """B's officer has a name nobody else has, a rank, a quota, caseload, work, points and a form."""
    for installer in installers:
        installer()
    bao = cast.officer("bao")
    bao.full_name, bao.folded_name, bao.note = SECRET_NAME, "lo thi bi mat", "loi-rieng-cua-b"
    bao.citizen_id = "099999000123"
    bao.save()
    make_training(cast)
    rank = RankHolding.objects.create(officer=bao, rank_id=_first_rank(), start=date(2020, 1, 1))
    assert rank.pk
    make_integrity(cast)
    AssetDuty.objects.create(
        officer=bao, kind="yearly", year=2020, start=date(2020, 10, 1), due=date(2020, 12, 31)
    )
    Notice.objects.create(user=cast.bao, key="matrix", text=SECRET_NAME, url="/nhan-su/ho-so-cua-toi/")
    _plan_for(cast)
    quota = UnitQuota.objects.create(unit=cast.b, seats=7, start=date(2020, 1, 1))
    item = work(bao, cast.b, "10", None, product=product("AN", "1", "viec_xong_chu_dong"))
    figure = caseload(bao, cast.b, 9, 100)
    caseload(bao, cast.b, 12, 112)
    points(bao, cast.b, share="0.9")
    work(cast.officer("binh"), cast.b, "1", "1", product=product("LD", "2"))
    points(cast.officer("binh"), cast.b, share=str(Decimal("0.8")))
    judgement(cast.officer("binh"), cast.b)
    open_period(quarter=Quarter(2026, 3), unit_ids=None, actor=None)
    evaluation = Evaluation.objects.get(officer=bao)
    for make, _pk in PARTS.values():
        make(cast)
    run = ImportRun.objects.create(
        kind="staff",
        file_name="loi-rieng-cua-b.xlsx",
        sha256="0" * 64,
        state="previewed",
        actor=cast.mai,
        file=ContentFile(b"not a workbook", "b.xlsx"),
    )
    file = RecordFile.objects.create(
        officer=bao,
        kind="other",
        title="loi-rieng-cua-b",
        file=ContentFile(b"%PDF-1.4 loi-rieng-cua-b", "b.pdf"),
        content_type="application/pdf",
        size=24,
        sha256="1" * 64,
    )
    correction = CorrectionRequest.objects.create(
        officer=bao,
        target="officer",
        old={"ethnicity": ""},
        new={"ethnicity": "loi-rieng-cua-b"},
        asked_by=cast.bao,
    )
    return World(cast, evaluation, figure, item, quota, bao.postings.get(), run, file, correction)


def _plan_for(cast: Cast) -> None:
    """A plan within T that renames B."""
    target = Target("T-B9", "Phòng THADS khu vực 9", "phong_khu_vuc", "T")
    scheme = Scheme((Step("rename", ("T-B",), (target,)),))
    ReorganisationPlan.objects.create(
        unit=cast.t, title="loi-rieng-cua-b", day=date(2026, 12, 1), content=content_of(scheme)
    )


def _first_rank() -> int:
    from staff.models import Rank

    return Rank.objects.values_list("pk", flat=True)[0]
