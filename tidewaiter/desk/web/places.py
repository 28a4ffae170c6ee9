"""Every address of the console, who may go there, and what answers. A test goes through the whole table."""

from __future__ import annotations

from tidewaiter.desk.web import leads, looking, searching, signing, today
from tidewaiter.desk.web.asking import Place
from tidewaiter.model.person import Act

PLACES: tuple[Place, ...] = (
    Place("/sign-in", signing.form, None),
    Place("/sign-in", signing.sign_in, None, "POST"),
    Place("/link/{token}", signing.link, None),
    Place("/link/{token}", signing.accept, None, "POST"),
    Place("/sign-out", signing.sign_out, Act.READ, "POST"),
    Place("/account", signing.account, Act.READ),
    Place("/account/password", signing.password, Act.READ, "POST"),
    Place("/account/code", signing.code, Act.READ, "POST"),
    Place("/account/sign-out", signing.everywhere, Act.READ, "POST"),
    Place("/", today.today, Act.READ),
    Place("/search", searching.search, Act.READ),
    Place("/records/{id}", looking.record, Act.READ),
    Place("/records/{id}/verify", looking.verify, Act.READ, "POST"),
    Place("/captures/{id}", looking.capture, Act.READ),
    Place("/leads", leads.inbox, Act.READ),
    Place("/leads/several", leads.several, Act.JUDGE, "POST"),
    Place("/leads/{id}", leads.lead, Act.READ),
    Place("/leads/{id}/judge", leads.judge, Act.JUDGE, "POST"),
    Place("/leads/{id}/undo", leads.undo, Act.JUDGE, "POST"),
)
