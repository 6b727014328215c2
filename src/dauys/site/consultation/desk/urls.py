"""The pages of the desk, within the addresses of the consultation."""

from __future__ import annotations

from django.urls import path

from dauys.site.consultation.desk import (
    views,
    views_anchors,
    views_batches,
    views_hearings,
    views_imports,
    views_merging,
    views_stock,
)

urlpatterns = [
    path("", views.front, name="desk"),
    path("list/", views.listed, name="desk_list"),
    path("choose/", views.choose, name="desk_choose"),
    path("chosen/<str:token>/assign/", views.assign, name="desk_assign"),
    path("chosen/<str:token>/answer/", views_batches.answer, name="desk_answer"),
    path("chosen/<str:token>/moderate/", views_batches.moderate, name="desk_moderate"),
    path("chosen/<str:token>/withdraw/", views_batches.withdraw, name="desk_withdraw"),
    path("chosen/<str:token>/merge/", views_merging.merge, name="desk_merge"),
    path("proposals/<str:name>/", views.proposal, name="desk_proposal"),
    path("proposals/<str:name>/split/", views_merging.split, name="desk_split"),
    path("decisions/", views_batches.listed, name="desk_batches"),
    path("decisions/<int:number>/", views_batches.batch, name="desk_batch"),
    path("alike/", views_merging.alike, name="desk_alike"),
    path("stock/", views_stock.stock, name="desk_stock"),
    path("stock/<int:number>/", views_stock.kept, name="desk_kept"),
    path("statements/", views_stock.statements, name="desk_statements"),
    path("import/", views_imports.listed, name="desk_imports"),
    path("import/<int:number>/", views_imports.job, name="desk_import"),
    path("hearings/", views_hearings.listed, name="desk_hearings"),
    path("hearings/<str:name>/", views_hearings.live, name="desk_hearing"),
    path("hearings/<str:name>/plan/", views_hearings.plan, name="desk_plan"),
    path("hearings/<str:name>/close/", views_hearings.close, name="desk_close"),
    path("hearings/<str:name>/set-aside/", views_hearings.silence, name="desk_silence"),
    path("anchors/", views_anchors.listed, name="desk_anchors"),
]
