"""Pages for everybody, without signing in."""

from django.urls import path

from disclosure import views

urlpatterns = [
    path("verify/", views.ask, name="verify_ask"),
    path("verify/<str:code>/", views.verify, name="verify"),
]
