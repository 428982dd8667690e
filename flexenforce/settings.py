"""One settings file, read from the environment, with defaults that run on a laptop.

A bad value stops the start with a sentence; nothing falls back silently.
"""

import os
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = Path(os.environ.get("FLEX_VAR", BASE_DIR / "var"))


def env_bool(name: str, default: bool) -> bool:
    raw = os.environ.get(name, "").strip().lower()
    if raw == "":
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name}={raw!r}: 请填 1 或 0 (write 1 or 0)")


def env_int(name: str, default: int) -> int:
    raw = os.environ.get(name, "").strip()
    if not raw:
        return default
    if not raw.isdigit():
        raise ImproperlyConfigured(f"{name}={raw!r}: 请填整数 (write a whole number)")
    return int(raw)


def env_list(name: str, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def database_from_url(url: str) -> dict[str, object]:
    """postgres://user:password@host:port/name; ?host=/socket/dir for a Unix socket."""
    parts = urlsplit(url)
    if parts.scheme not in {"postgres", "postgresql"} or len(parts.path) < 2:
        raise ImproperlyConfigured("DATABASE_URL 应为 postgres://用户:密码@主机:端口/库名")
    query = dict(pair.split("=", 1) for pair in parts.query.split("&") if "=" in pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path[1:]),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", "") or parts.hostname or ""),
        "PORT": str(parts.port or query.get("port", "") or ""),
        "CONN_MAX_AGE": env_int("CONN_MAX_AGE", 60),
        "CONN_HEALTH_CHECKS": True,
        "TEST": {
            "NAME": os.environ.get("TEST_DB_NAME") or None,
            "TEMPLATE": os.environ.get("TEST_DB_TEMPLATE") or "template0",
        },
    }


def secret_key() -> str:
    if key := os.environ.get("SECRET_KEY"):
        return key
    stored = VAR_DIR / "secret_key"
    if stored.exists():
        return stored.read_text(encoding="ascii").strip()
    if any(name in sys.argv[0] for name in ("gunicorn", "uwsgi")):
        raise ImproperlyConfigured("缺少 SECRET_KEY: 请用 script/serve 启动, 或设置环境变量 SECRET_KEY")
    return "development-only-key-never-served"


VERSION = "0.1.0"
# Close what must not lie open in the database, newest first; empty: those of var/personal_keys.
PERSONAL_KEYS = env_list("PERSONAL_KEYS", "")
DEBUG = env_bool("DEBUG", False)
SECRET_KEY = secret_key()
ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")

# The demo bureau says so on every page and shows its sign-ins.
FLEX_DEMO = env_bool("DEMO", True)
FLEX_PACKS = [
    BASE_DIR / "fixtures" / "reference",
    BASE_DIR / "fixtures" / os.environ.get("PACK", "statistics"),
]

INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.forms",
    "django_htmx",
    "crispy_forms",
    "crispy_bootstrap5",
    "axes",
    "django_tasks",
    "django_tasks_db",
    "records",
    "accounts",
    "exemptions",
    "parties",
    "cases",
    "training",
    "oversight",
    "disclosure",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "accounts.middleware.LastingSessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "accounts.middleware.SignedInMiddleware",
    "axes.middleware.AxesMiddleware",
]

OFFICE_URLCONF = "flexenforce.urls"
# DOOR=public: a process of its own for the public and the parties, with their addresses alone (docs/security.md).
DOOR = os.environ.get("DOOR", "office")
if DOOR not in {"office", "public"}:
    raise ImproperlyConfigured(f"DOOR={DOOR!r}: 请填 office 或 public (write office or public)")
ROOT_URLCONF = "flexenforce.urls_public" if DOOR == "public" else OFFICE_URLCONF
WSGI_APPLICATION = "flexenforce.wsgi.application"
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "builtins": ["records.templatetags.flex"],
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "accounts.context.bureau",
                "exemptions.context.list_in_force",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"
CRISPY_TEMPLATE_PACK = "bootstrap5"

DATABASES = {
    "default": database_from_url(
        (os.environ.get("PUBLIC_DATABASE_URL") if DOOR == "public" else "")
        or os.environ.get("DATABASE_URL")
        or "postgres://flexenforce@127.0.0.1/flexenforce"
    ),
}
# Who owns the tables and migrates (DATABASE_OWNER_URL, the same database); empty: the application's own role does.
DATABASE_OWNER = {
    name: value
    for url in filter(None, [os.environ.get("DATABASE_OWNER_URL")])
    for name, value in database_from_url(url).items()
    if name in {"USER", "PASSWORD", "HOST", "PORT"}
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "django.contrib.auth.backends.ModelBackend",
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 8},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "accounts:sign_in"
LOGIN_REDIRECT_URL = "start"
LOGOUT_REDIRECT_URL = "accounts:sign_in"
# Five wrong passwords for one name from one address lock that pair only, so nobody can lock a colleague out from afar.
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.5
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_HANDLER = "accounts.guard.Guard"
AXES_RESET_ON_SUCCESS = True
AXES_LOCKOUT_TEMPLATE = "accounts/locked.html"
AXES_ENABLE_ADMIN = False
AXES_VERBOSE = False

# For real bureaus; the demo bureau asks for neither and says so.
PASSWORD_DAYS = env_int("PASSWORD_DAYS", 90)
SECOND_FACTOR_ROLES = env_list("SECOND_FACTOR_ROLES", "leader,administrator,security,auditor")
# Nothing done for this long, signed in for this long whatever is done, signed in on this many browsers.
SESSION_IDLE_MINUTES = env_int("SESSION_IDLE_MINUTES", 60)
SESSION_HOURS = env_int("SESSION_HOURS", 12)
SESSIONS_AT_ONCE = env_int("SESSIONS_AT_ONCE", 3)
SESSION_COOKIE_AGE = env_int("SESSION_COOKIE_AGE", 8 * 3600)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
# The public door knows no sign-in and reads no session of the office.
SESSION_ENGINE = f"django.contrib.sessions.backends.{'signed_cookies' if DOOR == 'public' else 'db'}"
SESSION_COOKIE_NAME = "public" if DOOR == "public" else "sessionid"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "accounts.failures.csrf_failure"
HTTPS = env_bool("HTTPS", False)
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
SECURE_SSL_REDIRECT = HTTPS
SECURE_HSTS_SECONDS = 31536000 if HTTPS else 0
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if HTTPS else None
# Of check --deploy: whether all names below the bureau's own carry HTTPS, and belong on the browsers' list, is not ours to say;
# papers are shown in a frame of their own page.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021", "security.W019"]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'self'"],
    },
}

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "files", "base_url": None},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_MANIFEST_STRICT = False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
# Where people outside reach this system: printed in the QR code of every paper. Without one papers carry the codes in
# letters and no QR code; the demo prints the address of this machine.
PUBLIC_URL = os.environ.get("PUBLIC_URL") or (f"http://127.0.0.1:{os.environ.get('PORT') or 8000}" if FLEX_DEMO else "")
# Proxies of the bureau's own in front, which write X-Forwarded-For. None: nobody is believed but the connection itself.
TRUSTED_PROXIES = env_int("TRUSTED_PROXIES", 0)
# A fontconfig file with the bureau's own licensed fonts; empty: those the set-up laid out (fonts/ holds the bureau's own).
PAPER_FONTCONFIG = os.environ.get("PAPER_FONTCONFIG", "")
# Evidence: photographs, scans, recordings of a few minutes.
FLEX_UPLOAD_LIMIT = env_int("FLEX_UPLOAD_LIMIT", 200 * 1024 * 1024)
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024

# Warnings go by mail only where the bureau names a server; without one they stay in the site.
EMAIL_HOST = os.environ.get("EMAIL_HOST", "")
EMAIL_PORT = int(os.environ.get("EMAIL_PORT", "25"))
EMAIL_HOST_USER = os.environ.get("EMAIL_HOST_USER", "")
EMAIL_HOST_PASSWORD = os.environ.get("EMAIL_HOST_PASSWORD", "")
EMAIL_USE_TLS = os.environ.get("EMAIL_USE_TLS", "") == "1"
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = os.environ.get("EMAIL_FROM", "flexenforce@localhost")
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "axes": {"level": "WARNING"},
        "fontTools": {"level": "WARNING"},
        "weasyprint": {"level": "ERROR"},
    },
}
