"""Addresses of the app "places"."""

from django.urls import URLPattern, path

from lotrinh.living.places import views

app_name = "places"
urlpatterns: list[URLPattern] = [
    path("", views.areas, name="areas"),
    path("<int:pk>/", views.area, name="area"),
]
