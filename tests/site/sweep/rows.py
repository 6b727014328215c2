"""What is looked at: every address of `addresses` that is a page, in every state that it has.

A new address needs its row here, or a line in `NO_PAGE` (`test_rows` holds both to the truth).
"""

from __future__ import annotations

from typing import Any

from tests.site.sweep import ways
from tests.site.sweep.row import Row
from tests.site.sweep.rows_desk import DESK

NAMED = {"name": "p-02"}
PLACE = {"version": "draft-1", "address": "art_8__para_2"}
TWO = {"old": "in-force", "new": "draft-2"}
WHY = {"version": "draft-2", "address": "art_9", "language": "kk"}

FRONT: dict[str, Row] = {
    "front": Row(),
    "front, nothing yet": Row("bare"),
    "front, a consultation": Row("open", "citizen"),
    "front, the menu": Row("open", before=ways.unfold),
    "look:accessibility": Row(),
    "look:privacy": Row(),
    "look:unsent": Row(
        "open",
        "citizen",
        query="?address=art_8__para_2",
        start="consultation:propose",
        before=ways.too_late,
        shows="#typed",
    ),
    "look:pieces": Row(),
    "look:pieces, pictures open": Row(before=ways.unfold),
}
ACCOUNTS: dict[str, Row] = {
    "account_login": Row(),
    "account_login, wrong": Row(before=ways.wrong(login="x@y"), shows=".error"),
    "account_logout": Row(who="citizen"),
    "account_inactive": Row(),
    "account_signup": Row(),
    "account_signup, wrong": Row(before=ways.wrong(email="x@y"), shows=".error"),
    "account_reauthenticate": Row(who="unsure"),
    "account_reauthenticate, wrong": Row(
        who="unsure", before=ways.wrong(password="x"), shows=".error"
    ),
    "account_email": Row(who="careful"),
    "account_email, another one waits": Row(who="citizen"),
    "account_email_verification_sent": Row(start="account_signup", before=ways.sign_up),
    "account_change_password": Row(who="careful"),
    "account_change_password, wrong": Row(
        who="careful",
        before=ways.wrong(oldpassword="x", password1="short", password2="other"),
        shows=".error",
    ),
    "account_set_password": Row(who="fresh"),
    "account_reset_password": Row(),
    "account_confirm_login_code": Row(start="account_login", before=ways.ask_code),
    "account_confirm_login_code, wrong": Row(
        start="account_login", before=ways.wrong_code, shows=".error"
    ),
    "account_confirm_password_reset_code": Row(start="account_reset_password", before=ways.forgot),
    "account_complete_password_reset": Row(
        start="account_reset_password", before=ways.forgot_and_coded
    ),
    "account_password_reset_completed": Row(),
    "account_request_login_code": Row(),
    "mfa_index": Row(who="careful"),
    "mfa_index, none yet": Row(who="fresh"),
    "mfa_authenticate": Row(start="account_login", before=ways.by_password),
    "mfa_authenticate, wrong": Row(start="account_login", before=ways.wrong_factor, shows=".error"),
    "mfa_reauthenticate": Row(who="unsure careful"),
    "mfa_activate_totp": Row(who="fresh"),
    "mfa_activate_totp, wrong": Row(who="fresh", before=ways.wrong(code="000000"), shows=".error"),
    "mfa_deactivate_totp": Row(who="careful"),
    "mfa_view_recovery_codes": Row(who="careful"),
    "mfa_generate_recovery_codes": Row(who="careful"),
    "socialaccount_login_cancelled": Row(),
    "socialaccount_login_error": Row(status=401),
    "socialaccount_signup": Row(who="stranger"),
    "socialaccount_connections": Row(who="citizen"),
    "socialaccount_connections, none": Row(who="fresh"),
    "openid_connect_login": Row(words={"provider_id": "egov"}),
    "openid_connect_callback": Row(words={"provider_id": "none"}, status=404),
}
PEOPLE: dict[str, Row] = {
    "people:me": Row(who="citizen"),
    "people:me, with a role": Row(who="steward"),
    "people:me, blocked": Row(who="blocked"),
    "people:erase": Row(who="citizen"),
    "people:erase, wrong": Row(who="citizen", before=ways.wrong(password="x"), shows=".error"),
    "people:erase, by code": Row(who="fresh"),
    "people:staff": Row(who="steward"),
    "people:staff, found": Row(who="steward", query="?q=example"),
    "people:person": Row(who="steward", words={"number": "{careful_number}"}),
    "people:person, blocked": Row(who="steward", words={"number": "{blocked_number}"}),
    "people:person, of the staff": Row(who="moderator", words={"number": "{editor_number}"}),
    "people:intents": Row(who="steward"),
    "people:intents, to confirm": Row("open", "second"),
    "people:intents, none": Row("bare", "steward"),
    "people:trail": Row("open", "steward"),
    "people:trail, none": Row("bare", "steward"),
}
STAGES: dict[str, Row] = {
    "data:index": Row(),
    "data:index, nothing yet": Row("bare"),
    "data:api": Row(),
    "record:index": Row(),
    "record:index, nothing yet": Row("bare"),
    "record:entry": Row(words={"index": 1}),
    "question:index": Row(),
    "question:index, nothing yet": Row("bare"),
    "stations:index": Row(),
    "stations:index, nothing yet": Row("bare"),
    "stations:station": Row(words={"name": "{station}"}),
    "tally:index": Row(),
    "tally:index, nothing yet": Row("bare"),
    "outcome:index": Row(),
    "outcome:index, nothing yet": Row("bare"),
    "verification:index": Row(),
    "verification:index, not yet run": Row("bare", "secretary"),
    "implementation:index": Row(),
    "implementation:index, nothing yet": Row("bare"),
    "implementation:task": Row(words={"name": "{task}"}),
}
TEXT: dict[str, Row] = {
    "text:index": Row(),
    "text:index, nothing yet": Row("bare"),
    "text:search": Row(query="?q=кеңес"),
    "text:search, nothing asked": Row(),
    "text:search, nothing found": Row(query="?q=zzzz"),
    "text:choose": Row(status=404),  # two versions must be named
    "text:compare": Row(words=TWO),
    "text:compare, changed rows": Row(words=TWO, query="?show=new"),
    "text:version": Row(words={"version": "draft-2"}),
    "text:provision": Row(words=PLACE),
    "text:provision, elsewhere": Row(
        words={"version": "in-force", "address": "art_30__para_2"}, status=404
    ),
}
CONSULTATION: dict[str, Row] = {
    "consultation:index": Row(),
    "consultation:index, nothing yet": Row("bare"),
    "consultation:index, open": Row("open", "citizen"),
    "consultation:proposals": Row(),
    "consultation:proposals, none": Row("bare"),
    "consultation:proposals, found": Row(query="?kind=amend&q=кеңес"),
    "consultation:proposal": Row(words=NAMED),
    "consultation:proposal, taken back": Row(words={"name": "p-62"}),
    "consultation:proposal, set aside": Row(words={"name": "p-63"}),
    "consultation:proposal, split": Row(words={"name": "p-64"}),
    "consultation:proposal, merged": Row(words={"name": "p-61"}),
    "consultation:proposal, one's own": Row("open", "citizen", {"name": "p-01"}),
    "consultation:propose": Row("open", "citizen", query="?address=art_8__para_2"),
    "consultation:propose, a place to choose": Row("open"),
    "consultation:propose, wrong": Row(
        "open", "citizen", query="?address=art_8__para_2", before=ways.wrong(), shows=".error"
    ),
    "consultation:propose, looked at": Row(
        "open", "citizen", query="?address=art_8__para_2", before=ways.preview, shows="#preview"
    ),
    "consultation:propose, blocked": Row("open", "blocked", query="?address=art_8__para_2"),
    "consultation:propose, too late": Row(),
    "consultation:place": Row(words=PLACE),
    "consultation:place, open": Row("open", "citizen", PLACE),
    "consultation:moderated": Row(),
    "consultation:moderated, none": Row("bare"),
    "consultation:hearings": Row(),
    "consultation:hearings, none": Row("bare"),
    "consultation:hearing": Row(words={"name": "h-1"}),
    "consultation:figures": Row(),
    "consultation:figures, nothing yet": Row("bare"),
    "consultation:changes": Row(),
    "consultation:changes, nothing yet": Row("bare"),
    "consultation:why": Row(words=WHY),
    "consultation:opinions": Row("open", "citizen"),
    "consultation:opinions, not signed in": Row("open"),
    "consultation:opinions, over": Row(),
    "consultation:groups": Row(),
    "consultation:groups, nothing yet": Row("bare"),
    "consultation:withdraw": Row("open", "citizen", {"name": "p-01"}),
    "consultation:mine": Row("open", "citizen"),
    "consultation:mine, none": Row("bare", "fresh"),
}
# What goes wrong has no name: these stand by the end of their address.
FAULTS: dict[str, Row] = {
    "nothing/": Row(status=404),
    "fails/bad/": Row(status=400),
    "fails/forbidden/": Row(status=403),
    "fails/stale/": Row(status=403),
    "fails/refused/": Row(status=409),
    "fails/large/": Row(status=413),
    "fails/unreadable/": Row(status=400),
    "fails/guessed/": Row(status=429),
    "fails/throttled/": Row(status=429),
    "fails/fault/": Row(status=500),
    "fails/rollback/": Row(status=503),
    "fails/fork/": Row(status=503),
    "fails/busy/": Row(status=503),
    "fails/locked/": Row(status=503),
}
ROWS: dict[str, Row] = {
    **FRONT, **ACCOUNTS, **PEOPLE, **STAGES, **TEXT, **CONSULTATION, **DESK, **FAULTS,
}  # fmt: skip

ONE: dict[str, Any] = {"number": 1}
# No pages: files, pictures, feeds and the API; what only leads on; what takes a form alone.
NO_PAGE: dict[str, dict[str, Any]] = {
    "choose_language": {},
    "consultation:desk_choose": {},
    "consultation:drop_draft": ONE,
    "consultation:feed": {},
    "consultation:follow": {},
    "consultation:picture": {"result": "{groups}"},
    "consultation:place_feed": PLACE,
    "consultation:proposal_feed": NAMED,
    "mfa_download_recovery_codes": {},
    "people:decide": {**ONE, "what": "block"},
    "people:export": {},
    "people:picture": {},
    "people:settle": {**ONE, "what": "confirm"},
    "record_file": {"name": "checkpoint"},
    "table": {"name": "stations", "form": "csv"},
    **{f"text:desk_{act}": ONE for act in ("answer", "ask", "discard")},
    "text:download": {"version": "draft-1", "language": "kk", "suffix": "akn.xml"},
    "text:picture": TWO,
    "text:table": {**TWO, "suffix": "csv"},
    "verification:run": {},
}
