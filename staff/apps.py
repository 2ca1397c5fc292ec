"""The personnel app: units, people, access."""

from django.apps import AppConfig


class StaffConfig(AppConfig):
    """Declares its tables to the gate and its entries to the registries."""

    name = "staff"
    verbose_name = "Nhân sự"

    def ready(self) -> None:
        """Runs once at start."""
        from staff import receivers

        receivers.connect()
