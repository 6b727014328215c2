"""The pages about people."""

from __future__ import annotations

from django.urls import path

from dauys.site.people import desk, views

app_name = "people"
urlpatterns = [
    path("", views.me, name="me"),
    path("export/", views.export, name="export"),
    path("erase/", views.erase, name="erase"),
    path("picture/", views.picture, name="picture"),
    path("staff/", desk.people, name="staff"),
    path("staff/<int:number>/", desk.one, name="person"),
    path("staff/<int:number>/<slug:what>/", desk.decide, name="decide"),
    path("intents/", desk.intents, name="intents"),
    path("intents/<int:number>/<slug:what>/", desk.settle, name="settle"),
    path("trail/", desk.trail, name="trail"),
]
