"""Addresses of the app "gathering"."""

from django.urls import URLPattern, path

from lotrinh.living.gathering import views

app_name = "gathering"
urlpatterns: list[URLPattern] = [
    path("", views.periods, name="periods"),
    path("<int:pk>/", views.board, name="board"),
    path("<int:pk>/mau-thuan/", views.contradictory, name="contradictions"),
    path("<int:pk>/so-lieu/", views.figures, name="figures"),
    path("<int:pk>/so-lieu.csv", views.figures_file, name="figures_file"),
    path("<int:pk>/khoa/", views.lock_period, name="lock"),
    path("<int:pk>/ban-chot/<int:number>/", views.snapshot, name="snapshot"),
    path("<int:pk>/ban-chot/<int:number>.json", views.snapshot_file, name="snapshot_file"),
]
