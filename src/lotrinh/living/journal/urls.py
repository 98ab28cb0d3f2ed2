"""Addresses of the app "journal"."""

from django.urls import URLPattern, path

from lotrinh.living.journal import views

app_name = "journal"
urlpatterns: list[URLPattern] = [
    path("", views.journal, name="list"),
    path("kiem-tra/", views.verified, name="verify"),
]
