"""Addresses of the site: Vietnamese words without accents, one folder of addresses an app."""

from django.urls import URLPattern, URLResolver, include, path

from lotrinh.web import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("ngon-ngu/", views.language, name="language"),
    path("suc-khoe/", views.health, name="health"),
    path("tai-khoan/", include("lotrinh.living.people.sign_in_urls")),
    path("nguoi-dung/", include("lotrinh.living.people.accounts_urls")),
    path("co-quan/", include("lotrinh.living.people.urls")),
    path("dia-ban/", include("lotrinh.living.places.urls")),
    path("ngay-lam-viec/", include("lotrinh.living.workdays.urls")),
    path("van-ban/", include("lotrinh.living.documents.urls")),
    path("viec-chay/", include("lotrinh.living.jobs.urls")),
    path("ra-soat/", include("lotrinh.living.review.urls")),
    path("ke-hoach/", include("lotrinh.living.plans.urls")),
    path("so-lieu/", include("lotrinh.living.observations.urls")),
    path("bao-cao/", include("lotrinh.living.reporting.urls")),
    path("tong-hop/", include("lotrinh.living.gathering.urls")),
    path("bao-cao-chinh-thuc/", include("lotrinh.living.official.urls")),
    path("nhat-ky/", include("lotrinh.living.journal.urls")),
    path("kho-khan/", include("lotrinh.living.difficulties.urls")),
    path("theo-doi/", include("lotrinh.living.following.urls")),
    path("thong-bao/", include("lotrinh.living.notices.urls")),
    path("cong-khai/", include("lotrinh.living.portal.urls")),
    path("du-lieu/", include("lotrinh.living.opendata.urls")),
    path("trao-doi/", include("lotrinh.living.exchange.urls")),
    path("api/v1/", include("lotrinh.living.opendata.api.v1")),
    path("tim/", include("lotrinh.living.search.urls")),
]
handler400 = "lotrinh.web.views.bad_request"
handler403 = "lotrinh.web.views.forbidden"
handler404 = "lotrinh.web.views.not_found"
handler500 = "lotrinh.web.views.server_error"
