"""Addresses of the app "reporting"."""

from django.urls import URLPattern, path

from lotrinh.living.reporting import feed_views, regime_views, upload_views, views, workbook_views

app_name = "reporting"
urlpatterns: list[URLPattern] = [
    path("", views.mine, name="mine"),
    path("<int:pk>/", views.report, name="request"),
    path("<int:pk>/ghi/", views.write, name="write"),
    path("<int:pk>/kiem-tra/", views.check, name="check"),
    path("<int:pk>/chuyen/", views.make_move, name="move"),
    path("<int:pk>/lam-thay/", views.give, name="give"),
    path("<int:pk>/buoc/<int:number>/", views.step, name="step"),
    path("<int:pk>/bieu.xlsx", workbook_views.download, name="workbook"),
    path("<int:pk>/excel/", workbook_views.take, name="take_workbook"),
    path("<int:pk>/dan/", upload_views.paste, name="paste"),
    path("<int:pk>/word/", upload_views.word, name="word"),
    path("<int:pk>/tep/", upload_views.add_file, name="attach"),
    path("<int:pk>/tep/<int:file>/", upload_views.file, name="file"),
    path("<int:pk>/tep/<int:file>/bo/", upload_views.remove_file, name="detach"),
    path("bang/<int:pk>/", upload_views.upload, name="upload"),
    path("bang/<int:pk>/ghi/", upload_views.apply, name="apply"),
    path("che-do/", regime_views.listed, name="regimes"),
    path("che-do/them/", regime_views.add, name="regime_add"),
    path("che-do/thuong-dung/", regime_views.usual, name="regime_usual"),
    path("che-do/<int:pk>/", regime_views.regime, name="regime"),
    path("che-do/<int:pk>/sua/", regime_views.edit, name="regime_edit"),
    path("che-do/<int:pk>/bieu/", regime_views.rows, name="regime_rows"),
    path("che-do/<int:pk>/co-quan/", regime_views.reporters, name="regime_reporters"),
    path("che-do/<int:pk>/mo-ky/", regime_views.open_now, name="regime_open"),
    path("lich/", feed_views.address, name="feed_address"),
    path("lich/<str:secret>.ics", feed_views.feed, name="feed"),
]
