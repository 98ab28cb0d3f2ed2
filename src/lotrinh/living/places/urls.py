"""Addresses of the app "places"."""

from django.urls import URLPattern, path

from lotrinh.living.places import edit_views, views

app_name = "places"
urlpatterns: list[URLPattern] = [
    path("", views.areas, name="areas"),
    path("them/", edit_views.add, name="area_add"),
    path("<int:pk>/", views.area, name="area"),
    path("<int:pk>/sua/", edit_views.edit, name="area_edit"),
    path("<int:pk>/sap-xep/", edit_views.succeed, name="area_succession"),
    path("<int:pk>/sap-xep/<int:change>/bo/", edit_views.unsucceed, name="area_unsucceed"),
]
