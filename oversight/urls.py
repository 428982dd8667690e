from django.urls import path

from oversight import views

urlpatterns = [
    path("", views.start, name="start"),
    path("list-use/", views.list_use, name="list_use"),
    path("help/", views.help_page, name="help"),
]
