"""The addresses of directives of the scope matrix, and the rows of office B they are asked about."""

from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from cms.models import Acknowledgement, Directive, DirectiveTarget, DirectiveVersion, Issuer, KeptFile
from tests.architecture.matrix_model import LEADING, NOBODY, SIGNED_IN, Expected
from tests.conftest import Cast

DIRECTIVE = {"pk": "@directives:directive"}
DRAFT = {"pk": "@directives:draft"}
VERSION = {"pk": "@directives:version"}
# Meant for B alone: its people, and who keeps the register above it. The auditor is not addressed.
READS = frozenset({"owner", "right unit", "parent unit", "editor"})
CONFIRMS = frozenset({"owner", "right unit"})
# mai keeps everything of T but is no registrar; loan is.
KEEPS = frozenset({"editor"})
FOLLOWS = frozenset({"right unit", "parent unit", "editor"})
BOARD = LEADING | {"editor"}

DIRECTIVES: dict[str, Expected] = {
    "cms:directives": Expected(SIGNED_IN, sees=READS),
    "cms:directives_xlsx": Expected(SIGNED_IN, sees=NOBODY),
    "cms:directive_new": Expected(KEEPS, sees=NOBODY),
    "cms:directive": Expected(READS, sees=READS, arguments=DIRECTIVE),
    "cms:directive_edit": Expected(KEEPS, sees=KEEPS, arguments=DIRECTIVE),
    "cms:directive_version": Expected(KEEPS, sees=KEEPS, arguments=DIRECTIVE),
    "cms:directive_publish": Expected(KEEPS, sees=KEEPS, arguments=DRAFT, method="post"),
    "cms:directive_withdraw": Expected(KEEPS, sees=KEEPS, arguments=DRAFT, method="post"),
    "cms:directive_file": Expected(READS, sees=READS, arguments=VERSION),
    "cms:directive_confirm": Expected(READS, sees=READS, arguments=DIRECTIVE, method="post"),
    "cms:acknowledgements": Expected(BOARD, sees=FOLLOWS),
    "cms:acknowledgements_xlsx": Expected(BOARD, sees=NOBODY),
    "cms:acknowledgement": Expected(FOLLOWS, sees=FOLLOWS, arguments=DIRECTIVE),
    "cms:acknowledgement_xlsx": Expected(FOLLOWS, sees=NOBODY, arguments=DIRECTIVE),
    "cms:acknowledgement_remind": Expected(
        frozenset({"right unit", "editor"}), sees=FOLLOWS, arguments=DIRECTIVE, method="post"
    ),
}


def make_directives(cast: Cast) -> None:
    """A directive meant for B alone, with a file; B's leader confirmed it. And a draft kept by B."""
    issuer = Issuer.objects.create(name="Cơ quan thử", body="TU", side="party")
    for number, published in ((33, timezone.now()), (34, None)):
        row = Directive.objects.create(
            symbol=f"{number}-CT/TU",
            symbol_key=f"{number}-CT/TU",
            kind="CT",
            issuer=issuer,
            issued_on=date(2026, 1, 5),
            title="loi-rieng-cua-b",
            folded="loi-rieng-cua-b",
            unit=cast.b,
            published_at=published,
        )
        DirectiveTarget.objects.create(directive=row, unit=cast.b)
        file = KeptFile(name="loi-rieng-cua-b.pdf", content_type="application/pdf", size=20, sha256="0" * 64)
        file.file.save(f"matrix-{number}.pdf", ContentFile(b"%PDF-1.7 loi-rieng-cua-b"), save=True)
        version = DirectiveVersion.objects.create(directive=row, number=1, file=file)
        if published:
            Acknowledgement.objects.create(version=version, officer=cast.officer("binh"), unit=cast.b)


def directives_pk(reference: str) -> str:
    """The primary key behind `@directives:…`."""
    wanted = reference.partition(":")[2]
    row = Directive.objects.get(symbol="34-CT/TU" if wanted == "draft" else "33-CT/TU")
    return str(DirectiveVersion.objects.get(directive=row).pk if wanted == "version" else row.pk)
