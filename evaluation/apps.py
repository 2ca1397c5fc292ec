"""The evaluation app: caseload, work given, scores by Decree 335/2025."""

from django.apps import AppConfig


class EvaluationConfig(AppConfig):
    """Declares its tables to the gate and its entries to the registries."""

    name = "evaluation"
    verbose_name = "Đánh giá"

    def ready(self) -> None:
        """Runs once at start."""
        from evaluation import receivers

        receivers.connect()
