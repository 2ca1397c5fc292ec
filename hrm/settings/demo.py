"""Settings of `make demo`: as in production, but plain HTTP on this machine only."""

import secrets

from hrm.settings.base import *  # noqa: F403
from hrm.settings.base import ENV

_KEY_FILE = ENV.data_dir / "secret_key"


def _secret_key() -> str:
    """A key of this copy's own, kept so that sessions survive a restart."""
    ENV.data_dir.mkdir(parents=True, exist_ok=True)
    if not _KEY_FILE.exists():
        _KEY_FILE.write_text(secrets.token_urlsafe(60), encoding="utf-8")
    return _KEY_FILE.read_text(encoding="utf-8").strip()


DEBUG = False
SECRET_KEY = ENV.secret_key or _secret_key()
ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]", *ENV.allowed_hosts]
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
# Static files come straight from the packages, so that nothing must be collected first.
WHITENOISE_USE_FINDERS = True
(ENV.data_dir / "static").mkdir(parents=True, exist_ok=True)  # whitenoise looks for it all the same
WHITENOISE_AUTOREFRESH = False
