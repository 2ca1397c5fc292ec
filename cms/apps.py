"""The internal site: home, news, guidance."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """Fills the registries of the apps below."""

    name = "cms"
    verbose_name = "Trang nội bộ"

    def ready(self) -> None:
        """Runs once at start."""
        from cms import receivers

        receivers.connect()
