"""Settings shared by every place. What differs by place stands in dev, test and production."""

from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from hrm.settings.env import ROOT, read_env

ENV = read_env()
BASE_DIR: Path = ROOT
SECRET_KEY = ENV.secret_key
ALLOWED_HOSTS = list(ENV.allowed_hosts)
DEBUG = False

INSTALLED_APPS = [
    "hrm",
    "cms",
    "evaluation",
    "training",
    "staff",
    "wagtail.contrib.settings",
    "wagtail.contrib.table_block",
    "wagtail.contrib.simple_translation",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail.locales",
    "wagtail",
    "modelcluster",
    "taggit",
    "guardian",
    "simple_history",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "django_filters",
    "django_tables2",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_include_bootstrap",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    # Widget templates for FORM_RENDERER.
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "hrm.middleware.vietnamese_by_default",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "hrm.middleware.without_nul",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # The site is internal: a view is closed unless it says otherwise.
    "django.contrib.auth.middleware.LoginRequiredMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "simple_history.middleware.HistoryRequestMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "hrm.urls"
WSGI_APPLICATION = "hrm.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.debug",
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "staff.navigation.navigation",
                "staff.navigation.unread_notices",
            ],
        },
    },
]

DATABASES = {"default": dj_database_url.parse(ENV.database_url, conn_max_age=60)}
if DATABASES["default"]["ENGINE"] == "django.db.backends.sqlite3":
    ENV.data_dir.mkdir(parents=True, exist_ok=True)
    # Several people write at once: readers go on while one writes, a writer waits instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 30,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "staff.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_ADAPTER = "staff.accounts.ClosedAccountAdapter"
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_RATE_LIMITS = {"login_failed": False}  # django-axes counts failures
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
AXES_FAILURE_LIMIT = 10
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "account/locked.html"
AXES_IPWARE_PROXY_COUNT = 0
# Reach is granted on units to real people only; nobody is "anonymous" here.
ANONYMOUS_USER_NAME = None
GUARDIAN_MONKEY_PATCH_USER = False
# Only staff.access asks guardian, for sets of units; has_perm(perm, unit) is not used anywhere.
# Wagtail previews a page in a frame of our own site, so frames of the same origin stay allowed (W019).
SILENCED_SYSTEM_CHECKS = ["guardian.W001", "security.W019"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
SESSION_COOKIE_AGE = 60 * 60 * 12

LANGUAGE_CODE = "vi"
LANGUAGES = [("vi", _("Vietnamese")), ("en", _("English"))]
WAGTAIL_CONTENT_LANGUAGES = [("vi", "Tiếng Việt")]
WAGTAILADMIN_PERMITTED_LANGUAGES = [("vi", "Tiếng Việt"), ("en", "English")]
LOCALE_PATHS = [BASE_DIR / "locale"]
TIME_ZONE = "Asia/Ho_Chi_Minh"
USE_I18N = True
USE_TZ = True
# Django's own formats for vi read 03/04/2026 as 4 March and refuse 15/06/1965.
FORMAT_MODULE_PATH = ["hrm.formats"]
WAGTAIL_DATE_FORMAT = "%d/%m/%Y"
WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y %H:%M"
WAGTAIL_TIME_FORMAT = "%H:%M"

STATIC_URL = "/static/"
STATIC_ROOT = ENV.data_dir / "static"
MEDIA_URL = "/media/"
MEDIA_ROOT = ENV.data_dir / "media"
# Files of records are never under a public path; a view behind the gate reads them.
PRIVATE_ROOT = ENV.data_dir / "private"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": str(PRIVATE_ROOT), "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# A page handed in while its first automatic save is still under way would be made twice.
WAGTAIL_AUTOSAVE_INTERVAL = 0
WAGTAIL_SITE_NAME = "THADS"
WAGTAILADMIN_BASE_URL = ENV.base_url
WAGTAIL_PASSWORD_RESET_ENABLED = False
WAGTAIL_PASSWORD_MANAGEMENT_ENABLED = False
WAGTAIL_EMAIL_MANAGEMENT_ENABLED = False
WAGTAILADMIN_LOGIN_URL = "account_login"
WAGTAIL_FRONTEND_LOGIN_URL = "/tai-khoan/login/"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_WORKFLOW_ENABLED = True
# Addresses are typed and printed: tin-tuc, not tin-t%E1%BB%A9c.
WAGTAIL_ALLOW_UNICODE_SLUGS = False
WAGTAILDOCS_SERVE_METHOD = "serve_view"
WAGTAILDOCS_EXTENSIONS = [
    "pdf",
    "doc",
    "docx",
    "xls",
    "xlsx",
    "ppt",
    "pptx",
    "odt",
    "ods",
    "csv",
    "txt",
    "zip",
]
# In bytes; both messages are Vietnamese (locale/). Pictures: enough for a camera, too little for a bomb.
WAGTAILDOCS_MAX_UPLOAD_SIZE = 20 * 1024 * 1024
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp"]
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 10 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 50_000_000
# An address typed as an external link would be answered with the title of the page it leads to, meant for the
# editor or not.
WAGTAILADMIN_EXTERNAL_LINK_CONVERSION = ""
# Approvers are told by their reach (cms.receivers.moderation), administrators are not.
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "wagtail.admin.rich_text.DraftailRichTextArea",
        "OPTIONS": {"features": ["h2", "h3", "bold", "italic", "ol", "ul", "hr", "link", "document-link"]},
    },
}

CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"
DJANGO_TABLES2_TEMPLATE = "tables/data_table.html"

CONTENT_SECURITY_POLICY = {
    # Wagtail's own screens still need inline scripts and styles.
    "EXCLUDE_URL_PREFIXES": ["/quan-tri/"],
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
    },
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "hrm.errors.csrf_failure"

# A reason is a sentence or two; the package would cut it at 100 characters.
SIMPLE_HISTORY_HISTORY_CHANGE_REASON_USE_TEXT_FIELD = True

# Readings of the law that are unsure are settings, literal by default (docs/glossary.md names each).
# Decree 335/2025 art. 28.2 leaves contract staff to the agency; workbooks draft everyone with a posting.
EVALUATE_CONTRACT_STAFF = ENV.evaluate_contract_staff
# No norm of cases per enforcement officer exists in law: from which share of the province's mean a unit
# counts as under high or low pressure, in per cent.
PRESSURE_HIGH_PERCENT = 120
PRESSURE_LOW_PERCENT = 80
# Who declares assets yearly from 01/07/2026 (Decree 164/2026): heads from Trưởng phòng on; whether every chấp
# hành viên stays is not settled. Values: staff.rules.declarations.Circle (docs/decisions/0008-integrity.md).
ASSET_DECLARATION_SCOPE = "truong-phong-va-chv"
# Months by which a discipline delays the next salary step; whether the law of 2025 keeps them is not settled.
SALARY_DELAY_MONTHS = {"khien_trach": 3, "canh_cao": 6, "cach_chuc": 12}
# Periods (tiết) of training a year: one week by Decree 101/2017; whether Decree 171/2025 keeps it is not settled.
TRAINING_YEARLY_PERIODS = 40
# Decree 335/2025 art. 8.5.a and 20.5.a: "không vượt quá 20% tổng số … được xếp loại Hoàn thành tốt". Literal: the
# base is those finally rated tốt ("tot"); some manuals read tốt and better ("tot_tro_len").
EXCELLENT_CAP_BASE = "tot"
# "… trong phạm vi cùng một cơ quan và trong từng nhóm công chức có nhiệm vụ tương đồng": both at once
# ("agency_and_group"), or the agency alone ("agency").
EXCELLENT_CAP_SCOPE = "agency_and_group"
# Art. 10.2: "người đứng đầu" rates. Who holds the post as quyền or phụ trách ("acting_head") holds its powers and
# signs while the head is away; a delegate ("delegation") only where added here and where the delegation covers it.
RATING_STAND_INS = ("acting_head",)
# Rates are due before 15/12 while the year needs December's (or quarter IV's) score: let the last open period
# count by its draft ("provisional"), or wait for it ("wait").
YEAR_LAST_PERIOD = "provisional"
# Art. 22 and 26.1.d: days to answer a complaint (working days) and to hand results over (calendar days).
COMPLAINT_WORKING_DAYS = 7
NATIONAL_PACKAGE_DAYS = 5
# Days after the end of a period for scoring oneself, and then for confirming; no law says, an agency may change it.
SELF_SCORE_DAYS = 5
CONFIRM_DAYS = 10
# Working days after the end of a statistical month until the books close (TT 05/2024 art. 10.1 gives the officer 1;
# for units and provinces the numbers of TT 06/2019 art. 9.2, not settled since 01/07/2025).
BOOKS_CLOSE_WORKING_DAYS = {"officer": 1, "unit": 2, "province": 4}
# How chiến sĩ thi đua cơ sở are capped, in per cent of lao động tiên tiến, is data (AwardType); shares of votes that
# a council needs, by title code; "" = every other title. Decree 152/2025 was not read: the numbers of before.
AWARD_VOTE_PERCENT = {"": 50, "CSTDTQ": 90, "CSTDB": 80}
# Which part of its members a council for emulation needs to meet: numerator, denominator. Usual, but not settled.
AWARD_QUORUM = (2, 3)

# Who may publish a page for every agency of the country: editors whose content reach includes a unit at national
# level ("national"), or every editor ("any"). Everyone else publishes to units in the own reach.
PUBLISH_TO_EVERYONE = "national"

# Work in the background. Wagtail's own tasks (its search and reference index) stay inside the request; documents
# go through the database to `manage.py db_worker --backend background`.
TASKS = {
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}
# Booklets up to so many forms are made while one waits; larger ones in the background.
PAPER_INLINE_LIMIT = 20
# Days a finished document is kept; `manage.py clear_papers` removes older ones. Kept forms are never touched.
PAPER_KEEP_DAYS = 30
# A document in the making that gave no sign of life for so many seconds was cut off by a restart.
PAPER_STALE_SECONDS = 120

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "loggers": {
        "axes": {"handlers": ["console"], "level": "WARNING", "propagate": False},
        "xhtml2pdf": {"handlers": [], "level": "ERROR"},
    },
}
