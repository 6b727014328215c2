"""The pages about the text, and those of the desk on which a version is prepared."""

from __future__ import annotations

from django.urls import path, re_path

from dauys.site.text import views, views_compare, views_desk

# A name may have dots, as may the ending: text/draft-1.1/files/kk.akn.xml
FILE = r"^text/(?P<version>[^/]+)/files/(?P<language>[a-z]{2,3})\.(?P<suffix>[a-z.]+)$"

app_name = "text"
urlpatterns = [
    path("text/", views.index, name="index"),
    path("text/search/", views.search, name="search"),
    path("text/compare/", views_compare.choose, name="choose"),
    path("text/compare/<str:old>/<str:new>/", views_compare.compare, name="compare"),
    path("text/compare/<str:old>/<str:new>/picture.svg", views_compare.drawing, name="picture"),
    path("text/compare/<str:old>/<str:new>/table.<str:suffix>", views_compare.table, name="table"),
    path("text/<str:version>/", views.version, name="version"),
    path("text/<str:version>/<str:address>/", views.provision, name="provision"),
    re_path(FILE, views.download, name="download"),
    path("desk/text/", views_desk.index, name="desk"),
    path("desk/text/new/", views_desk.edit, name="desk_new"),
    path("desk/text/<int:number>/", views_desk.manuscript, name="desk_manuscript"),
    path("desk/text/<int:number>/edit/", views_desk.edit, name="desk_edit"),
    path("desk/text/<int:number>/compare/<str:language>/", views_desk.compare, name="desk_compare"),
    path("desk/text/<int:number>/read/<str:language>/", views_desk.preview, name="desk_preview"),
    path("desk/text/<int:number>/ask/", views_desk.ask, name="desk_ask"),
    path("desk/text/<int:number>/answer/", views_desk.answer, name="desk_answer"),
    path("desk/text/<int:number>/discard/", views_desk.discard, name="desk_discard"),
]
