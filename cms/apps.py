"""Application configuration."""

from django.apps import AppConfig


class CmsConfig(AppConfig):
    """The cms app."""

    name = "cms"
    verbose_name = "Trang nội bộ"
