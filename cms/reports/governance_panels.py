"""What waits of coordination, inspections and the committee: the card of the home page and the digest."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from cms.models import Committee, Conclusion, CoordinationRule, Finding, Inspection, Task
from cms.selectors.committees import conclusions_waiting
from cms.selectors.coordination import due_reviews, reviews_waiting
from cms.selectors.inspections import findings_waiting, pressing_findings
from hrm.kernel.dates import show_date
from staff.access import held_reach, keepers_of, may, reach_for
from staff.models import User
from staff.reach import Reach
from staff.registries import DigestSource, News

SHOWN: Final = 5
# Address, what it is, the day, whether that has passed.
Line = tuple[str, str, str, bool]


def sees_coordination(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere for this person."""
    return may(request.user, CoordinationRule, "view")


def sees_inspections(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere for this person."""
    return may(request.user, Inspection, "view")


def sees_committees(request: HttpRequest) -> bool:
    """Whether the entry of the navigation leads anywhere for this person."""
    return may(request.user, Committee, "view")


def waiting_card(request: HttpRequest) -> str:
    """Reviews due, findings due and conclusions without a task, for who sees to them."""
    user, day = request.user, localdate()
    if not isinstance(user, User):
        return ""
    reviews = reviews_waiting(user, day) if may(user, CoordinationRule, "change") else []
    findings = findings_waiting(user, day) if may(user, Task, "add") and sees_inspections(request) else []
    conclusions = conclusions_waiting(user) if may(user, Committee, "change") else []
    if not (reviews or findings or conclusions):
        return ""
    parts = [
        (_("Reviews of coordination rules"), [_review(rule, day) for rule in reviews[:SHOWN]], len(reviews)),
        (_("Findings to be remedied"), [_remedy(each, day) for each in findings[:SHOWN]], len(findings)),
        (_("Conclusions without a task"), [_loose(row) for row in conclusions[:SHOWN]], len(conclusions)),
    ]
    return render_to_string("cms/governance/card.html", {"parts": parts}, request=request)


def _review(rule: CoordinationRule, day: date) -> Line:
    address = reverse("cms:coordination_rule", args=[rule.pk])
    return address, rule.title, show_date(rule.next_review), rule.next_review < day


def _remedy(finding: Finding, day: date) -> Line:
    address = reverse("cms:inspection", args=[finding.inspection_id])
    return address, finding.text, show_date(finding.remedy_by), finding.remedy_by < day


def _loose(row: Conclusion) -> Line:
    return reverse("cms:committee_meeting", args=[row.meeting_id]), str(row), "", False


def governance_news(day: date) -> Iterator[News]:
    """Reviews and findings that come near or are overdue, once for each of the two, to who sees to them."""
    yield from _review_news(day)
    yield from _finding_news(day)


def _review_news(day: date) -> Iterator[News]:
    rules = list(due_reviews(day))
    for user in keepers_of({rule.unit_id for rule in rules}, CoordinationRule, "change"):
        reach = reach_for(user, CoordinationRule, "change")
        yield from (_told_review(user, rule, day) for rule in rules if _reaches(reach, rule.unit_id))


def _told_review(user: User, rule: CoordinationRule, day: date) -> News:
    late = rule.next_review < day
    text = _("Review overdue since %(day)s: %(title)s") if late else _("Review due on %(day)s: %(title)s")
    key = f"coordination:{rule.pk}:{rule.next_review}:{'late' if late else 'soon'}"
    told = text % {"day": show_date(rule.next_review), "title": rule.title}
    return News(user.pk, key, told, reverse("cms:coordination_rule", args=[rule.pk]))


def _finding_news(day: date) -> Iterator[News]:
    findings = list(pressing_findings(day))
    for user in keepers_of({each.inspection.unit_id for each in findings}, Task, "add"):
        reach = held_reach(user, Inspection, "view")
        reached = [each for each in findings if _reaches(reach, each.inspection.unit_id)]
        yield from (_told_finding(user, each, day) for each in reached)


def _told_finding(user: User, found: Finding, day: date) -> News:
    late = found.remedy_by < day
    text = (
        _("Finding not remedied since %(day)s, %(unit)s: %(text)s")
        if late
        else _("Finding to be remedied by %(day)s, %(unit)s: %(text)s")
    )
    key = f"finding:{found.pk}:{found.remedy_by}:{'late' if late else 'soon'}"
    unit = found.inspection.unit.name
    told = text % {"day": show_date(found.remedy_by), "unit": unit, "text": str(found)}
    return News(user.pk, key, told, reverse("cms:inspection", args=[found.inspection_id]))


def _reaches(reach: Reach, unit_id: int) -> bool:
    return reach.everything or unit_id in reach.unit_ids


def governance_summary(count: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext("%(count)d review or finding waits.", "%(count)d reviews and findings wait.", count)
    return text % {"count": count}, reverse("cms:home")


GOVERNANCE_DIGEST: Final = DigestSource("governance", governance_news, governance_summary, order=70)
