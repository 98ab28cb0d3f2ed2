"""Addresses of the app "difficulties"."""

from django.urls import URLPattern, path

from lotrinh.living.difficulties import views

app_name = "difficulties"
urlpatterns: list[URLPattern] = [
    path("", views.board, name="board"),
    path("neu/", views.raise_one, name="raise"),
    path("viec/<int:pk>/", views.finish, name="finish"),
    path("<int:pk>/", views.difficulty, name="difficulty"),
    path("<int:pk>/<slug:slug>/", views.move, name="move"),
]
