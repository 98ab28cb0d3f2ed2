"""Addresses of the app "jobs"."""

from django.urls import URLPattern

app_name = "jobs"
urlpatterns: list[URLPattern] = []
