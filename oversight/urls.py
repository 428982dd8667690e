from django.urls import path

from oversight import views

urlpatterns = [
    path("", views.start, name="start"),
]
