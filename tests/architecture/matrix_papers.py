"""The addresses of documents and packages in the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from django.core.files.base import ContentFile

from evaluation.models import NationalPackage, PaperJob, Period
from staff.models import User
from tests.architecture.matrix_model import LEADING, MANAGE, NOBODY, OWNER, SEE, SIGNED_IN, Expected
from tests.conftest import Cast

JOB = {"pk": "@papers:job"}
PACKAGE = {"pk": "@papers:package"}
# A finished document belongs to who asked for it, here B's officer.
WRONG_KIND = {"kind": "mau-01-tap", "period": "2026-Q3", "unit": "T-B"}

PAPERS: dict[str, Expected] = {
    "evaluation:papers": Expected(SIGNED_IN, sees=OWNER),
    "evaluation:paper_ask": Expected(SIGNED_IN, sees=OWNER, method="post", data=WRONG_KIND),
    "evaluation:paper_list": Expected(SIGNED_IN, sees=OWNER),
    "evaluation:paper_cancel": Expected(OWNER, sees=NOBODY, arguments=JOB, method="post"),
    "evaluation:paper_again": Expected(OWNER, sees=NOBODY, arguments=JOB, method="post"),
    "evaluation:paper_remove": Expected(OWNER, sees=NOBODY, arguments=JOB, method="post"),
    "evaluation:paper_file": Expected(OWNER, sees=OWNER, arguments=JOB),
    "evaluation:packages": Expected(LEADING, sees=NOBODY),
    "evaluation:packages_xlsx": Expected(LEADING, sees=NOBODY),
    "evaluation:package_new": Expected(MANAGE, sees=NOBODY),
    "evaluation:package": Expected(SEE, sees=SEE, arguments=PACKAGE),
    "evaluation:package_sign_off": Expected(
        frozenset({"right unit"}), sees=NOBODY, arguments=PACKAGE, method="post"
    ),
    "evaluation:package_hand_over": Expected(
        MANAGE, sees=MANAGE, arguments=PACKAGE, method="post", data={"sent_on": "", "receipt": ""}
    ),
    "evaluation:package_file": Expected(SEE, sees=SEE, arguments=PACKAGE),
}


def make_papers(cast: Cast) -> None:
    """B's officer had a document made, and there is a package of B; both would give the officer away."""
    job = PaperJob(
        kind="mau-01-tap",
        title="loi-rieng-cua-b",
        wanted={"period": "2026-Q3", "unit": "T-B", "below": False},
        unit=cast.b,
        asked_by=cast.bao,
        state="done",
        file_name="CC-bao.pdf",
        sha256="0" * 64,
    )
    job.file.save("matrix-b.pdf", ContentFile(b"loi-rieng-cua-b"))
    period = Period.objects.get(code="2026-Q3")
    package = NationalPackage(
        unit=cast.b,
        period=period,
        complete_on=date(2026, 10, 12),
        due=date(2026, 10, 17),
        number=1,
        file_name="CC-bao.zip",
        sha256="0" * 64,
        made_by=User.objects.get(pk=cast.mai.pk),
    )
    package.file.save("matrix-b.zip", ContentFile(b"loi-rieng-cua-b"))


def papers_pk(reference: str) -> str:
    """The primary key behind `@papers:…`."""
    name = reference.partition(":")[2]
    if name == "job":
        return str(PaperJob.objects.get(title="loi-rieng-cua-b").pk)
    return str(NationalPackage.objects.get(unit__code="T-B").pk)
