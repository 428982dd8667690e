"""Settings of the tests: the product's own, with quick passwords, files in memory and no manifest."""

from flexenforce.settings import *  # noqa: F403

SECRET_KEY = "tests"
PERSONAL_KEYS = ["dGhlIGtleSBvZiB0aGUgdGVzdHMsIDMyIGJ5dGVzISE="]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
ALLOWED_HOSTS = ["*"]
AXES_ENABLED = False
WHITENOISE_AUTOREFRESH = True  # nothing is collected for tests
# The live server answers in threads; one that kept its connection would hold the database when it is to be dropped.
DATABASES["default"]["CONN_MAX_AGE"] = 0
