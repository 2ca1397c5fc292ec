"""Why a service refuses: a sentence for a person, in their language."""

from collections.abc import Sequence

from django.utils.translation import gettext as _


class DomainError(Exception):
    """A rule of the field forbids the change; `str()` is the message to show. Nothing was written.

    `field` names the fact at fault, where there is one, so that a form or a workbook can point at it.
    """

    def __init__(self, message: str, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class ReasonNeeded(DomainError):  # noqa: N818  reads as what is asked
    """A rule advises against the change: it is written only with a reason, which is kept with it."""

    def __init__(self, findings: Sequence[str], field: str = "") -> None:
        told = "; ".join(findings)
        super().__init__(_("%(findings)s – a written reason is needed") % {"findings": told}, field)
        self.findings = list(findings)
