"""Addresses of the app "jobs"."""

from django.urls import URLPattern, path

from lotrinh.living.jobs import views

app_name = "jobs"
urlpatterns: list[URLPattern] = [
    path("", views.jobs, name="jobs"),
    path("<int:pk>/", views.job, name="job"),
    path("<int:pk>/tien-do/", views.progress, name="progress"),
    path("<int:pk>/dung/", views.stop, name="stop"),
    path("<int:pk>/thu-lai/", views.again, name="again"),
]
