"""Settings, read from the environment (see the table in README). No secret and no machine's path stands here."""

from pathlib import Path

import environ
import pghistory
from celery.schedules import crontab
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

VERSION = "0.2.0"
DEBUG = env.bool("DEBUG", default=False)
SECRET_KEY = env.str("SECRET_KEY", default="")
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=[])
if DEBUG:
    SECRET_KEY = SECRET_KEY or "for development only, never for a public server: set SECRET_KEY"
    ALLOWED_HOSTS = ALLOWED_HOSTS or ["127.0.0.1", "localhost", "[::1]", "testserver"]
# Earlier keys: the links in mails already sent stay valid under them.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
for name, value in (("SECRET_KEY", SECRET_KEY), ("ALLOWED_HOSTS", ALLOWED_HOSTS)):
    if not value:
        raise ImproperlyConfigured(
            f"{name} is not set. Set it in the environment, or set DEBUG=1 on your own machine."
        )

# Every absolute address is made from this, never from the Host header.
SITE_URL = env.str("SITE_URL", default="http://127.0.0.1:8000").rstrip("/")
_https = SITE_URL.startswith("https://")
# A proxy of ours sets X-Forwarded-Proto and adds to X-Forwarded-For.
BEHIND_PROXY = env.bool("BEHIND_PROXY", default=False)

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "pgtrigger",
    "pghistory",
    "nested_admin",
    "django_htmx",
    "csp",
    "config",
    "meetings",
    "delegations",
    "statements",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "config.compression.CompressionMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
    "config.site.NotAllowedMiddleware",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.site.site",
            ],
        },
    }
]

DATABASES = {"default": env.db_url("DATABASE_URL", default="postgresql:///reconvene")}
DATABASES["default"].update(
    {
        "CONN_MAX_AGE": env.int("CONN_MAX_AGE", default=60),
        "CONN_HEALTH_CHECKS": True,
        # Behind a pooling proxy in transaction mode server-side cursors do not survive.
        "DISABLE_SERVER_SIDE_CURSORS": env.bool("TRANSACTION_POOLING", default=False),
    }
)
# Each history trigger asks for `pgtrigger.ignore`; while it is not defined, every answer is an aborted
# subtransaction, which makes long writes slower and slower. Compiling a query for the processor takes longer than running
# any of ours, and the planner believes otherwise of those over many sessions. Scans begin at the start of a table, so that
# a sample of many sessions is the same one each time.
DATABASES["default"].setdefault("OPTIONS", {})["options"] = (
    "-c timezone=UTC -c lock_timeout=15s -c jit=off -c synchronize_seqscans=off -c pgtrigger.ignore={}"
)
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

REDIS_URL = env.str("REDIS_URL", default="redis://127.0.0.1:6379/0")
# redis-py calls a unix socket unix:// and its numbered store db, Celery the same redis+socket:// and virtual_host.
CELERY_BROKER_URL = (
    REDIS_URL.replace("unix://", "redis+socket://", 1).replace("db=", "virtual_host=")
    if REDIS_URL.startswith("unix://")
    else REDIS_URL
)
# Saving must not wait for a broker that is down.
CELERY_BROKER_TRANSPORT_OPTIONS = {
    "socket_timeout": 0.5,
    "socket_connect_timeout": 0.5,
    "max_retries": 0,
    "visibility_timeout": 600,
}
CELERY_BROKER_CONNECTION_RETRY_ON_STARTUP = True
CELERY_BROKER_CONNECTION_MAX_RETRIES = None
CELERY_TASK_PUBLISH_RETRY = False
CELERY_TASK_ACKS_LATE = True
CELERY_TASK_REJECT_ON_WORKER_LOST = True
CELERY_TASK_IGNORE_RESULT = True
CELERY_TASK_SERIALIZER = "json"
CELERY_ACCEPT_CONTENT = ["json"]
CELERY_WORKER_PREFETCH_MULTIPLIER = 1
CELERY_WORKER_HIJACK_ROOT_LOGGER = False
CELERY_TIMEZONE = "UTC"
CELERY_TASK_DEFAULT_QUEUE = "reconvene"
CELERY_BEAT_SCHEDULE = {
    # What a lost message left, and embargoes that have passed. A sweep not run within its minute is not needed.
    "sweep": {"task": "meetings.tasks.sweep", "schedule": 60.0, "options": {"expires": 55}},
    # After midnight UTC: silences whose date has come.
    "silences": {"task": "meetings.tasks.announce_silences", "schedule": crontab(hour=0, minute=5)},
    # The hour of the digests. The sweep would send them too, and sends those that were missed.
    "digests": {"task": "meetings.tasks.serve_consumers", "schedule": crontab(hour=6, minute=0)},
    "forget": {"task": "meetings.tasks.forget_unconfirmed", "schedule": crontab(hour=3, minute=30)},
    # Confirmed imports whose message was lost, or that another import kept waiting.
    "imports": {"task": "statements.tasks.run_waiting", "schedule": 60.0, "options": {"expires": 55}},
    "old_imports": {"task": "statements.tasks.clear_old_uploads", "schedule": crontab(hour=3, minute=45)},
}
# Whether addresses of sources are asked if they still answer: on a public installation, unless told otherwise.
LINK_CHECKS = env.bool("LINK_CHECKS", default=_https)
# Editors enter these addresses: hosts that are not public are not asked, lest the check becomes a way inside.
LINK_CHECK_PRIVATE_ADDRESSES = env.bool("LINK_CHECK_PRIVATE_ADDRESSES", default=False)
if LINK_CHECKS:
    CELERY_BEAT_SCHEDULE["links"] = {
        "task": "meetings.tasks.check_links",
        "schedule": 60.0,
        "options": {"expires": 55},
    }

PGHISTORY_CONTEXT_FIELD = pghistory.ContextJSONField()
PGHISTORY_APPEND_ONLY = True
PGHISTORY_MIDDLEWARE_METHODS = ("POST", "PUT", "PATCH", "DELETE")

AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
LOGIN_URL = "admin:login"
LOGIN_REDIRECT_URL = "admin:index"

LANGUAGE_CODE = "en"
# The languages of the interface, each by its own name. How to add one: docs/languages.md.
LANGUAGES = [("en", "English"), ("de", "Deutsch")]
LOCALE_PATHS = [BASE_DIR / "config" / "locale"]
# A number that a template writes by itself is for a machine (a coordinate, an attribute): it keeps its point.
FORMAT_MODULE_PATH = "config.formats"
TIME_ZONE = "UTC"
USE_TZ = True
USE_I18N = True
# Numbers and dates in pages follow the interface language, through meetings.dates and intcomma.
USE_THOUSAND_SEPARATOR = False

STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = Path(env.str("STATIC_ROOT", default=str(BASE_DIR / "staticfiles")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        # Hashed names, to be cached for ever, need `collectstatic`; development and tests do without.
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if env.bool("STATIC_MANIFEST", default=not DEBUG)
        else "django.contrib.staticfiles.storage.StaticFilesStorage"
    },
}
# Where the zips of releases lie: kept, as the database is.
RELEASES_DIR = Path(env.str("RELEASES_DIR", default=str(BASE_DIR / "releases")))

vars().update(env.email_url("EMAIL_URL", default="consolemail://"))
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", default="reconvene@localhost")
# Seconds for each step of handing a mail over. The rows of its address are locked meanwhile.
EMAIL_TIMEOUT = env.int("EMAIL_TIMEOUT", default=10)

# Security. Over plain http (the demo on a loopback address) cookies cannot be marked secure.
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "base-uri": [NONE],
        "manifest-src": [SELF],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_SSL_REDIRECT = _https and env.bool("SSL_REDIRECT", default=True)
# Health checks come from inside, without TLS.
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 31_536_000 if _https else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _https
SECURE_HSTS_PRELOAD = _https
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _https
SESSION_COOKIE_HTTPONLY = True
CSRF_TRUSTED_ORIGINS = [SITE_URL]
# Imports in the admin: larger ones go through `manage.py import_history`. Cells bound what a workbook may unpack to.
UPLOAD_MAX_MEGABYTES = env.int("UPLOAD_MAX_MEGABYTES", default=20)
UPLOAD_MAX_ROWS = env.int("UPLOAD_MAX_ROWS", default=20_000)
UPLOAD_MAX_CELLS = env.int("UPLOAD_MAX_CELLS", default=500_000)
FILE_UPLOAD_HANDLERS = [
    "statements.uploads.quota.QuotaHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
# After so many days an import that was not carried out goes, and of one that was its rows.
UPLOADS_KEPT_DAYS = env.int("UPLOADS_KEPT_DAYS", default=30)
# A session form with its delegations and statements has many fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20_000

# Of the JSON interface, from one network; 0: no limit. The files have none.
API_REQUESTS_A_MINUTE = env.int("API_REQUESTS_A_MINUTE", default=600)

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", default="INFO")},
}
