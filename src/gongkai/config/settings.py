"""Settings. Everything a county may change comes from the environment; docs/operations.md lists it all.

State lives in VAR (`var/` beside the checkout): database, secret key, uploads, search index.
"""

from __future__ import annotations

import contextlib
import os
import secrets
from pathlib import Path

import environ
from csp.constants import NONE, SELF

PACKAGE = Path(__file__).resolve().parent.parent
env = environ.FileAwareEnv()

VAR = Path(env.str("GONGKAI_VAR", default=str(Path.cwd() / "var")))
DEBUG = env.bool("GONGKAI_DEBUG", default=False)
DEMO = env.bool("GONGKAI_DEMO", default=False)


def _own_secret_key() -> str:
    """The key made on first run, kept readable by its owner only; of two processes at once, one makes it whole."""
    path = VAR / "secret_key"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        made = path.with_name(f"secret_key.{os.getpid()}")
        made.touch(mode=0o600)
        made.write_text(secrets.token_urlsafe(50), encoding="ascii")
        with contextlib.suppress(FileExistsError):
            os.link(made, path)
        made.unlink()
    return path.read_text(encoding="ascii")


SECRET_KEY = env.str("GONGKAI_SECRET_KEY", default="") or _own_secret_key()
LOG_KEY: str = env.str("GONGKAI_LOG_KEY", default="")
SEAL_KEY: str = env.str("GONGKAI_SEAL_KEY", default="")
ALLOWED_HOSTS = env.list("GONGKAI_HOSTS", default=["127.0.0.1", "localhost", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("GONGKAI_TRUSTED_ORIGINS", default=[])
DEFAULT_COUNTY = env.str("GONGKAI_DEFAULT_COUNTY", default="")
# How many proxies of our own stand before us: as many entries of X-Forwarded-For are believed, from the end.
PROXIES = env.int("GONGKAI_PROXIES", default=0)
FETCH_PRIVATE_HOSTS = env.list("GONGKAI_FETCH_PRIVATE_HOSTS", default=[])
WECHAT_API: str = env.str("GONGKAI_WECHAT_API", default="https://api.weixin.qq.com")

INSTALLED_APPS = [
    "gongkai.config.apps.ConfigConfig",
    "gongkai.demo.apps.DemoConfig",
    "gongkai.portal.apps.PortalConfig",
    "gongkai.workbench.apps.WorkbenchConfig",
    "gongkai.interpretation.apps.InterpretationConfig",
    "gongkai.website.apps.WebsiteConfig",
    "gongkai.publishing.apps.PublishingConfig",
    "gongkai.duties.apps.DutiesConfig",
    "gongkai.catalogues.apps.CataloguesConfig",
    "gongkai.standards.apps.StandardsConfig",
    "gongkai.organisations.apps.OrganisationsConfig",
    "gongkai.search.apps.SearchConfig",
    "gongkai.channels.apps.ChannelsConfig",
    "gongkai.audit.apps.AuditConfig",
    "gongkai.tables.apps.TablesConfig",
    "gongkai.workdays.apps.WorkdaysConfig",
    "gongkai.ui.apps.UiConfig",
    "gongkai.kernel.apps.KernelConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_htmx",
    "template_partials.apps.SimpleAppConfig",
    "django_cotton.apps.SimpleAppConfig",
    "lucide",
    "django_prose_editor",
]

# The page cache stands outside all that adds to an answer, so that what it keeps is the whole of it.
MIDDLEWARE = [
    "gongkai.ui.middleware.PackedText",
    "gongkai.organisations.middleware.CountyMiddleware",
    "gongkai.portal.page_cache.PageCacheMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "gongkai.kernel.uploads.RequestLimit",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "gongkai.ui.middleware.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

if DEMO:
    MIDDLEWARE.insert(MIDDLEWARE.index("axes.middleware.AxesMiddleware"), "gongkai.demo.middleware.TourMiddleware")

ROOT_URLCONF = "gongkai.config.urls"
WSGI_APPLICATION = "gongkai.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "OPTIONS": {
            "loaders": [
                (
                    "template_partials.loader.Loader",
                    [
                        (
                            "django.template.loaders.cached.Loader",
                            [
                                "django_cotton.cotton_loader.Loader",
                                "django.template.loaders.app_directories.Loader",
                            ],
                        )
                    ],
                )
            ],
            "builtins": ["django_cotton.templatetags.cotton", "template_partials.templatetags.partials"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "gongkai.ui.context_processors.chrome",
            ],
        },
    }
]

# --- Database: embedded SQLite, or PostgreSQL by DATABASE_URL -------------------------------------------------
DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{VAR / 'gongkai.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # IMMEDIATE: a write transaction asks for the lock at its start, so two writers queue instead of failing.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-64000;",
    }
else:
    DATABASES["default"]["OPTIONS"] = {"pool": {"min_size": 1, "max_size": 8}}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Sign-in --------------------------------------------------------------------------------------------------
AUTH_USER_MODEL = "organisations.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in (
        "UserAttributeSimilarityValidator",
        "MinimumLengthValidator",
        "CommonPasswordValidator",
        "NumericPasswordValidator",
    )
]
ACCOUNT_ADAPTER = "gongkai.organisations.sign_in.ClosedAccounts"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/desk/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
# Wrong passwords are counted by axes, in the database, for all processes alike; allauth counts in one process only.
ACCOUNT_RATE_LIMITS = {"login_failed": ""}
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_CLIENT_IP_CALLABLE = "gongkai.kernel.readers.address_of"
AXES_LOCKOUT_TEMPLATE = "organisations/locked_out.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False
SESSION_COOKIE_AGE = 30 * 60  # since the last page of the desk: organisations/access.py
SESSION_SAVE_EVERY_REQUEST = False
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = env.bool("GONGKAI_HTTPS", default=False)
SESSION_COOKIE_HTTPONLY = True

# --- Language and time ----------------------------------------------------------------------------------------
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "中文"), ("en", "English")]
LANGUAGE_COOKIE_NAME = "language"
LOCALE_PATHS = [PACKAGE / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

# --- Files ----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = VAR / "static"
MEDIA_ROOT = VAR / "media"
MEDIA_URL = "/media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MANIFEST_STRICT = False
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
LARGEST_REQUEST = 120 * 1024 * 1024  # two files of the largest size, and their form
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "gongkai.kernel.uploads.Spool",
]
FILE_UPLOAD_TEMP_DIR = env.str("GONGKAI_UPLOAD_DIR", default="") or None
# A virus scanner (clamd): host:port or the path of its socket. Set and silent: no file is taken.
CLAMAV = env.str("GONGKAI_CLAMAV", default="")
CLAMAV_TIMEOUT = 60  # seconds
SEARCH_INDEX = VAR / "search"

# --- Caches ---------------------------------------------------------------------------------------------------
# Pages live in each process: their keys hold the revision, so no process needs to tell another.
CACHES = {
    "default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"},
    "files": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "files",
        "TIMEOUT": 24 * 3600,
        "OPTIONS": {"MAX_ENTRIES": 60},  # the whole and 26 fields, in the formats asked for
    },
    "notices": {  # those that are not over, of each county at its revision
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "notices",
        "TIMEOUT": 600,
    },
    "documents": {  # Word and PDF of single pieces, under the digest of what they say
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "documents",
        "TIMEOUT": 3600,
        "OPTIONS": {"MAX_ENTRIES": 40},
    },
}

# Finished public pages, in the memory of each process that serves.
KEPT_PAGES_BYTES = env.int("GONGKAI_KEPT_PAGES_MB", default=64) << 20

# --- Mail -----------------------------------------------------------------------------------------------------
EMAIL_CONFIG = env.email("GONGKAI_EMAIL_URL", default="consolemail://")
vars().update(EMAIL_CONFIG)
DEFAULT_FROM_EMAIL = env.str("GONGKAI_MAIL_FROM", default="gongkai@localhost")

# --- Security headers -----------------------------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env.bool("GONGKAI_HTTPS", default=False) else None
X_FRAME_OPTIONS = "DENY"

# --- Outbox and worker ----------------------------------------------------------------------------------------
# Embedded: the worker is a thread of the one process. In production: `gongkai worker` processes.
EMBEDDED_WORKER = env.bool("GONGKAI_EMBEDDED_WORKER", default=False)

# --- Logs -----------------------------------------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": env.str("GONGKAI_LOG_LEVEL", default="WARNING")},
}

SILENCED_SYSTEM_CHECKS: list[str] = []
