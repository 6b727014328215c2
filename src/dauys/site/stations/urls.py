"""The pages of the polling stations."""

from __future__ import annotations

from django.urls import path

from dauys.site.stations import views

app_name = "stations"
urlpatterns = [
    path("", views.index, name="index"),
    path("<path:name>/", views.station, name="station"),
]
