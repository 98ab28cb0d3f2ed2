"""Addresses of the app "observations"."""

from django.urls import URLPattern, path

from lotrinh.living.observations import batch_views, entry_views, file_views, views

app_name = "observations"
urlpatterns: list[URLPattern] = [
    path("", views.home, name="home"),
    path("xuat.csv", views.export, name="export"),
    path("<int:pk>/", views.figure, name="figure"),
    path("<int:pk>/sua/", entry_views.correction, name="correct"),
    path("<int:pk>/chung-cu/", file_views.prove, name="prove"),
    path("chung-cu/<int:pk>/tep", file_views.evidence, name="evidence"),
    path("chi-tieu/<int:pk>/", views.series, name="series"),
    path("mau-thuan/", views.contradictions, name="contradictions"),
    path("nhap/", entry_views.indicators, name="enter"),
    path("nhap/<slug:slug>/<int:pk>/", entry_views.entry, name="entry"),
    path("nhap/<slug:slug>/<int:pk>/xem-truoc/", entry_views.preview, name="preview"),
    path("bang/", batch_views.batches, name="batches"),
    path("bang/<slug:slug>/moi/", batch_views.table, name="table"),
    path("bang/<int:pk>/", batch_views.batch, name="batch"),
    path("bang/<int:pk>/ten/", batch_views.names, name="names"),
    path("bang/<int:pk>/ghi/", batch_views.write, name="write"),
    path("bang/<int:pk>/bo/", batch_views.dropped, name="drop"),
    path("tep/<slug:slug>.xlsx", file_views.workbook, name="workbook"),
]
