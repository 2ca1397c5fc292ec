"""What every board shares: scope of the address, filter, tabs, links to what a figure is made of."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _

from evaluation.entry.boards import BoardFilter
from evaluation.rules.periods import StatMonth
from evaluation.selectors.results.scope import ResultScope, month_code, result_scope
from evaluation.selectors.results.special import sees_special


@dataclass(frozen=True)
class BoardPage:
    """The scope of a request and its form."""

    request: HttpRequest
    scope: ResultScope
    form: BoardFilter

    @property
    def month(self) -> StatMonth | None:
        """The month shown; None where there is nothing to show."""
        return self.scope.month

    def query(self, **more: str) -> str:
        """The address's own parameters, with others beside or instead."""
        unit = {"don-vi": self.scope.unit.code} if self.scope.unit else {}
        month = {"thang": month_code(self.scope.month)} if self.scope.month else {}
        return urlencode(unit | month | {key.replace("_", "-"): value for key, value in more.items()})

    def source(self, unit_code: str, measure: str, column: str) -> str:
        """Where a figure of a unit is taken apart."""
        return self.taken_apart(unit_code, measure, column, self.month)

    def taken_apart(
        self, unit_code: str, measure: str, column: str, month: StatMonth | None, *, merged: bool = False
    ) -> str:
        """The same for any month; `merged`: with the closed units that became the unit."""
        asked = {"so": measure, "cot": column}
        asked |= {"don-vi": unit_code} if unit_code else {}
        asked |= {"thang": month_code(month)} if month else {}
        asked |= {"gop": "1"} if merged else {}
        return f"{reverse('evaluation:result_sources')}?{urlencode(asked)}"

    def context(self, active: str) -> dict[str, Any]:
        """What every template of the boards needs."""
        return {
            "scope": self.scope,
            "month": self.month,
            "form": self.form,
            "query": self.query(),
            "board_tabs": self._tabs(active),
            "title_of": self.scope.unit.name if self.scope.unit else _("My own results"),
            "breadcrumbs": [],
        }

    def _tabs(self, active: str) -> list[dict[str, Any]]:
        tabs = [("results", _("Overview of results"))]
        if self.scope.unit:
            tabs.append(("result_people", _("Enforcement officers")))
        tabs.append(("result_trend", _("By month")))
        if self.scope.unit and sees_special(self.scope):
            tabs.append(("result_special", _("Special kinds, endings")))
        if self.scope.unit:
            tabs.append(("result_report", _("Report")))
        shown = [
            {
                "label": label,
                "url": f"{reverse(f'evaluation:{name}')}?{self.query()}",
                "active": name == active,
            }
            for name, label in tabs
        ]
        return [
            *shown,
            {"label": _("Monthly figures"), "url": reverse("evaluation:caseload"), "active": False},
        ]


def board_page(request: HttpRequest) -> BoardPage:
    """Verb missing: 403; a unit out of reach: 404; a month without figures is said at its field."""
    scope = result_scope(
        request.user,
        unit=request.GET.get("don-vi", "").strip(),
        month=request.GET.get("thang", "").strip(),
    )
    form = BoardFilter(scope)
    form.is_valid()
    return BoardPage(request, scope, form)


def svg_response(content: bytes) -> HttpResponse:
    """A picture that nothing on the way may keep."""
    return HttpResponse(content, content_type="image/svg+xml", headers={"Cache-Control": "private, no-store"})
