"""Addresses of agencies. Those of accounts: accounts_urls.py."""

from django.urls import URLPattern, path

from lotrinh.living.people import agency_edit_views, agency_views

app_name = "people"
urlpatterns: list[URLPattern] = [
    path("", agency_views.agencies, name="agencies"),
    path("ai-lam/", agency_views.who_answers, name="who_answers"),
    path("them/", agency_edit_views.add, name="agency_add"),
    path("<int:pk>/", agency_views.agency, name="agency"),
    path("<int:pk>/ten/", agency_edit_views.add_name, name="agency_name"),
    path("<int:pk>/ket-thuc/", agency_edit_views.end, name="agency_end"),
    path("<int:pk>/ke-thua/", agency_edit_views.add_succession, name="agency_succession"),
    path("<int:pk>/nhom/", agency_edit_views.join, name="agency_join"),
    path("<int:pk>/nhom/<int:membership>/", agency_edit_views.leave, name="agency_leave"),
]
