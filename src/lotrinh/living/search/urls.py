"""Addresses of the app "search"."""

from django.urls import URLPattern, path

from lotrinh.living.search import views

app_name = "search"
urlpatterns: list[URLPattern] = [path("", views.results, name="find")]
