"""Addresses of the app "review"."""

from django.urls import URLPattern

app_name = "review"
urlpatterns: list[URLPattern] = []
