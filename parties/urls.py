from django.urls import path

from parties import views, views_merge, views_visits

app_name = "parties"
urlpatterns = [
    path("", views.party_list, name="list"),
    path("sheet/", views.sheet, name="sheet"),
    path("new/", views.register, name="register"),
    path("<int:pk>/", views.detail, name="detail"),
    path("visit-limits/", views_visits.limits, name="visit_limits"),
    path("<int:pk>/visits/", views_visits.visits, name="visits"),
    path("<int:pk>/risk/", views_visits.risk, name="risk"),
    path("<int:pk>/risk/<int:point>/lift/", views_visits.lift, name="risk_lift"),
    path("<int:pk>/phone/", views.phone, name="phone"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/merge/", views_merge.merge, name="merge"),
    path("<int:pk>/merge/<int:merge_pk>/undo/", views_merge.unmerge, name="unmerge"),
    path("<int:pk>/names/", views.add_name, name="add_name"),
]
