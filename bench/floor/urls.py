from django.urls import path

from bench.floor.rows.views import rows

urlpatterns = [path("", rows)]
