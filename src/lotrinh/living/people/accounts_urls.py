"""Addresses of the administrators' pages of accounts."""

from django.urls import path

from lotrinh.living.people import accounts_views as views

urlpatterns = [
    path("", views.account_list, name="accounts"),
    path("them/", views.account_create, name="account_create"),
    path("<int:pk>/", views.account_detail, name="account_detail"),
    path("<int:pk>/vai-tro/", views.role_give, name="role_give"),
    path("<int:pk>/vai-tro/<int:role>/ket-thuc/", views.role_end, name="role_end"),
    path("<int:pk>/khoa/", views.account_lock, name="account_lock"),
    path("<int:pk>/mo-khoa/", views.account_unlock, name="account_unlock"),
    path("<int:pk>/lien-ket/", views.account_link, name="account_link"),
]
