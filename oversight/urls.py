from django.urls import path

from oversight import views

urlpatterns = [
    path("", views.start, name="start"),
    path("help/", views.help_page, name="help"),
]
