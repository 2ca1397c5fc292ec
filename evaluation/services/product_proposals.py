"""A new product outside the catalogue (article 13.3 of Decree 335/2025): proposed, then decided."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.enums import ProductSource, Verdict
from evaluation.models import Product, ProductProposal
from evaluation.rules.catalogue import MOST_GROUPS, surplus_groups
from evaluation.services.catalogue import store_catalogue
from evaluation.services.merging import Wanted
from evaluation.services.work_desk import needed
from hrm.kernel.text import fold, nfc
from staff.access import keepers_of
from staff.models import Unit, User
from staff.services.errors import DomainError
from staff.services.notices import tell


@dataclass(frozen=True)
class NewProduct:
    """What a unit asks to add to the catalogue."""

    code: str
    name: str
    coefficient: Decimal
    grounds: str
    task: str = ""
    output: str = ""
    group: str = ""


@dataclass(frozen=True)
class Decided:
    """How the competent authority decided: number, first day, coefficient as decided, department."""

    decision: str
    start: date
    coefficient: Decimal
    group: str = ""
    department: str = ""


@transaction.atomic
def propose_product(*, unit: Unit, product: NewProduct, actor: User) -> ProductProposal:
    """Report a product that the catalogue lacks, for the competent authority to decide (art. 13.3)."""
    code = nfc(product.code).strip()
    _check_coefficient(product.coefficient)
    _check_code(code)
    if ProductProposal.objects.filter(code=code, state=Verdict.OPEN).exists():
        raise DomainError(_("A product with the code %(code)s is proposed already.") % {"code": code}, "code")
    row = ProductProposal(unit=unit, proposed_by=actor, **{**vars(product), "code": code})
    _store(row, actor)
    deciders = keepers_of([unit.pk], ProductProposal, "change").exclude(pk=actor.pk)
    text = _("%(unit)s proposes a new product: %(name)s.") % {"unit": unit.name, "name": row.name}
    tell(users=deciders, key=f"product-proposed-{row.pk}", text=text, url=_address(row))
    return row


@transaction.atomic
def approve_product(*, proposal: ProductProposal, decided: Decided, actor: User) -> Product:
    """Enter a proposed product into the catalogue by decision (art. 13.3, 13.1.a)."""
    row = _open(proposal)
    needed(decided.decision, "decision")
    _check_coefficient(decided.coefficient)
    _check_code(row.code)
    _check_groups(decided)
    values: dict[str, Any] = {
        "task": row.task,
        "name": row.name,
        "output": row.output,
        "group": decided.group,
        "department": decided.department,
        "coefficient": decided.coefficient,
        "source": ProductSource.MANUAL.value,
        "decision": decided.decision.strip(),
        "note": _("Added by article 13.3"),
    }
    identity = {"code": row.code, "start": decided.start}
    store_catalogue(rows=[Wanted(identity, values, row.name, "", 0)], actor=actor)
    product: Product = Product.objects.get(**identity)
    row.product, row.decision, row.start = product, product.decision, product.start
    _close(row, Verdict.YES, "", actor)
    return product


@transaction.atomic
def refuse_product(*, proposal: ProductProposal, answer: str, actor: User) -> ProductProposal:
    """Refuse a proposed product, with an answer for who proposed it."""
    row = _open(proposal)
    _close(row, Verdict.NO, needed(answer, "answer"), actor)
    return row


def _open(proposal: ProductProposal) -> ProductProposal:
    row: ProductProposal = ProductProposal.objects.select_for_update().get(pk=proposal.pk)
    if row.state != Verdict.OPEN:
        raise DomainError(_("The proposal was decided before; someone else may just have done it."))
    return row


def _close(row: ProductProposal, state: Verdict, answer: str, actor: User) -> None:
    row.state, row.answer, row.decided_by, row.decided_at = state, answer, actor, timezone.now()
    _store(row, actor)
    text = (
        _("Your product %(code)s entered the catalogue.")
        if state == Verdict.YES
        else _("Your product %(code)s was not accepted; see the answer.")
    )
    users = [row.proposed_by] if row.proposed_by_id != actor.pk else []
    tell(users=users, key=f"product-decided-{row.pk}", text=text % {"code": row.code}, url=_address(row))


def _check_code(code: str) -> None:
    """A new product needs a code of its own: a later version of an old one comes by a decision's workbook."""
    if not code:
        raise DomainError(_("The product needs a code."), "code")
    taken = Product.objects.values_list("code", flat=True)
    if fold(code) in {fold(known) for known in taken}:
        raise DomainError(
            _("The catalogue has a product with the code %(code)s already; choose another code.")
            % {"code": code},
            "code",
        )


def _check_coefficient(value: Decimal) -> None:
    if value <= 0:
        raise DomainError(_("The coefficient must be above 0 (article 13.1.c)."), "coefficient")


def _check_groups(decided: Decided) -> None:
    """At most five groups by complexity in a department, with those in force (article 13.1.a)."""
    kept = Product.objects.filter(end__isnull=True).exclude(group="").order_by("code", "start")
    named = [*kept.values_list("department", "group"), (decided.department, decided.group)]
    if decided.group and (fold(decided.department), fold(decided.group)) in surplus_groups(named):
        raise DomainError(
            _(
                "A catalogue has at most %(most)02d groups by complexity in a department (article 13.1.a); "
                "“%(group)s” is one too many."
            )
            % {"most": MOST_GROUPS, "group": decided.group},
            "group",
        )


def _store(row: ProductProposal, actor: User) -> None:
    row._history_user = actor  # type: ignore[attr-defined]
    row.save()


def _address(row: ProductProposal) -> str:
    return reverse("evaluation:product_proposal", args=[row.pk])
