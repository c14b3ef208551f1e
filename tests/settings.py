"""Settings of the tests: a data folder of their own, plain static files, quick hashing, tasks run at once.

JIFEN_TEST_DATABASE is the address of a PostgreSQL server (tools/postgresql.py); without it the tests use SQLite.
"""

import os
import tempfile
from pathlib import Path

from jifen.cli.site.home import prepare_home

_home = tempfile.TemporaryDirectory(prefix="jifen-tests-")
os.environ["JIFEN_HOME"] = _home.name
os.environ["JIFEN_DATABASE"] = os.environ.get("JIFEN_TEST_DATABASE", "")
prepare_home(Path(_home.name))

from jifen.config.settings import *  # noqa: E402, F403 -- the folder must stand first

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
MIDDLEWARE.remove("whitenoise.middleware.WhiteNoiseMiddleware")  # noqa: F405 -- the test server serves them itself
TASKS["default"].update(BACKEND="django_tasks.backends.immediate.ImmediateBackend")  # noqa: F405
ALLOWED_HOSTS = ["*"]
