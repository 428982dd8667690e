from django.urls import path

from parties import views

app_name = "parties"
urlpatterns = [
    path("", views.party_list, name="list"),
    path("sheet/", views.sheet, name="sheet"),
    path("new/", views.register, name="register"),
    path("<int:pk>/", views.detail, name="detail"),
    path("<int:pk>/change/", views.change, name="change"),
    path("<int:pk>/names/", views.add_name, name="add_name"),
]
