"""Settings of the site, from the environment and the data folder (docs/reference/settings.md).

`JIFEN_HOME` is the data folder: database, keys, documents. `jifen site prepare` makes it.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from jifen.common.secrecy import read_ring
from jifen.config.databases import read_database
from jifen.config.hashing import read_hashing

PACKAGE = Path(__file__).resolve().parent.parent
HOME = Path(os.environ.get("JIFEN_HOME", "var")).resolve()


def _read(name: str) -> str:
    try:
        return (HOME / name).read_text(encoding="utf-8")
    except FileNotFoundError:
        raise ImproperlyConfigured(f"数据文件夹 {HOME} 里没有 {name}；请先运行：jifen site prepare") from None


def _flag(name: str) -> bool:
    return os.environ.get(name, "") not in ("", "0", "false", "no")


SECRET_KEY = _read("secret.txt").strip()
JIFEN_KEYS = read_ring(_read("keys.json"))
JIFEN_DEMO = _flag("JIFEN_DEMO")
JIFEN_HASHING = read_hashing(HOME)
JIFEN_PROCESSES = int(os.environ.get("JIFEN_PROCESSES", "1"))

DEBUG = False
ALLOWED_HOSTS = os.environ.get("JIFEN_HOSTS", "localhost,127.0.0.1,[::1]").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "axes",
    "csp",
    "django_tasks",
    "django_tasks_db",
    "treebeard",
    "jifen.audit",
    "jifen.documents",
    "jifen.orgs",
    "jifen.meetings",
    "jifen.schemes",
    "jifen.ledger",
    "jifen.publicity",
    "jifen.registers",
    "jifen.filing",
    "jifen.cycles",
    "jifen.web",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "jifen.web.verbs.KnownVerbs",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "jifen.web.middleware.NoStore",
    "jifen.web.middleware.CurrentActor",
    "jifen.web.middleware.Refusals",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "jifen.config.urls"
WSGI_APPLICATION = "jifen.config.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [PACKAGE / "web" / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.messages.context_processors.messages",
                "jifen.web.context.page",
            ],
            "builtins": ["jifen.web.templatetags.words"],
        },
    }
]

DATABASES = {"default": read_database(os.environ.get("JIFEN_DATABASE", ""), HOME)}
CACHES = {  # which codes were used and who tried too often: the same for all processes
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "jifen_cache",
        "OPTIONS": {"MAX_ENTRIES": 20_000},
    }
}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

LANGUAGE_CODE = "zh-hans"
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = HOME / "static"
STATICFILES_DIRS = [
    path for path in [Path(os.environ.get("JIFEN_ASSETS", "assets")).resolve()] if path.is_dir()
]
STORAGES = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
JIFEN_DOCUMENTS = HOME / "documents"
JIFEN_RECORDS = HOME / "records"
JIFEN_LAST_BACKUP = HOME / "last-backup.json"
JIFEN_RECORDS_LEAST_DAYS = 365
JIFEN_RECORDS_DAYS = int(os.environ.get("JIFEN_RECORDS_DAYS", "0"))
FILE_UPLOAD_HANDLERS = ["jifen.web.uploads.BoundedUploadHandler"]
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000

# Signing in ----------------------------------------------------------------------------------------------------------

AUTH_USER_MODEL = "orgs.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "jifen.web.accounts.backends.Accounts",
]
PASSWORD_HASHERS = ["jifen.web.accounts.hashing.LimitedArgon2"]
AUTH_PASSWORD_VALIDATORS = [{"NAME": "jifen.web.accounts.passwords.Passphrase"}]
JIFEN_PASSWORD_DAYS = int(os.environ.get("JIFEN_PASSWORD_DAYS", "0"))
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = "login"
ACCOUNT_USER_MODEL_EMAIL_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "jifen.web.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "jifen.web.accounts.forms.SignInForm",
    "change_password": "jifen.web.accounts.forms.PasswordForm",
    "reauthenticate": "jifen.web.accounts.forms.ConfirmForm",
}
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
# Wrong passwords are counted by axes, per account and address; these keep one address, or one who guesses codes, from
# more. A whole village may sit behind one address.
ACCOUNT_RATE_LIMITS = {"login": "300/m/ip", "login_failed": "10/15m/key"}
MFA_ADAPTER = "jifen.web.accounts.adapter.SecondFactorAdapter"
MFA_FORMS = {
    "authenticate": "jifen.web.accounts.forms.CodeForm",
    "activate_totp": "jifen.web.accounts.forms.ActivateForm",
}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "积分制管理"
MFA_TOTP_TOLERANCE = 1
MFA_RECOVERY_CODES_SHOW_ONCE = True

AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_DISABLE_ACCESS_LOG = True
AXES_USERNAME_CALLABLE = "jifen.web.accounts.lockout.name_of"
AXES_LOCKOUT_CALLABLE = "jifen.web.accounts.lockout.locked"
AXES_SENSITIVE_PARAMETERS = ["username", "ip_address", "login", "code"]

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 3600
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
JIFEN_IDLE_MINUTES = int(os.environ.get("JIFEN_IDLE_MINUTES", "15"))
JIFEN_READING_MINUTES = int(os.environ.get("JIFEN_READING_MINUTES", "60"))

# What answers say to browsers ----------------------------------------------------------------------------------------

JIFEN_HTTPS = _flag("JIFEN_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = SECURE_SSL_REDIRECT = JIFEN_HTTPS
SECURE_HSTS_SECONDS = 31_536_000 if JIFEN_HTTPS else 0
# The host is one of many of a government's domain: what holds for its neighbours is not this site's to say.
SILENCED_SYSTEM_CHECKS = ["security.W005", "security.W021"]
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _flag("JIFEN_BEHIND_PROXY") else None
CSRF_COOKIE_HTTPONLY = False
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "jifen.web.errors.csrf_failure"
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"plain": {"format": "%(asctime)s %(levelname)s %(name)s %(message)s"}},
    "handlers": {"stderr": {"class": "logging.StreamHandler", "stream": sys.stderr, "formatter": "plain"}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {"axes": {"level": "ERROR"}},
}
