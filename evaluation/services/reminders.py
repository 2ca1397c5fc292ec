"""Reminding those who are late with a period, and what the daily digest tells of last days."""

from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from evaluation.enums import EvaluationState, Verdict
from evaluation.models import Complaint, Evaluation, Period, PeriodOpening
from evaluation.rules.deadlines import Lateness, falls_soon
from evaluation.rules.periods import parse_period
from evaluation.selectors.openings import deadline_book
from evaluation.selectors.progress import FormLine, form_lines
from hrm.kernel.dates import show_date
from staff.models import Notice, Officer
from staff.registries import DigestSource, News
from staff.selectors.tree import load_tree
from staff.services.notices import notice_of, tell_all


@transaction.atomic
def remind_late(*, period: Period, lines: Iterable[FormLine], today: date) -> int:
    """Tell who is late with these forms, each account once a day; returns how many were told anew."""
    users = _accounts()
    notices: dict[tuple[int, str], Notice] = {}
    for item in _late_news(period, list(lines), users, today):
        notices[item.user_id, item.key] = notice_of(
            user_id=item.user_id, key=item.key, text=item.text, url=item.url
        )
    return tell_all(list(notices.values()))


def _late_news(period: Period, lines: list[FormLine], users: dict[int, int], today: date) -> Iterator[News]:
    title = parse_period(period.code).title
    waiting: Counter[int] = Counter()
    for line in lines:
        if line.late is Lateness.SELF_SCORE and line.deadlines and line.form.officer_id in users:
            text = _("Reminder: score yourself for %(period)s; the last day was %(day)s (article 18.2).")
            details = {"period": title, "day": show_date(line.deadlines.self_score_by)}
            yield News(
                users[line.form.officer_id],
                f"nhac:{line.form.pk}:{today.isoformat()}",
                text % details,
                reverse("evaluation:self_score", args=[line.form.pk]),
            )
        elif line.late is Lateness.CONFIRM and line.form.scorer_id in users:
            waiting[users[line.form.scorer_id]] += 1
    for user_id, number in waiting.items():
        text = ngettext(
            "Reminder: %(number)d form of %(period)s waits for your confirmation past the last day.",
            "Reminder: %(number)d forms of %(period)s wait for your confirmation past the last day.",
            number,
        )
        key = f"nhac-xac-nhan:{period.code}:{today.isoformat()}"
        yield News(user_id, key, text % {"number": number, "period": title}, _board(period))


def cycle_news(day: date) -> Iterator[News]:
    """Last days within two days, and those that passed: to the officer, the scorer, who answers a complaint."""
    users, tree = _accounts(), load_tree()
    opened = Period.objects.filter(pk__in=PeriodOpening.objects.values("period_id"))
    for period in opened:
        rows = Evaluation.objects.current().filter(period=period).exclude(state=EvaluationState.CONFIRMED)
        lines = form_lines(rows.defer("trace"), period, deadline_book(period, tree), day)
        yield from _self_news(period, lines, users, day)
        yield from _confirm_news(period, lines, users, day)
    yield from _complaint_news(users, day)


def _self_news(period: Period, lines: list[FormLine], users: dict[int, int], day: date) -> Iterator[News]:
    title = parse_period(period.code).title
    for line in lines:
        if line.is_scored or line.deadlines is None or line.form.officer_id not in users:
            continue
        due = line.deadlines.self_score_by
        if due < day:
            stage, text = "qua-han", _("Overdue since %(day)s: score yourself for %(period)s (article 18.2).")
        elif falls_soon(due, day):
            stage, text = "sap", _("Score yourself for %(period)s by %(day)s (article 18.2).")
        else:
            continue
        yield News(
            users[line.form.officer_id],
            f"tu-cham:{line.form.pk}:{due.isoformat()}:{stage}",
            text % {"period": title, "day": show_date(due)},
            reverse("evaluation:self_score", args=[line.form.pk]),
        )


def _confirm_news(period: Period, lines: list[FormLine], users: dict[int, int], day: date) -> Iterator[News]:
    """One message for all forms of a scorer with the same last day."""
    numbers: Counter[tuple[int, date]] = Counter()
    for line in lines:
        if line.deadlines and line.form.scorer_id in users:
            numbers[users[line.form.scorer_id], line.deadlines.confirm_by] += 1
    for (user_id, due), number in numbers.items():
        if due < day:
            stage, text = "qua-han", _("Overdue since %(day)s: %(number)d forms of %(period)s to confirm.")
        elif falls_soon(due, day):
            stage, text = "sap", _("%(number)d forms of %(period)s to confirm by %(day)s.")
        else:
            continue
        details = {"period": parse_period(period.code).title, "day": show_date(due), "number": number}
        key = f"xac-nhan:{period.code}:{due.isoformat()}:{stage}"
        yield News(user_id, key, text % details, _board(period))


def _complaint_news(users: dict[int, int], day: date) -> Iterator[News]:
    rows = Complaint.objects.filter(outcome=Verdict.OPEN).select_related("officer")
    for row in rows:
        if row.answerer_id not in users:
            continue
        if row.due < day:
            stage, text = (
                "qua-han",
                _("Overdue since %(day)s: answer the complaint of %(name)s (article 22)."),
            )
        elif falls_soon(row.due, day):
            stage, text = "sap", _("Answer the complaint of %(name)s by %(day)s (article 22).")
        else:
            continue
        yield News(
            users[row.answerer_id],
            f"kien-nghi:{row.pk}:{row.due.isoformat()}:{stage}",
            text % {"day": show_date(row.due), "name": row.officer.full_name},
            reverse("evaluation:complaint", args=[row.pk]),
        )


def cycle_summary(count: int, day: date) -> tuple[str, str]:
    """One message instead of very many."""
    text = ngettext(
        "%(count)d last day of the evaluation is near or passed.",
        "%(count)d last days of the evaluation are near or passed.",
        count,
    )
    return text % {"count": count}, reverse("evaluation:periods")


def _accounts() -> dict[int, int]:
    """Officer id → account that may be told."""
    rows = Officer.objects.filter(user__is_active=True).values_list("pk", "user_id")
    return dict(rows)


def _board(period: Period) -> str:
    return reverse("evaluation:progress", args=[period.code])


CYCLE_DIGEST: Final = DigestSource("ky-danh-gia", cycle_news, cycle_summary, order=20)
