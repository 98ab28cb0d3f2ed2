"""Addresses of the app "portal"."""

from django.urls import URLPattern, path

from lotrinh.living.portal import holding_views, map_views, question_views, target_views, views

app_name = "portal"
urlpatterns: list[URLPattern] = [
    path("", views.start, name="start"),
    path("thay-doi/", views.changed, name="changed"),
    path("quy-tac/", holding_views.rules, name="rules"),
    path("hoi-dap/", question_views.answered, name="questions"),
    path("ban-do/", map_views.nation, name="map"),
    path("ban-do/nap/", map_views.outlines, name="outlines"),
    path("ban-do/<slug:code>/", map_views.province, name="province"),
    path("ke-hoach/<slug:slug>/", views.plan, name="plan"),
    path("ke-hoach/<slug:slug>/linh-vuc/<slug:key>/", views.sector, name="sector"),
    path("ke-hoach/<slug:slug>/muc-tieu/<int:pk>/", target_views.target, name="target"),
    path("ke-hoach/<slug:slug>/muc-tieu/<int:pk>/bieu-do.<slug:kind>", target_views.chart, name="chart"),
    path("ke-hoach/<slug:slug>/muc-tieu/<int:pk>/hoi/", question_views.ask, name="ask"),
    path("ke-hoach/<slug:slug>/muc-tieu/<int:pk>/da-hoi/", question_views.asked, name="asked"),
    path("kiem-duyet/", question_views.moderation, name="moderation"),
    path("kiem-duyet/<int:pk>/", question_views.moderate, name="moderate"),
    path("cong-bo/", holding_views.held, name="held"),
    path("cong-bo/<slug:kind>/<int:pk>/", holding_views.decide, name="decide"),
]
