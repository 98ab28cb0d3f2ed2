"""Addresses of the app "exchange"."""

from django.urls import URLPattern, path

from lotrinh.living.exchange import views

app_name = "exchange"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("nhan/", views.receive, name="receive"),
    path("gui/<int:pk>/", views.send, name="send"),
    path("goi/", views.take, name="take"),
    path("goi/<slug:slug>/<slug:kind>.json", views.export, name="export"),
]
