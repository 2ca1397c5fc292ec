"""What if: officers moved between units on paper. The moves stand in the address; nothing is written."""

import re
from collections.abc import Sequence
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from staff.forms.whatif import ENFORCERS, EVERYONE, MOST_MOVES, MoveForm, fault_text
from staff.reach import Reach
from staff.rules.whatif import Move
from staff.selectors.pressure import workload_source
from staff.selectors.tree import load_tree
from staff.selectors.whatif import Trial, try_moves
from staff.views.scope import Scope, scope_of
from staff.views.staffing_tabs import board_tabs

_FIELDS = ("tu", "den", "so", "ai")
_KEY = re.compile(r"d([0-9]{1,3})-(?:tu|den|so|ai)")


@require_safe
def whatif(request: HttpRequest) -> HttpResponse:
    """Choose moves; see gap and work per enforcement officer before and after."""
    scope = scope_of(request)
    context: dict[str, Any] = scope.context() | {"tabs": board_tabs(request, "staffing_whatif", scope)}
    if scope.as_at.day is not None:
        context |= _tried(request, scope, context["unit_choices"])
    context["breadcrumbs"] = [
        {"label": _("Staffing"), "url": f"{reverse('staff:staffing')}?{scope.query}"},
        {"label": _("What if")},
    ]
    return render(request, "staff/whatif.html", context)


def work_reach(request: HttpRequest) -> Reach:
    """Units whose work may be shown to the person; none where no app keeps a caseload."""
    source = workload_source()
    return source.reach(request.user) if source else Reach()


def _tried(request: HttpRequest, scope: Scope, units: list[tuple[str, str]]) -> dict[str, Any]:
    asked = asked_moves(request.GET)
    forms = [MoveForm(_numbered(values, n), prefix=f"d{n}", units=units) for n, values in enumerate(asked, 1)]
    trial = _trial(request, scope, forms)
    blank = MoveForm(prefix=f"d{len(forms) + 1}", units=units) if len(forms) < MOST_MOVES else None
    addresses = [_address(scope, [*asked[:n], *asked[n + 1 :]]) for n in range(len(asked))]
    return {
        "filled": list(zip(forms, addresses, strict=True)),
        "blank": blank,
        "trial": trial,
        "has_errors": any(form.errors for form in forms),
        "clear": _address(scope, []),
    }


def asked_moves(query: QueryDict) -> list[dict[str, str]]:
    """The moves of the address by their number, rows left empty passed over, ten at most."""
    numbers = sorted({int(found[1]) for key in query if (found := _KEY.fullmatch(key))})
    rows = [{name: query.get(f"d{n}-{name}", "").strip() for name in _FIELDS} for n in numbers]
    filled = [row for row in rows if row["tu"] or row["den"] or row["so"]]
    return [row | {"ai": row["ai"] or EVERYONE} for row in filled[:MOST_MOVES]]


def _numbered(values: dict[str, str], number: int) -> dict[str, str]:
    return {f"d{number}-{name}": value for name, value in values.items()}


def _address(scope: Scope, moves: Sequence[dict[str, str]]) -> str:
    """The same page with these moves."""
    rows = [_numbered(values, n) for n, values in enumerate(moves, 1)]
    return "?" + "&".join([scope.query, *(urlencode(row) for row in rows)])


def _trial(request: HttpRequest, scope: Scope, forms: list[MoveForm]) -> Trial | None:
    """The moves carried out, or None; every fault is told at its field, also beside a row that is none."""
    valid = [form for form in forms if form.is_valid()]
    if not valid or scope.as_at.day is None:
        return None
    ids = {node.code: node.id for node in load_tree().nodes.values()}
    moves = [_move(form.cleaned_data, ids) for form in valid]
    trial = try_moves(scope.as_at.day, scope.in_reach, moves, work_reach(request))
    for refusal in trial.outcome.refusals:
        valid[refusal.move].add_error(*fault_text(refusal.fault, refusal.available))
    return trial if all(form.is_valid() for form in forms) else None


def _move(chosen: dict[str, Any], ids: dict[str, int]) -> Move:
    source, target = ids[chosen["tu"]], ids[chosen["den"]]
    return Move(source, target, chosen["so"], enforcers_only=chosen["ai"] == ENFORCERS)
