"""Every address of the site with its gate: whom it opens to (`test_may` tries each with everyone).

The gate is that of the page. What a form on an open page asks of who sends it is tried by the
tests of the app.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

ALL = "all"  # whoever comes
SIGNED = "signed in"
FLOW = "on the way"  # a step of signing in, which is nobody's without the step before


@dataclass(frozen=True, slots=True)
class Address:
    """Who may open an address: everybody, who has signed in, or whose role allows an action."""

    gate: str
    method: str = "get"
    words: dict[str, Any] = field(default_factory=dict)


ONE = {"number": 1}
NAMED = {"name": "x-1"}
TOKEN = {"token": "x"}
PLACE = {"version": "draft-1", "address": "art_1"}
TWO = {"old": "v-1", "new": "draft-1"}
API = (
    "api-root", "openapi-json", "referendum", "stages", "versions", "question", "stations",
    "boxes", "outcome", "tasks", "entries", "verification", "proposals", "answers", "hearings",
    "opinions",
)  # fmt: skip
API_ONE: dict[str, dict[str, Any]] = {
    "station": {"name": "s-1"}, "task": {"name": "t-1"}, "entry": {"index": 0},
    "proposal": {"name": "p-1"}, "course": {"name": "p-1"}, "hearing": {"name": "h-1"},
}  # fmt: skip

PAGES: dict[str, Address] = {
    "choose_language": Address(ALL),
    "front": Address(ALL),
    "account_login": Address(ALL),
    "account_logout": Address(ALL),
    "account_inactive": Address(ALL),
    "account_signup": Address(ALL),
    "account_reauthenticate": Address(SIGNED),
    "account_email": Address(SIGNED),
    "account_email_verification_sent": Address(FLOW),
    "account_change_password": Address(SIGNED),
    "account_set_password": Address(SIGNED),
    "account_reset_password": Address(ALL),
    "account_confirm_login_code": Address(FLOW),
    "account_confirm_password_reset_code": Address(FLOW),
    "account_complete_password_reset": Address(FLOW),
    "account_password_reset_completed": Address(ALL),
    "account_request_login_code": Address(ALL),
    "mfa_index": Address(SIGNED),
    "mfa_authenticate": Address(FLOW),
    "mfa_reauthenticate": Address(SIGNED),
    "mfa_activate_totp": Address(SIGNED),
    "mfa_deactivate_totp": Address(SIGNED),
    "mfa_view_recovery_codes": Address(SIGNED),
    "mfa_generate_recovery_codes": Address(SIGNED),
    "mfa_download_recovery_codes": Address(SIGNED),
    "socialaccount_login_cancelled": Address(ALL),
    "socialaccount_login_error": Address(ALL),
    "socialaccount_signup": Address(FLOW),
    "socialaccount_connections": Address(SIGNED),
    "record_file": Address(ALL, words={"name": "checkpoint"}),
    "openid_connect_login": Address(ALL, words={"provider_id": "none"}),
    "openid_connect_callback": Address(ALL, words={"provider_id": "none"}),
    "look:accessibility": Address(ALL),
    "look:pieces": Address(ALL),
    "look:privacy": Address(ALL),
    "look:unsent": Address(ALL),
    "people:me": Address(SIGNED),
    "people:export": Address(SIGNED),
    "people:erase": Address(SIGNED),
    "people:picture": Address(SIGNED),
    "people:staff": Address("people.read"),
    "people:person": Address("people.read", words={"number": 1}),
    "people:decide": Address("people.read", "post", {"number": 1, "what": "none"}),
    "people:intents": Address("people.intents"),
    "people:settle": Address("people.intents", "post", {"number": 1, "what": "none"}),
    "people:trail": Address("people.trail"),
    **{f"api:{name}": Address(ALL) for name in API},
    **{f"api:{name}": Address(ALL, words=words) for name, words in API_ONE.items()},
    "table": Address(ALL, words={"name": "stations", "form": "csv"}),
    "data:index": Address(ALL),
    "data:api": Address(ALL),
    "record:index": Address(ALL),
    "record:entry": Address(ALL, words={"index": 0}),
    "question:index": Address(ALL),
    "stations:index": Address(ALL),
    "stations:station": Address(ALL, words={"name": "s-1"}),
    "tally:index": Address(ALL),
    "outcome:index": Address(ALL),
    "verification:index": Address(ALL),
    "verification:run": Address("verification.run", "post"),
    "implementation:index": Address(ALL),
    "implementation:task": Address(ALL, words={"name": "t-1"}),
    "text:index": Address(ALL),
    "text:search": Address(ALL),
    "text:choose": Address(ALL),
    "text:compare": Address(ALL, words=TWO),
    "text:picture": Address(ALL, words=TWO),
    "text:table": Address(ALL, words={**TWO, "suffix": "csv"}),
    "text:version": Address(ALL, words={"version": "draft-1"}),
    "text:provision": Address(ALL, words=PLACE),
    "text:download": Address(
        ALL, words={"version": "draft-1", "language": "kk", "suffix": "akn.xml"}
    ),
    "text:desk": Address("text.prepare"),
    "text:desk_new": Address("text.prepare"),
    "text:desk_manuscript": Address("text.prepare", words=ONE),
    "text:desk_edit": Address("text.prepare", words=ONE),
    "text:desk_compare": Address("text.prepare", words={**ONE, "language": "kk"}),
    "text:desk_preview": Address("text.prepare", words={**ONE, "language": "kk"}),
    "text:desk_ask": Address("text.prepare", "post", ONE),
    "text:desk_answer": Address("text.prepare", "post", ONE),
    "text:desk_discard": Address("text.prepare", "post", ONE),
    "consultation:index": Address(ALL),
    "consultation:proposals": Address(ALL),
    "consultation:proposal": Address(ALL, words=NAMED),
    "consultation:proposal_feed": Address(ALL, words=NAMED),
    "consultation:propose": Address(ALL),  # who sends it signs in first
    "consultation:place": Address(ALL, words=PLACE),
    "consultation:place_feed": Address(ALL, words=PLACE),
    "consultation:feed": Address(ALL),
    "consultation:moderated": Address(ALL),
    "consultation:hearings": Address(ALL),
    "consultation:hearing": Address(ALL, words=NAMED),
    "consultation:figures": Address(ALL),
    "consultation:changes": Address(ALL),
    "consultation:why": Address(ALL, words={**PLACE, "language": "kk"}),
    "consultation:opinions": Address(ALL),
    "consultation:groups": Address(ALL),
    "consultation:picture": Address(ALL, words={"result": "none"}),
    "consultation:withdraw": Address(SIGNED, words=NAMED),
    "consultation:mine": Address(SIGNED),
    "consultation:drop_draft": Address(SIGNED, "post", ONE),
    "consultation:follow": Address(SIGNED, "post"),
    "consultation:desk": Address("consultation.desk"),
    "consultation:desk_list": Address("consultation.desk"),
    "consultation:desk_choose": Address("consultation.desk", "post"),
    "consultation:desk_proposal": Address("consultation.desk", words=NAMED),
    "consultation:desk_batches": Address("consultation.desk"),
    "consultation:desk_batch": Address("consultation.desk", words=ONE),
    "consultation:desk_statements": Address("consultation.desk"),
    "consultation:desk_anchors": Address("consultation.desk"),
    "consultation:desk_assign": Address("consultation.assign", words=TOKEN),
    "consultation:desk_answer": Address("consultation.answer", words=TOKEN),
    "consultation:desk_moderate": Address("consultation.moderate", words=TOKEN),
    "consultation:desk_withdraw": Address("consultation.withdraw", words=TOKEN),
    "consultation:desk_merge": Address("consultation.merge", words=TOKEN),
    "consultation:desk_silence": Address("consultation.silence", words=NAMED),
    "consultation:desk_split": Address("consultation.split", words=NAMED),
    "consultation:desk_alike": Address("consultation.compare"),
    "consultation:desk_stock": Address("consultation.stock"),
    "consultation:desk_kept": Address("consultation.stock", words=ONE),
    "consultation:desk_imports": Address("consultation.import"),
    "consultation:desk_import": Address("consultation.import", words=ONE),
    "consultation:desk_hearings": Address("consultation.hearing"),
    "consultation:desk_hearing": Address("consultation.hearing", words=NAMED),
    "consultation:desk_plan": Address("consultation.hearing", words=NAMED),
    "consultation:desk_close": Address("consultation.hearing", words=NAMED),
}
# Without a name: old addresses of allauth's that lead on to its own, and the record as files.
UNNAMED = {
    "social/login/cancelled/",
    "social/login/error/",
    "social/signup/",
    "social/connections/",
}
