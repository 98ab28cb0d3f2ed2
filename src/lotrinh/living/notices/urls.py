"""Addresses of the app "notices"."""

from django.urls import URLPattern, path

from lotrinh.living.notices import views

app_name = "notices"
urlpatterns: list[URLPattern] = [
    path("", views.own, name="list"),
    path("da-xem/", views.seen, name="seen"),
    path("cai-dat/", views.settings, name="settings"),
    path("nhac-viec/", views.preview, name="preview"),
]
