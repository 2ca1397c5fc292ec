"""Settings of a developer's machine and of `make demo`."""

from hrm.settings.base import *  # noqa: F403
from hrm.settings.base import ENV

DEBUG = True
SECRET_KEY = ENV.secret_key or "only-for-the-demonstration-and-development-never-in-production"
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *ENV.allowed_hosts]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
INTERNAL_IPS: list[str] = []
