"""The tables as files, whose addresses have no language."""

from __future__ import annotations

from django.urls import re_path

from dauys.site.data import views

urlpatterns = [
    re_path(r"^(?P<name>[a-z][a-z-]{0,40})\.(?P<form>csv|json)$", views.table, name="table")
]
