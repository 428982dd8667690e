"""Only while DEBUG is on: the parts of the pages, to look at."""

from django.urls import path

from accounts import dev

urlpatterns = [
    path("components/", dev.components, name="dev_components"),
    path("pages/<slug:name>/", dev.sample_page, name="dev_page"),
]
