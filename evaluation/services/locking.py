"""Lets imports go one after the other, so that what was checked is what is written over."""

from staff.models import Unit


def take_turns() -> None:
    """Hold one row until the transaction ends; a second import waits here instead of colliding."""
    Unit.objects.select_for_update().order_by("pk").values_list("pk").first()
