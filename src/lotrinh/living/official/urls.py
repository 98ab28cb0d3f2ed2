"""Addresses of the app "official"."""

from django.urls import URLPattern, path

from lotrinh.living.official import views

app_name = "official"
urlpatterns: list[URLPattern] = [
    path("", views.reports, name="reports"),
    path("mau/", views.templates, name="templates"),
    path("mau/<slug:sort>.docx", views.template_file, name="template_file"),
    path("lap/<slug:slug>/<slug:kind>/", views.make, name="make"),
    path("<int:pk>/", views.report, name="report"),
    path("<int:pk>/bao-cao.docx", views.word_file, name="word"),
    path("<int:pk>/bao-cao.pdf", views.pdf_file, name="pdf"),
    path("<int:pk>/phu-luc.xlsx", views.annex_file, name="annexes"),
    path("<int:pk>/tao-pdf/", views.ask_pdf, name="ask_pdf"),
    path("<int:pk>/ban-sua/", views.take_back, name="take_back"),
]
