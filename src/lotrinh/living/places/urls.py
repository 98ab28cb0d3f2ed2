"""Addresses of the app "places"."""

from django.urls import URLPattern

app_name = "places"
urlpatterns: list[URLPattern] = []
