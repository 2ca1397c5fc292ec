"""Results of a session, and the qualification that a passed one writes into the record."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from hrm.kernel.dates import PartialDate
from staff.kinds import Kind, kinds_of
from staff.models import Qualification, User
from staff.rules.levels import levels_of
from staff.services.errors import DomainError
from staff.services.facts import correct_fact, record_fact, withdraw_fact
from training.enums import EnrolmentState
from training.models import Enrolment, Programme, Result
from training.rules.needs import reaches
from training.services.saving import keep
from training.services.seats import locked

_BEST_MARK: Final = Decimal(100)


@dataclass(frozen=True)
class ResultFacts:
    """What is said about one person: passed, mark (0 to 100), class, certificate and its date."""

    passed: bool
    mark: Decimal | None = None
    grade: str = ""
    certificate: str = ""
    issued_on: date | None = None


@transaction.atomic
def record_result(*, actor: User | None, enrolment: Enrolment, facts: ResultFacts) -> Result:
    """Record what came of a session for one person, and write or take back the qualification it gives.

    A passed result of a programme that gives a level is written from the date of the certificate, unless the
    record holds that level or a higher one already. Only who took part in a session that has begun.
    """
    session = locked(enrolment.session)
    place: Enrolment = Enrolment.objects.select_related("officer", "session__course__programme").get(
        pk=enrolment.pk
    )
    _check(place, facts)
    if timezone.localdate() < session.start:
        raise DomainError(_("the session has not begun yet"))
    result = Result.objects.filter(enrolment=place).first() or Result(enrolment=place)
    qualification = _write(actor, place, result, facts)
    return keep(result, actor, qualification=qualification, **vars(facts))


def kind_of_programme(programme: Programme) -> Kind | None:
    """The history that a programme writes into, nothing for one without a qualification."""
    return next((k for k in kinds_of(Qualification) if k.where.get("kind") == programme.kind), None)


def _check(place: Enrolment, facts: ResultFacts) -> None:
    if place.state != EnrolmentState.ENROLLED:
        raise DomainError(_("%(name)s does not take part") % {"name": place.officer.full_name})
    if facts.mark is not None and not 0 <= facts.mark <= _BEST_MARK:
        raise DomainError(_("a mark from 0 to 100"), "mark")
    gives = kind_of_programme(place.session.course.programme) is not None
    if facts.passed and gives and facts.issued_on is None:
        raise DomainError(
            _("the date of the certificate: the qualification holds from that day"), "issued_on"
        )
    if facts.issued_on is None:
        return
    if facts.issued_on > timezone.localdate():
        raise DomainError(_("the date of the certificate lies in the future"), "issued_on")
    if facts.issued_on < place.session.start:
        raise DomainError(_("the certificate is older than the session"), "issued_on")


def _write(actor: User | None, place: Enrolment, result: Result, facts: ResultFacts) -> Any:
    """The row of the record that belongs to the result, written, corrected, or taken back."""
    programme = place.session.course.programme
    kind, written = kind_of_programme(programme), result.qualification
    if kind is None or not facts.passed or facts.issued_on is None:
        if written is not None:
            withdraw_fact(actor=actor, row=written, reason=_("the training result was corrected"))
        return None
    start = PartialDate(facts.issued_on, "day")
    values: dict[str, Any] = {
        "title": programme.level,
        "specialty": written.specialty if written else "",
        "school": place.session.course.organiser,
        "study_form": written.study_form if written else "",
        "certificate": facts.certificate,
    }
    if written is not None:
        return correct_fact(actor=actor, row=written, start=start, end=written.end, **values)
    if _holds_already(place, programme, facts.issued_on):
        return None
    return record_fact(actor=actor, officer=place.officer, kind=kind, start=start, **values)


def _holds_already(place: Enrolment, programme: Programme, day: date) -> bool:
    """A second certificate of a lower or equal level would close the higher one."""
    if not levels_of(programme.kind):
        return False
    held = Qualification.objects.at(day).filter(officer=place.officer, kind=programme.kind)
    return reaches(programme.kind, programme.level, held.values_list("title", flat=True))
