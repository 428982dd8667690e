"""Wires the rooms to addresses; holds no logic."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

urlpatterns = [
    path("", include("disclosure.urls")),
    path("", include("oversight.urls")),
    path("accounts/", include("accounts.urls")),
    path("list/", include("exemptions.urls")),
    path("parties/", include("parties.urls")),
    path("intake/", include("cases.urls_intake")),
    path("api/v1/", include("cases.urls_api")),
    path("cases/", include("cases.urls")),
    path("training/", include("training.urls")),
    path("admin/", admin.site.urls),
]

handler400 = "accounts.failures.bad_request"
handler403 = "accounts.failures.forbidden"
handler404 = "accounts.failures.not_found"
handler500 = "accounts.failures.server_error"

if settings.DEBUG:
    urlpatterns += [path("dev/", include("accounts.dev_urls"))]
