"""The two judged ratios of a leader, đ and e of article 15.3, given by the scorer on confirming."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from evaluation.models import Evaluation, LeaderAssessment
from staff.models import User
from staff.services.errors import DomainError

_KNOWN = (50, 100)


@dataclass(frozen=True)
class Judged:
    """đ (organising the work) and e (unity), 100 or 50 per cent each, with the grounds for less than 100."""

    organising: int
    unity: int
    grounds: str = ""


def judge_leader(*, form: Evaluation, judged: Judged, actor: User) -> LeaderAssessment:
    """Keep what the scorer judged of a leader in the period of the form; who did it stays in the history.

    The caller holds the form and asked whether the actor is the scorer. Raises DomainError for who holds no
    leading post, other values than 100 and 50, and 50 without grounds (article 15.3.b, c).
    """
    if form.seat == "staff":
        raise DomainError(_("Only leaders are judged by đ and e (article 15.3)."))
    if not {judged.organising, judged.unity} <= set(_KNOWN):
        raise DomainError(_("đ and e are 100 or 50 per cent (article 15.3)."))
    grounds = judged.grounds.strip()
    if 50 in (judged.organising, judged.unity) and not grounds:
        raise DomainError(_("Less than 100 per cent needs its grounds (article 15.3.b, c)."), "grounds")
    about = {"officer_id": form.officer_id, "period": form.period.code}
    row = LeaderAssessment.objects.select_for_update().filter(**about).first() or LeaderAssessment(**about)
    wanted = (judged.organising, judged.unity, grounds)
    if row.pk and (row.organising, row.unity, row.grounds) == wanted:
        return row
    row.unit_id = form.unit_id
    row.organising, row.unity, row.grounds = wanted
    vars(row)["_history_user"] = actor
    row.save()
    return row
