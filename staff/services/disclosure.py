"""Showing masked fields in full, and writing down who saw them (Law 91/2025 on personal data)."""

from django.db import transaction

from staff.models import Disclosure, Officer, User
from staff.selectors.masked import MaskedGroup, has_any


@transaction.atomic
def disclose(*, actor: User, officer: Officer, group: MaskedGroup) -> bool:
    """Log that the actor sees a group of masked fields in full; nothing to see is not logged.

    True when there was something: the caller may show it. Who may ask is the view's question to the gate.
    """
    if not has_any(officer, group):
        return False
    Disclosure.objects.create(viewer=actor, officer=officer, field=group.key)
    return True
