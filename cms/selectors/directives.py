"""Directives as the screens read them: where each stands, what it follows, what the reader still has to confirm."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import DateTimeField, Exists, OuterRef, QuerySet, Subquery
from django.utils.translation import gettext_lazy as _

from cms.models import Acknowledgement, Directive, DirectiveVersion, Replacement
from cms.rules.validity import Standing, Validity, standing
from staff.access import reach_for, rows_for
from staff.models import Posting, User

STANDINGS = {
    Standing.IN_FORCE: _("In force"),
    Standing.PARTLY: _("In force, replaced in part"),
    Standing.NOT_YET: _("Not in force yet"),
    Standing.REPLACED: _("Replaced"),
    Standing.EXPIRED: _("Expired"),
    Standing.DRAFT: _("Draft"),
}


def reader_of(user: User) -> int | None:
    """The officer who would confirm; None for accounts of nobody who serves."""
    officer_id = reach_for(user, Acknowledgement, "view").officer_id
    serving = reach_for(user, DirectiveVersion, "acknowledge").serving
    # An administrator's reach names no serving unit: what counts is the own posting.
    if serving is None:
        return None
    return officer_id if serving.unit_ids else None


def with_standing(rows: QuerySet[Any], user: User, day: date) -> QuerySet[Any]:
    """With what `standing_of` needs, and the version asked of this reader, its deadline and when it was confirmed."""
    addressed: Any = rows_for(user, DirectiveVersion, "acknowledge")
    asked = addressed.asked().filter(directive=OuterRef("pk"))
    mine = Acknowledgement.objects.filter(
        officer=reader_of(user), version__directive=OuterRef("pk"), version_id=OuterRef("asked_id")
    )
    nobody = reader_of(user) is None
    listed: Any = rows
    found: QuerySet[Any] = (
        listed.standing_on(day)
        .annotate(asked_id=Subquery((asked.none() if nobody else asked).values("pk")[:1]))
        .annotate(
            asked_by=Subquery(
                DirectiveVersion.objects.filter(pk=OuterRef("asked_id")).values("acknowledge_by")[:1]
            ),
            confirmed_at=Subquery(mine.values("at")[:1], output_field=DateTimeField()),
        )
    )
    return found


def standing_of(row: Any, day: date) -> Standing:
    """Where a row annotated by `standing_on` stands."""
    validity = Validity(
        published=row.published_at is not None,
        start=row.force_start,
        end=row.in_force_until,
        replaced=row.replaced,
        partly=row.partly,
    )
    return standing(validity, day)


def waiting_for(user: User, day: date) -> QuerySet[Any]:
    """Versions that this reader is asked to confirm and has not: of directives neither expired nor replaced."""
    officer_id = reader_of(user)
    if officer_id is None:
        return DirectiveVersion.objects.none()
    addressed: Any = rows_for(user, DirectiveVersion, "acknowledge")
    asked = addressed.asked()
    current = Directive.objects.not_over_on(day).filter(published_at__isnull=False)
    confirmed = Acknowledgement.objects.filter(version=OuterRef("pk"), officer_id=officer_id)
    return (  # type: ignore[no-any-return]
        asked.filter(~Exists(confirmed), directive__in=current)
        .select_related("directive__issuer")
        .order_by("acknowledge_by", "directive__issued_on", "pk")
    )


@dataclass(frozen=True)
class Relative:
    """A directive that one refers to. `linked`: the reader may open it; else only its symbol is told."""

    directive: Directive
    linked: bool
    partly: bool = False


@dataclass(frozen=True)
class Relatives:
    """What a directive replaces, what replaces it, what it carries out, what carries it out."""

    replaces: list[Relative]
    replaced_by: list[Relative]
    implements: list[Relative]
    implemented_by: list[Relative]


def relatives(user: User, directive: Directive) -> Relatives:
    """All four, drafts only for those who keep them."""
    older = [(row.older, row.partly) for row in directive.replacing.select_related("older")]
    newer = [(row.newer, row.partly) for row in directive.replacements.select_related("newer")]
    above = [(directive.implements, False)] if directive.implements else []
    below = [(row, False) for row in directive.implemented_by.all()]
    everyone = [row.pk for row, _partly in (*older, *newer, *above, *below)]
    open_to = set(rows_for(user, Directive, "view").filter(pk__in=everyone).values_list("pk", flat=True))

    def shown(pairs: list[tuple[Directive, bool]]) -> list[Relative]:
        listed = [Relative(row, row.pk in open_to, partly) for row, partly in pairs]
        known = [each for each in listed if each.linked or each.directive.published_at is not None]
        return sorted(known, key=lambda each: (each.directive.issued_on, each.directive.pk))

    return Relatives(shown(older), shown(newer), shown(above), shown(below))


def replaces_of_all() -> dict[int, list[int]]:
    """Newer → the older ones it replaces, for every directive."""
    found: dict[int, list[int]] = {}
    for newer, older in Replacement.objects.order_by("pk").values_list("newer_id", "older_id"):
        found.setdefault(newer, []).append(older)
    return found


def home_unit_of(officer_id: int, day: date) -> int | None:
    """The home on a day; for who has none, the unit of the first posting there is."""
    postings = Posting.objects.at(day).filter(officer_id=officer_id).order_by("start", "pk")
    home = postings.primary().values_list("unit_id", flat=True).first()
    found: int | None = home or postings.values_list("unit_id", flat=True).first()
    return found
