"""What every change of work given has in common: one at a time, refused where frozen, drafts refreshed."""

from collections.abc import Collection
from datetime import date
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from evaluation.models import Evaluation, Period, Product, WorkItem
from evaluation.rules.periods import ScoringPeriod, parse_period
from evaluation.rules.quantities import MOST
from evaluation.selectors.catalogue import products_for
from evaluation.selectors.openings import deadline_book
from evaluation.selectors.roster import confirmed_officers, roster_on
from evaluation.selectors.seats import seating_on
from evaluation.services.drafts import open_period
from evaluation.services.work import frozen_message
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group
from staff.models import Officer, Unit, User
from staff.services.errors import DomainError


def hold(period: ScoringPeriod, officer_ids: Collection[int]) -> None:
    """Keep everyone else off the work of these officers; refuse what a confirmed form rests on (art. 17.3).

    The period first, as drafting takes it, then the forms, which a scorer may be confirming right now.
    """
    list(Period.objects.select_for_update().filter(code=period.code))
    list(Officer.objects.select_for_update().filter(pk__in=officer_ids).order_by("pk").values_list("pk"))
    forms = Evaluation.objects.current().filter(period__code=period.code, officer_id__in=officer_ids)
    list(forms.select_for_update().order_by("pk").values_list("pk"))
    if set(officer_ids) & confirmed_officers(period):
        raise DomainError(frozen_message(period))


def held_item(item: WorkItem, *others: int) -> WorkItem:
    """The item as it stands now, held; with the work of `others` (officer ids)."""
    hold(parse_period(item.period), {item.officer_id, *others})
    rows = WorkItem.objects.select_for_update(of=("self",)).select_related("product", "officer", "unit")
    found: WorkItem | None = rows.filter(pk=item.pk).first()
    if found is None:
        raise DomainError(_("Someone else just removed this work; nothing was changed."))
    return found


def refresh(period: ScoringPeriod, officer_ids: Collection[int], actor: User | None) -> None:
    """Draft the forms of these officers' units anew, where the period was opened (art. 17.1)."""
    opened = Period.objects.filter(code=period.code).first()
    if opened is None:
        return
    postings = seating_on(period.last_day).postings
    units = {postings[officer_id].unit_id for officer_id in officer_ids if officer_id in postings}
    # Where the period was opened for some units, the others wait for theirs.
    if opened.openings.exists():
        book = deadline_book(opened)
        units = {unit_id for unit_id in units if book.of(unit_id)}
    if units:
        open_period(quarter=period, unit_ids=units, actor=actor)


def keep(row: WorkItem, actor: User | None, reason: str = "") -> None:
    """Store an item with who did it and why."""
    row._history_user = actor  # type: ignore[attr-defined]
    row._change_reason = reason or None  # type: ignore[attr-defined]
    row.save()


def unit_in(period: ScoringPeriod, officer: Officer) -> Unit:
    """The officer's unit in the period (the last one there); DomainError for who did not serve in it."""
    members = roster_on(period.last_day, None, since=period.start).members
    member = members.get(officer.number)
    if member is None:
        raise DomainError(
            _("%(name)s does not serve in %(period)s, so no work can be given for it (article 18.1).")
            % {"name": officer.full_name, "period": period.title},
            "officer",
        )
    return member.unit


def product_in(period: ScoringPeriod, product: Product) -> Product:
    """The product as the catalogue of the period has it; DomainError for one outside it (art. 13.3, 18.1.a)."""
    found = products_for(period.last_day).get(product.code)
    if found is None or found.pk != product.pk:
        raise DomainError(
            _(
                "The catalogue in force on %(day)s has no product %(code)s; a new product is proposed first "
                "(article 13.3)."
            )
            % {"day": show_date(period.last_day), "code": product.code},
            "product",
        )
    return found


def check_quantity(value: Decimal, *, least: Decimal | None = None) -> None:
    """Refuse what is not above 0 (or below `least`), and what nobody makes in a period."""
    if least is None and value <= 0:
        raise DomainError(_("The quantity must be above 0."), "quantity")
    if value < (least or 0) or value > MOST:
        raise DomainError(
            _("The quantity must be from %(least)s to %(most)s.")
            % {"least": least or 0, "most": group(int(MOST))},
            "quantity",
        )


def check_day(period: ScoringPeriod, day: date) -> None:
    """A day of the period that has come."""
    if not period.start <= day < period.end:
        raise DomainError(
            _("The day must lie in %(period)s (%(first)s to %(last)s).")
            % {
                "period": period.title,
                "first": show_date(period.start),
                "last": show_date(period.last_day),
            },
            "day",
        )
    if day > timezone.localdate():
        raise DomainError(_("The day has not come yet."), "day")


def needed(text: str, field: str = "reason") -> str:
    """A written reason; DomainError without one."""
    if not text.strip():
        raise DomainError(_("Write the reason: it is kept in the history."), field)
    return text.strip()
