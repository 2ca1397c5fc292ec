"""Joint products (article 18.1.c of Decree 335/2025): split into shares that add up exactly."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from evaluation.models import JointShare, JointWork, Product
from evaluation.rules.giving import adds_up
from evaluation.rules.periods import ScoringPeriod
from evaluation.rules.quantities import written_quantity
from evaluation.services.giving import Gift, add_to
from evaluation.services.work_desk import check_quantity, hold, product_in, refresh, unit_in
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError


@dataclass(frozen=True)
class Part:
    """What one officer makes of a joint product, in products."""

    officer: Officer
    quantity: Decimal


@transaction.atomic
def share_work(
    *,
    period: ScoringPeriod,
    unit: Unit,
    product: Product,
    title: str,
    quantity: Decimal,
    parts: Sequence[Part],
    actor: User,
) -> JointWork:
    """Split one product among people; each share makes or enlarges the officer's planned item."""
    people = {part.officer.pk for part in parts}
    hold(period, people)
    found = product_in(period, product)
    check_quantity(quantity)
    _check_parts(found, quantity, parts, people)
    joint = JointWork(
        unit=unit, period=period.code, product=found, title=title.strip(), quantity=quantity, made_by=actor
    )
    joint._history_user = actor  # type: ignore[attr-defined]
    joint.save()
    for part in parts:
        _share(period, joint, part, actor)
    refresh(period, people, actor)
    return joint


def _check_parts(product: Product, quantity: Decimal, parts: Sequence[Part], people: set[int]) -> None:
    if product.source:
        raise DomainError(
            _("%(code)s is counted from each officer's own caseload; it cannot be shared.")
            % {"code": product.code},
            "product",
        )
    if len(parts) < 2 or len(people) != len(parts):
        raise DomainError(_("A joint product has at least two people, each named once."), "shares")
    if not adds_up(quantity, [part.quantity for part in parts]):
        total = sum((part.quantity for part in parts), Decimal(0))
        raise DomainError(
            _(
                "The shares add up to %(sum)s, the product is %(quantity)s; they must be equal (article 18.1.c)."
            )
            % {"sum": written_quantity(total), "quantity": written_quantity(quantity)},
            "shares",
        )


def _share(period: ScoringPeriod, joint: JointWork, part: Part, actor: User) -> None:
    gift = Gift(part.officer, joint.product, part.quantity)
    reason = _("Share of the joint product “%(title)s”") % {"title": joint.title}
    item = add_to(period=period, gift=gift, actor=actor, reason=reason[:1000])
    share = JointShare(
        joint=joint,
        officer=part.officer,
        unit=unit_in(period, part.officer),
        item=item,
        quantity=part.quantity,
    )
    share._history_user = actor  # type: ignore[attr-defined]
    share.save()
