"""Cards of the home page about complaints; each starts at the gate."""

from django.http import HttpRequest
from django.template.loader import render_to_string
from django.utils.timezone import localdate

from evaluation.models import Complaint
from evaluation.selectors.complaints import to_answer
from staff.access import may

_SHOWN = 5


def complaints_card(request: HttpRequest) -> str:
    """Complaints that wait for one's answer, the most urgent first."""
    if not may(request.user, Complaint, "answer"):
        return ""
    rows = list(to_answer(request.user))
    if not rows:
        return ""
    overdue = sum(row.due < localdate() for row in rows)
    context = {"rows": rows[:_SHOWN], "number": len(rows), "overdue": overdue}
    return render_to_string("evaluation/cycle/complaints_card.html", context, request=request)
