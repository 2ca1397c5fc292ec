"""Rows of office B that must not be seen from office A, and what URLs need to name them."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.core.files.base import ContentFile

from evaluation.models import CaseloadFigure, Evaluation, WorkItem
from evaluation.rules.periods import Quarter
from evaluation.services.drafts import open_period
from staff.models import ImportRun, Posting, RankHolding, UnitQuota
from staff.registries import installers
from tests.conftest import Cast
from tests.factories.scoring import caseload, judgement, points, product, work

SECRET_NAME = "Lộ Thị Bí Mật"
# Anything of B's officer that would give the row away.
MARKERS = (SECRET_NAME, "CC-bao", "LỘ THỊ BÍ MẬT", "loi-rieng-cua-b")


@dataclass
class World:
    cast: Cast
    evaluation: Evaluation
    figure: CaseloadFigure
    item: WorkItem
    quota: UnitQuota
    posting: Posting
    run: ImportRun

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
        if reference == "@product":
            return str(self.item.product_id)
        return str(getattr(self, reference[1:]).pk)


def make_world(cast: Cast) -> World:
    """B's officer has a name nobody else has, a rank, a quota, caseload, work, points and a form."""
    for installer in installers:
        installer()
    bao = cast.officer("bao")
    bao.full_name, bao.folded_name, bao.note = SECRET_NAME, "lo thi bi mat", "loi-rieng-cua-b"
    bao.citizen_id = "099999000123"
    bao.save()
    rank = RankHolding.objects.create(officer=bao, rank_id=_first_rank(), start=date(2020, 1, 1))
    assert rank.pk
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
    run = ImportRun.objects.create(
        kind="staff",
        file_name="loi-rieng-cua-b.xlsx",
        sha256="0" * 64,
        state="previewed",
        actor=cast.mai,
        file=ContentFile(b"not a workbook", "b.xlsx"),
    )
    return World(cast, evaluation, figure, item, quota, bao.postings.get(), run)


def _first_rank() -> int:
    from staff.models import Rank

    return Rank.objects.values_list("pk", flat=True)[0]
