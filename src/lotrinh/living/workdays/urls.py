"""Addresses of the app "workdays"."""

from django.urls import URLPattern, path

from lotrinh.living.workdays import views

app_name = "workdays"
urlpatterns: list[URLPattern] = [
    path("", views.year, name="year"),
    path("them/", views.add, name="add"),
    path("<int:pk>/bo/", views.remove, name="remove"),
]
