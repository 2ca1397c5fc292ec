"""Settings of a real server. SECRET_KEY, ALLOWED_HOSTS and DATABASE_URL must be set."""

from django.core.exceptions import ImproperlyConfigured

from hrm.settings.base import *  # noqa: F403
from hrm.settings.base import ENV, STORAGES

if not ENV.secret_key or not ENV.allowed_hosts:
    raise ImproperlyConfigured("SECRET_KEY and ALLOWED_HOSTS must be set in the environment.")
SECURE_SSL_REDIRECT = True
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_HSTS_SECONDS = 60 * 60 * 24 * 365
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SECURE_HSTS_PRELOAD = True
SESSION_COOKIE_SECURE = True
CSRF_COOKIE_SECURE = True
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ENV.allowed_hosts]
STORAGES = {
    **STORAGES,
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
# The daily digest (docs/operations.md).
EMAIL_HOST = ENV.email_host
EMAIL_PORT = ENV.email_port
EMAIL_HOST_USER = ENV.email_user
EMAIL_HOST_PASSWORD = ENV.email_password
EMAIL_USE_TLS = ENV.email_tls
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = ENV.email_from
