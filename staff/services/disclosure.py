"""Showing a masked field in full, and writing down who saw it (Law 91/2025 on personal data)."""

from django.db import transaction

from staff.models import Disclosure, Officer, User

CITIZEN_ID = "citizen_id"


@transaction.atomic
def disclose_citizen_id(*, actor: User, officer: Officer) -> str:
    """The citizen identity number in full; nothing is logged where there is nothing to see."""
    if officer.citizen_id:
        Disclosure.objects.create(viewer=actor, officer=officer, field=CITIZEN_ID)
    return officer.citizen_id
