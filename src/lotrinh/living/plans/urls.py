"""Addresses of the app "plans"."""

from django.urls import URLPattern, path

from lotrinh.living.plans import history_views, indicator_views, target_views, task_views, views, yearly_views

app_name = "plans"
urlpatterns: list[URLPattern] = [
    path("", views.plans, name="list"),
    path("viec-cua/<int:agency>/", task_views.agency_work, name="agency_work"),
    path("chi-tieu/<int:pk>/", indicator_views.indicator, name="indicator"),
    path("chi-tieu/<int:pk>/chieu/", indicator_views.direction, name="direction"),
    path("chi-tieu/<int:pk>/cong-don/", indicator_views.accumulation, name="accumulation"),
    path("<slug:slug>/", views.plan, name="plan"),
    path("<slug:slug>/xuat/<slug:kind>/", views.export, name="export"),
    path("<slug:slug>/muc-tieu/<int:pk>/", target_views.target, name="target"),
    path("<slug:slug>/muc-tieu/<int:pk>/bieu-do.svg", target_views.chart, name="chart"),
    path("<slug:slug>/muc-tieu/<int:pk>/danh-gia/", target_views.verdict, name="verdict"),
    path("<slug:slug>/muc-tieu/<int:pk>/co-quan/", target_views.agency, name="target_agency"),
    path("<slug:slug>/muc-tieu/<int:pk>/moc/", target_views.milestone, name="milestone"),
    path("<slug:slug>/muc-tieu/<int:pk>/quy-tac/", target_views.terms, name="terms"),
    path("<slug:slug>/muc-tieu/<int:pk>/ket-thuc/", target_views.end, name="end"),
    path("<slug:slug>/muc-tieu/<int:pk>/lien-ket/", target_views.link, name="link"),
    path("<slug:slug>/muc-tieu/<int:pk>/lien-ket/<int:link_id>/bo/", target_views.unlink, name="unlink"),
    path("<slug:slug>/nhiem-vu/", task_views.tasks, name="tasks"),
    path("<slug:slug>/nhiem-vu/lich/", task_views.calendar, name="calendar"),
    path("<slug:slug>/nhiem-vu/xuat/<slug:kind>/", task_views.export, name="tasks_export"),
    path("<slug:slug>/nhiem-vu/<int:pk>/", task_views.task, name="task"),
    path("<slug:slug>/nhiem-vu/<int:pk>/xong/", task_views.done, name="task_done"),
    path("<slug:slug>/nhiem-vu/<int:pk>/chua-xong/", task_views.reopened, name="task_open"),
    path("<slug:slug>/van-ban/", history_views.chain, name="chain"),
    path("<slug:slug>/phien-ban/", history_views.versions, name="versions"),
    path("<slug:slug>/so-sanh/", history_views.comparison, name="comparison"),
    path("<slug:slug>/nam/", yearly_views.years, name="years"),
    path("<slug:slug>/nam/<int:year>/", yearly_views.proposed, name="proposed"),
]
