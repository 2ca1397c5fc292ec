"""The training app: programmes, courses, sessions, who learns what, and who still has to."""

from django.apps import AppConfig


class TrainingConfig(AppConfig):
    """Declares its tables to the gate and its entries to the registries."""

    name = "training"
    verbose_name = "Đào tạo"

    def ready(self) -> None:
        """Runs once at start."""
        from training import receivers

        receivers.connect()
