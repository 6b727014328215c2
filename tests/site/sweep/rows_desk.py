"""The rows of the desks: those of the consultation, and that on which a text is prepared."""

from __future__ import annotations

from tests.site.sweep import ways
from tests.site.sweep.row import Row

CHOSEN, THEIRS = {"token": "{chosen}"}, {"token": "{theirs}"}
DRAFT = {"number": "{manuscript}"}

TEXT: dict[str, Row] = {
    "text:desk": Row("open", "editor"),
    "text:desk, none": Row("bare", "editor"),
    "text:desk_new": Row("open", "editor"),
    "text:desk_new, wrong": Row("open", "editor", before=ways.wrong(), shows=".error"),
    "text:desk_manuscript": Row("open", "editor", DRAFT),
    "text:desk_manuscript, waiting": Row("open", "editor", {"number": "{asked}"}),
    "text:desk_manuscript, to confirm": Row("open", "second", {"number": "{asked}"}),
    "text:desk_edit": Row("open", "editor", DRAFT),
    "text:desk_compare": Row("open", "editor", {**DRAFT, "language": "ru"}),
    "text:desk_preview": Row("open", "editor", {**DRAFT, "language": "kk"}),
}
CONSULTATION: dict[str, Row] = {
    "consultation:desk": Row("open", "secretary"),
    "consultation:desk, nothing yet": Row("bare", "moderator"),
    "consultation:desk_list": Row("open", "secretary"),
    "consultation:desk_list, found": Row("open", "moderator", query="?queue=waiting&q=кеңес"),
    "consultation:desk_list, none": Row("bare", "secretary"),
    "consultation:desk_proposal": Row("open", "secretary", {"name": "p-01"}),
    "consultation:desk_proposal, split": Row(who="moderator", words={"name": "p-64"}),
    "consultation:desk_batches": Row("open", "secretary"),
    "consultation:desk_batches, none": Row("bare", "secretary"),
    "consultation:desk_batch": Row("open", "secretary", {"number": "{batch}"}),
    "consultation:desk_batch, waiting": Row("open", "secretary", {"number": "{waiting}"}),
    "consultation:desk_batch, to confirm": Row("open", "second", {"number": "{waiting}"}),
    "consultation:desk_batch, with faults": Row("open", "secretary", {"number": "{faulty}"}),
    "consultation:desk_statements": Row("open", "secretary"),
    "consultation:desk_statements, none": Row("bare", "secretary"),
    "consultation:desk_anchors": Row("open", "editor"),
    "consultation:desk_anchors, none": Row("bare", "editor", status=404),
    "consultation:desk_assign": Row("open", "secretary", CHOSEN),
    "consultation:desk_answer": Row("open", "secretary", CHOSEN),
    "consultation:desk_answer, wrong": Row(
        "open", "secretary", CHOSEN, before=ways.wrong(), shows=".error"
    ),
    "consultation:desk_moderate": Row("open", "moderator", THEIRS),
    "consultation:desk_withdraw": Row("open", "secretary", CHOSEN),
    "consultation:desk_merge": Row("open", "secretary", CHOSEN),
    "consultation:desk_silence": Row("open", "moderator", {"name": "h-2"}),
    "consultation:desk_split": Row("open", "moderator", {"name": "p-03"}),
    "consultation:desk_alike": Row("open", "moderator"),
    "consultation:desk_alike, none": Row("bare", "moderator"),
    "consultation:desk_stock": Row("open", "secretary"),
    "consultation:desk_stock, none": Row("bare", "secretary"),
    "consultation:desk_kept": Row("open", "secretary", {"number": "{stock}"}),
    "consultation:desk_imports": Row("open", "secretary"),
    "consultation:desk_imports, none": Row("bare", "secretary"),
    "consultation:desk_import": Row("open", "secretary", {"number": "{job}"}),
    "consultation:desk_hearings": Row("open", "secretary"),
    "consultation:desk_hearings, none": Row("bare", "secretary"),
    "consultation:desk_hearing": Row("open", "secretary", {"name": "{hearing}"}),
    "consultation:desk_plan": Row("open", "secretary", {"name": "{hearing}"}),
    "consultation:desk_plan, new": Row("open", "secretary", {"name": "new"}),
    "consultation:desk_close": Row("open", "secretary", {"name": "{hearing}"}),
}
DESK: dict[str, Row] = {**TEXT, **CONSULTATION}
