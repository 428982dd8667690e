"""The open pages, and behind the sign-in what is published and what parties say."""

from django.urls import include, path

from disclosure.views import publish, voices

urlpatterns = [
    path("", include("disclosure.urls_open")),
    path("cases/<int:pk>/acts/<int:order>/publication/", publish.publication, name="publication"),
    path("cases/<int:pk>/acts/<int:order>/publication/sign/", publish.sign, name="publication_sign"),
    path("cases/<int:pk>/acts/<int:order>/publication/withdraw/", publish.withdraw, name="publication_withdraw"),
    path("voices/", voices.voices, name="voices"),
    path("voices/<int:pk>/", voices.handle, name="voice_handle"),
]
