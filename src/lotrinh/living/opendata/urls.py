"""Addresses of the app "opendata". The API has its own, /api/v1/."""

from django.urls import URLPattern, path

from lotrinh.living.opendata import views

app_name = "opendata"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("danh-muc.jsonld", views.catalogue, name="catalogue"),
    path("tin-moi.atom", views.feed, name="feed"),
    path("tat-ca/<slug:table>.<slug:kind>", views.whole, name="whole"),
    path("muc-tieu/<int:pk>/so-lieu.<slug:kind>", views.series, name="series"),
    path("ke-hoach/<slug:slug>/tin-moi.atom", views.plan_feed, name="plan_feed"),
    path("ke-hoach/<slug:slug>/iati.xml", views.results, name="results"),
    path("ke-hoach/<slug:slug>/sdmx-<slug:version>.csv", views.statistics, name="statistics"),
    path("ke-hoach/<slug:slug>/<slug:table>.<slug:kind>", views.bulk, name="bulk"),
]
