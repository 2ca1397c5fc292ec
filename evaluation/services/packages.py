"""The package for the national database: made by personnel, signed off by a leader, handed over (art. 26.1.d)."""

import hashlib
import tempfile
from collections.abc import Callable, Sequence
from datetime import date
from typing import BinaryIO

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.models import Evaluation, NationalPackage, YearRating
from evaluation.rules.packages import due_on
from evaluation.selectors.packages import (
    PackedRow,
    Subject,
    forms_of,
    is_current,
    packed_rows,
    results_of,
    subject_of,
    unmaskable,
)
from hrm.kernel.dates import show_date
from staff.access import reach_for, rows_for
from staff.models import Disclosure, Unit, User
from staff.selectors.masked import CITIZEN_ID
from staff.selectors.tree import subtree_of
from staff.services.errors import DomainError

Write = Callable[[Unit, Subject, Sequence[PackedRow], bool, BinaryIO], None]
"""Writes the file: agency, subject, people, whether identity numbers are in it, where to."""


@transaction.atomic
def make_package(
    *, unit: Unit, subject: Subject, actor: User | None, with_ids: bool, write: Write
) -> NationalPackage:
    """Pack the results of an agency with everything below it; refused while one of them is open.

    `actor` None: the operator at the command line. A package that nobody signed off yet is replaced; one that was
    signed off only when its results changed since.
    """
    Unit.objects.select_for_update().get(pk=unit.pk)
    scope = subtree_of(unit.code)
    _check_reach(actor, unit, subject, scope)
    complete_on = _complete_on(unit, subject, scope)
    before = _before(unit, subject, scope)
    people = list(forms_of(scope, subject).values_list("officer_id", flat=True))
    unmasked = unmaskable(actor, people) if with_ids and actor else frozenset[int]()
    rows = packed_rows(scope, subject, unmasked)
    package = NationalPackage(
        unit=unit,
        period=subject.period,
        year=subject.year,
        complete_on=complete_on,
        due=due_on(complete_on, settings.NATIONAL_PACKAGE_DAYS),
        number=len(rows),
        has_ids=any(row.citizen_id for row in rows),
        made_by=actor or _operator(),
    )
    _write(package, subject, rows, write)
    _log_seen(actor, unmasked, rows)
    if before is not None:
        _drop(before)
    return package


@transaction.atomic
def sign_off(*, package: NationalPackage, actor: User) -> NationalPackage:
    """Answer for a package as a leader: not by whoever made it, and only while it tells what holds."""
    found = _locked(package)
    if found.signed_off_at:
        raise DomainError(_("This package is signed off already."))
    if found.made_by_id == actor.pk:
        raise DomainError(_("Who made the package does not sign it off; another person does."))
    _require_current(found)
    found.signed_off_at, found.signed_off_by = timezone.now(), actor
    found.save()
    return found


@transaction.atomic
def hand_over(
    *, package: NationalPackage, sent_on: date, receipt: str, actor: User, today: date
) -> NationalPackage:
    """Write down that a signed-off package went to the national database, with its receipt."""
    found = _locked(package)
    if found.sent_on:
        raise DomainError(
            _("This package was handed over on %(day)s already.") % {"day": show_date(found.sent_on)}
        )
    if not found.signed_off_at:
        raise DomainError(_("A leader signs the package off before it is handed over."))
    _require_current(found)
    if sent_on > today:
        raise DomainError(_("The day lies in the future."), "sent_on")
    if sent_on < timezone.localtime(found.signed_off_at).date():
        raise DomainError(_("The package was signed off later than that day."), "sent_on")
    if not receipt.strip():
        raise DomainError(_("Write the number of the receipt."), "receipt")
    found.sent_on, found.receipt = sent_on, receipt.strip()
    found.save()
    return found


@transaction.atomic
def log_download(*, package: NationalPackage, actor: User) -> None:
    """Whoever takes a file with identity numbers has seen them: written down for each person in it."""
    scope = subtree_of(package.unit.code)
    people = list(forms_of(scope, subject_of(package)).values_list("officer_id", flat=True))
    _disclose(actor, people)


def _check_reach(actor: User | None, unit: Unit, subject: Subject, scope: frozenset[int]) -> None:
    """The unit is one the person keeps results of, and every result in it is in the person's sight."""
    if actor is None:
        return
    reach = reach_for(actor, NationalPackage, "add")
    if not (reach.everything or unit.pk in reach.unit_ids):
        raise DomainError(_("This agency is not in your reach."), "unit")
    model = Evaluation if subject.period else YearRating
    seen = rows_for(actor, model, "view")
    if forms_of(scope, subject).exclude(pk__in=seen.values("pk")).exists():
        raise DomainError(_("Some results of this agency are not in your reach."), "unit")


def _complete_on(unit: Unit, subject: Subject, scope: frozenset[int]) -> date:
    """The day the last result came; refused while one is open, with how many."""
    results = results_of(scope, subject)
    details = {"unit": unit.name, "subject": subject.title, "total": results.total}
    if not results.total:
        raise DomainError(_("%(unit)s has no results for %(subject)s yet.") % details, "subject")
    if open_ones := results.total - results.done:
        text = ngettext(
            "%(n)d of %(total)d results is not confirmed yet; the package holds all of them (art. 26.1.d).",
            "%(n)d of %(total)d results are not confirmed yet; the package holds all of them (art. 26.1.d).",
            open_ones,
        )
        raise DomainError(text % {"n": open_ones, **details}, "subject")
    return results.complete_on or timezone.localdate()


def _before(unit: Unit, subject: Subject, scope: frozenset[int]) -> NationalPackage | None:
    """The package that a new one replaces; refused when a signed-off one still holds."""
    mine = NationalPackage.objects.filter(unit=unit, period=subject.period, year=subject.year)
    newest: NationalPackage | None = mine.first()
    if newest is None or (newest.signed_off_at and not is_current(newest, results_of(scope, subject))):
        return None
    if newest.signed_off_at:
        raise DomainError(
            _("There is a signed-off package of these results, and nothing changed since."), "subject"
        )
    return newest


def _write(package: NationalPackage, subject: Subject, rows: Sequence[PackedRow], write: Write) -> None:
    with tempfile.TemporaryFile(prefix="package-") as target:
        write(package.unit, subject, rows, package.has_ids, target)
        target.seek(0)
        package.sha256 = _sha256(target)
        target.seek(0)
        code = "".join(letter if letter.isalnum() or letter in "-_" else "_" for letter in package.unit.code)
        package.file_name = f"goi-du-lieu-{subject.code}-{code}.zip"
        package.file.save(package.file_name, File(target), save=False)
    package.save()


def _drop(package: NationalPackage) -> None:
    """A package nobody answered for yet gives way; its history stays."""
    storage, name = package.file.storage, str(package.file.name)
    package.delete()
    transaction.on_commit(lambda: storage.delete(name))


def _log_seen(actor: User | None, unmasked: frozenset[int], rows: Sequence[PackedRow]) -> None:
    if actor and any(row.citizen_id for row in rows):
        _disclose(actor, sorted(unmasked))


def _disclose(actor: User, officer_ids: Sequence[int]) -> None:
    Disclosure.objects.bulk_create(
        [Disclosure(viewer=actor, officer_id=pk, field=CITIZEN_ID.key) for pk in officer_ids], batch_size=500
    )


def _locked(package: NationalPackage) -> NationalPackage:
    rows = NationalPackage.objects.select_for_update(of=("self",)).select_related("unit", "period")
    found: NationalPackage = rows.get(pk=package.pk)
    return found


def _require_current(package: NationalPackage) -> None:
    results = results_of(subtree_of(package.unit.code), subject_of(package))
    if not is_current(package, results):
        raise DomainError(_("Results changed since this package was made; make a new one."))


def _operator() -> User:
    """Who stands in the books for the command line: the first administrator."""
    found = User.objects.filter(is_superuser=True, is_active=True).order_by("pk").first()
    if found is None:
        raise DomainError(_("There is no administrator account to answer for the package."))
    return found


def _sha256(content: BinaryIO) -> str:
    digest = hashlib.sha256()
    while piece := content.read(1 << 20):
        digest.update(piece)
    return digest.hexdigest()
