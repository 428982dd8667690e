"""The public door (DOOR=public): pages for everybody and the parties' own; no address of the office is served here."""

from django.contrib.auth.decorators import login_not_required
from django.urls import include, path
from django.views.generic import RedirectView

from training.views import party

urlpatterns = [
    path("", login_not_required(RedirectView.as_view(pattern_name="public"))),
    path("", include("disclosure.urls_open")),
    path("training/", include(([path("learn/<str:token>/", party.learn, name="learn")], "training"))),
]

handler400 = "accounts.failures.bad_request"
handler403 = "accounts.failures.forbidden"
handler404 = "accounts.failures.not_found"
handler500 = "accounts.failures.server_error"
