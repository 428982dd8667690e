from django.urls import path

from oversight import dashboard_views, replay_views, views

urlpatterns = [
    path("", views.start, name="start"),
    path("list-use/", views.list_use, name="list_use"),
    path("help/", views.help_page, name="help"),
    path("overview/", dashboard_views.overview, name="dashboard"),
    path("overview/sheet/", dashboard_views.sheet, name="dashboard_sheet"),
    path("overview/<str:name>/", dashboard_views.figure_list, name="dashboard_list"),
    path("replay/<str:code>/", replay_views.replay, name="replay"),
    path("replay/<str:code>/begin/", replay_views.begin, name="replay_begin"),
    path("replay/<str:code>/sign/<int:pk>/", replay_views.sign, name="replay_sign"),
    path("shadow/<str:code>/", replay_views.shadow, name="shadow"),
    path("shadow/<str:code>/start/", replay_views.shadow_start, name="shadow_start"),
    path("shadow/<str:code>/end/", replay_views.shadow_end, name="shadow_end"),
]
