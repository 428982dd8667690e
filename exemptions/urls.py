from django.urls import path

app_name = "exemptions"
urlpatterns: list[path] = []
