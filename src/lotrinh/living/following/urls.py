"""Addresses of the app "following"."""

from django.urls import URLPattern, path

from lotrinh.living.following import views

app_name = "following"
urlpatterns: list[URLPattern] = [
    path("", views.mine, name="mine"),
    path("cham-diem/", views.scores, name="scores"),
    path("ke-hoach-trien-khai/", views.child_plans, name="child_plans"),
    path("cho-xac-nhan/", views.asked, name="asked"),
    path("cho-xac-nhan/<int:pk>/xac-nhan/", views.confirm, name="confirm"),
    path("cho-xac-nhan/<int:pk>/tra-lai/", views.refuse, name="refuse"),
    path("phan/<int:pk>/", views.tell, name="tell"),
    path("chung-cu/<int:pk>/", views.proof, name="proof"),
]
