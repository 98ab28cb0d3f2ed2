"""Addresses of the app "documents"."""

from django.urls import URLPattern, path

from lotrinh.living.documents import uploading, views

app_name = "documents"
urlpatterns: list[URLPattern] = [
    path("", views.documents, name="documents"),
    path("tai-len/", uploading.upload, name="upload"),
    path("<int:pk>/", views.document, name="document"),
    path("<int:pk>/tep", views.file, name="file"),
    path("<int:pk>/cau/<int:start>-<int:end>/", views.sentence, name="sentence"),
    path("<int:pk>/doc-lai/", views.read_again, name="read_again"),
    path("<int:pk>/go-bo/", views.remove, name="remove"),
]
