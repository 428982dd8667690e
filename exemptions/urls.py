from django.urls import path

from exemptions.views import library, lists

app_name = "exemptions"
urlpatterns = [
    path("", lists.in_force, name="list"),
    path("versions/", lists.versions, name="versions"),
    path("versions/<str:code>/", lists.version, name="version"),
    path("versions/<str:code>/<str:number>/", lists.item, name="item"),
    path("law/", library.statutes, name="law"),
    path("law/<str:code>/", library.statute, name="statute"),
    path("offences/", lists.offences, name="offences"),
    path("calendar/", library.calendar, name="calendar"),
    path("calendar/enter/", library.calendar_enter, name="calendar_enter"),
]
