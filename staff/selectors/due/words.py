"""Names of the kinds, horizons and states of due dates."""

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from staff.rules.due import DueKind, DueState, Horizon

KIND_LABELS: Final[dict[DueKind, Promise]] = {
    DueKind.ROTATION: _("Periodic change of position"),
    DueKind.TERM: _("Reappointment, extension of a term"),
    DueKind.RETIREMENT_NOTICE: _("Notice of retirement"),
    DueKind.RETIREMENT: _("Retirement, end of service"),
    DueKind.SALARY: _("Salary step due"),
    DueKind.SECONDMENT: _("End of secondment"),
    DueKind.CONTRACT: _("End of labour contract"),
    DueKind.CARD: _("Card expires"),
    DueKind.CERTIFICATE: _("Certificate expires"),
    DueKind.PLEDGE: _("Integrity pledge to be signed"),
    DueKind.ASSETS: _("Asset declaration to be handed in"),
    DueKind.ABSENCE: _("End of a long absence"),
}
HORIZON_LABELS: Final[dict[Horizon, Promise]] = {
    Horizon.OVERDUE: _("Overdue"),
    Horizon.MONTHS_3: _("Within 3 months"),
    Horizon.MONTHS_6: _("3 to 6 months"),
    Horizon.MONTHS_12: _("6 to 12 months"),
    Horizon.LATER: _("Later"),
}
STATE_LABELS: Final[dict[DueState, Promise]] = {
    DueState.OPEN: _("To be done"),
    DueState.BLOCKED: _("Not yet (blocked)"),
    DueState.EXEMPT: _("Exempt"),
}
