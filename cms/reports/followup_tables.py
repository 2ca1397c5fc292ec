"""Lists of tasks and the boards of what became of directives."""

from datetime import date
from typing import Any

import django_tables2 as tables
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html
from django.utils.http import urlencode
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _

from cms.enums import TaskState
from cms.models import Task
from cms.rules.followup import Outcome, Tally, outcome_of, percent_of
from cms.selectors.tasks import OUTCOME_LABELS, OUTCOME_TONES, source_of
from hrm.kernel.dates import show_date
from hrm.kernel.numbers import group

_NUMBER = {"th": {"class": "num"}, "td": {"class": "num"}}
_TITLE = {"td": {"class": "card-title"}}


def badge(label: Any, tone: str) -> SafeString:
    """A word with a colour."""
    return render_to_string("components/badge.html", {"label": label, "tone": tone})


def standing(task: Any, today: date) -> tuple[Any, str]:
    """The words and the tone of where a task stands; a report that waits comes before the last day."""
    outcome = outcome_of(task.state, task.deadline, task.done_on, today)
    if task.state == TaskState.REPORTED:
        return TaskState.REPORTED.label, "danger" if outcome is Outcome.OVERDUE else "accent"
    return OUTCOME_LABELS[outcome], OUTCOME_TONES[outcome]


def share(numerator: int, denominator: int) -> SafeString:
    """A rate with its numerator and denominator."""
    shown = {
        "percent": percent_of(numerator, denominator),
        "numerator": numerator,
        "denominator": denominator,
    }
    return render_to_string("components/rate.html", shown)


class TaskTable(tables.Table):
    """Tasks with whom, until when, and where they stand."""

    title = tables.Column(
        verbose_name=_("What is to be done"), linkify=("cms:task", {"pk": tables.A("pk")}), attrs=_TITLE
    )
    owner = tables.Column(
        verbose_name=_("Responsible person"),
        accessor="owner__full_name",
        order_by=("owner__name_key", "owner__number"),
    )
    unit = tables.Column(verbose_name=_("Unit"), accessor="unit__name", order_by=("unit__code",))
    product = tables.Column(verbose_name=_("Product"), orderable=False)
    source = tables.Column(verbose_name=_("Source"), accessor="pk", orderable=False)
    deadline = tables.Column(
        verbose_name=_("Deadline of the task"), order_by=("deadline", "pk"), attrs=_NUMBER
    )
    done_on = tables.Column(verbose_name=_("Done on"), orderable=False, attrs=_NUMBER)
    state = tables.Column(verbose_name=_("State"), orderable=False)

    cards = True
    caption = _("List of tasks")
    empty_icon = "check"
    empty_hint = _("Tasks are given from a directive, a conclusion, a finding or coordination rules.")

    class Meta:
        model = Task
        fields = ()
        default = "–"
        empty_text = _("No task matches")
        sequence = ("title", "owner", "unit", "product", "source", "deadline", "done_on", "state")

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def render_source(self, record: Any) -> str:
        """The document or duty it comes from."""
        return source_of(record)[1]

    def render_deadline(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_done_on(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_state(self, record: Any) -> SafeString:
        """Where it stands today."""
        return badge(*standing(record, self.today))


class UnitTable(tables.Table):
    """Tasks by unit, those below included; every figure leads to the names behind it."""

    name = tables.Column(verbose_name=_("Unit"), orderable=False, attrs=_TITLE)
    given = tables.Column(
        verbose_name=_("Tasks given"), accessor="tally__given", orderable=False, attrs=_NUMBER
    )
    open = tables.Column(verbose_name=_("In hand"), accessor="tally__open", orderable=False, attrs=_NUMBER)
    overdue = tables.Column(
        verbose_name=_("Overdue"), accessor="tally__overdue", orderable=False, attrs=_NUMBER
    )
    in_time = tables.Column(
        verbose_name=_("Done in time"), accessor="tally__in_time", orderable=False, attrs=_NUMBER
    )
    late = tables.Column(verbose_name=_("Done late"), accessor="tally__late", orderable=False, attrs=_NUMBER)
    done_rate = tables.Column(
        verbose_name=_("Done of given"), accessor="tally", orderable=False, attrs=_NUMBER
    )
    time_rate = tables.Column(
        verbose_name=_("In time of done"), accessor="tally", orderable=False, attrs=_NUMBER
    )

    caption = _("Tasks by unit")
    empty_icon = "check"

    class Meta:
        default = "–"
        empty_text = _("No task in your reach")
        attrs = {"class": "sticky-first"}

    def __init__(self, *args: Any, days: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.days = days

    def render_name(self, record: Any) -> SafeString:
        """Indented as the tree."""
        return format_html('<span class="level-{}">{}</span>', min(record.depth, 3), record.name)

    def render_given(self, value: int, record: Any) -> SafeString:
        """All, to the list."""
        return self._linked(value, record, "")

    def render_open(self, value: int, record: Any) -> SafeString:
        """To the names."""
        return self._linked(value, record, Outcome.OPEN)

    def render_overdue(self, value: int, record: Any) -> SafeString:
        """To the names."""
        return self._linked(value, record, Outcome.OVERDUE)

    def render_in_time(self, value: int, record: Any) -> SafeString:
        """To the names."""
        return self._linked(value, record, Outcome.IN_TIME)

    def render_late(self, value: int, record: Any) -> SafeString:
        """To the names."""
        return self._linked(value, record, Outcome.LATE)

    def render_done_rate(self, value: Tally) -> SafeString:
        """Done of all given."""
        return share(value.done, value.given)

    def render_time_rate(self, value: Tally) -> SafeString:
        """In time of all done."""
        return share(value.in_time, value.done)

    def _linked(self, value: int, record: Any, state: str) -> SafeString:
        if not value:
            return format_html('<span class="faint">{}</span>', 0)
        asked = {"unit": record.code, "state": state, **self.days}
        url = f"{reverse('cms:tasks')}?{urlencode({k: v for k, v in asked.items() if v})}"
        return format_html('<a href="{}">{}</a>', url, group(value))


class WayTable(tables.Table):
    """How far each directive has come in the units in reach."""

    symbol = tables.Column(
        verbose_name=_("Directive"),
        accessor="directive__symbol",
        linkify=("cms:followup", {"pk": tables.A("directive__pk")}),
        orderable=False,
        attrs=_TITLE,
    )
    title = tables.Column(
        verbose_name=_("Subject of the document"), accessor="directive__title", orderable=False
    )
    issued_on = tables.Column(
        verbose_name=_("Issued on"), accessor="directive__issued_on", orderable=False, attrs=_NUMBER
    )
    told = tables.Column(verbose_name=_("Made known"), accessor="units_told", orderable=False)
    plans = tables.Column(verbose_name=_("Plans"), orderable=False, attrs=_NUMBER)
    done = tables.Column(verbose_name=_("Tasks done"), accessor="tally", orderable=False, attrs=_NUMBER)
    overdue = tables.Column(
        verbose_name=_("Tasks overdue"), accessor="tally__overdue", orderable=False, attrs=_NUMBER
    )
    reviewed = tables.Column(verbose_name=_("Reviewed"), accessor="last_review", orderable=False)

    cards = True
    caption = _("Directives and how far they have come")
    empty_icon = "file"

    class Meta:
        default = "–"
        empty_text = _("No directive in your reach")

    def render_issued_on(self, value: date) -> str:
        """dd/mm/yyyy."""
        return show_date(value)

    def render_told(self, value: int, record: Any) -> SafeString:
        """In how many units, since when."""
        if not value:
            return badge(_("Not yet"), "warning")
        words = _("%(n)s units, since %(day)s") if value > 1 else _("%(n)s unit, on %(day)s")
        return format_html("{}", words % {"n": value, "day": show_date(record.first_told)})

    def render_plans(self, value: int) -> SafeString | str:
        """How many."""
        return group(value) if value else badge(_("No plan"), "warning")

    def render_done(self, value: Tally) -> SafeString:
        """Done of all given."""
        return share(value.done, value.given)

    def render_overdue(self, value: int, record: Any) -> SafeString:
        """To the names."""
        if not value:
            return format_html('<span class="faint">{}</span>', 0)
        asked = urlencode({"directive": record.directive.pk, "state": Outcome.OVERDUE})
        return format_html('<a href="{}?{}">{}</a>', reverse("cms:tasks"), asked, group(value))

    def render_reviewed(self, value: date) -> str:
        """The last review."""
        return show_date(value)
