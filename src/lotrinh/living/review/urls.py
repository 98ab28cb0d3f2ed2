"""Addresses of the app "review"."""

from django.urls import URLPattern, path

from lotrinh.living.review import acts, views

app_name = "review"
urlpatterns: list[URLPattern] = [
    path("", views.reviews, name="reviews"),
    path("mo/<int:document>/", views.open_review, name="open"),
    path("<int:pk>/", views.review, name="review"),
    path("<int:pk>/chap-nhan-het/", acts.accept_all, name="accept_all"),
    path("<int:pk>/hoan-tac/", acts.undo, name="undo"),
    path("<int:pk>/them/", acts.add, name="add"),
    path("<int:pk>/cong-bo/", views.publish, name="publish"),
    path("<int:pk>/bo-ra-soat/", views.withdraw, name="withdraw"),
    path("<int:pk>/mau.jsonl", views.examples, name="examples"),
    path("<int:pk>/<int:proposal>/sua/", acts.edit, name="edit"),
    path("<int:pk>/<int:proposal>/gop/", acts.merge, name="merge"),
    path("<int:pk>/<int:proposal>/tach/", acts.split, name="split"),
    path("<int:pk>/<int:proposal>/<slug:act>/", acts.decide, name="decide"),
]
