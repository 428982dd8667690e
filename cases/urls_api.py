from django.urls import path

from cases.api import views

app_name = "api"

urlpatterns = [
    path("openapi.json", views.document, name="document"),
    path("leads/", views.send_leads, name="leads"),
    path("leads/<str:reference>/", views.lead, name="lead"),
    path("outcomes/", views.outcomes, name="outcomes"),
]
