"""A letter by e-mail, over verified TLS."""

from __future__ import annotations

import smtplib
import ssl
from email.message import EmailMessage
from email.policy import SMTP
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from tidewaiter.model.plain import line
from tidewaiter.schedule.delivery.faults import DeliveryFailed
from tidewaiter.schedule.delivery.letter import Letter

if TYPE_CHECKING:
    from tidewaiter.schedule.delivery.places import Places

TIMEOUT = 20.0  # seconds for each answer of the server
PASSWORD = "mail.password"


def send(letter: Letter, places: Places, *, to: str) -> None:
    """Raises DeliveryFailed. A server off this machine that does not offer TLS is told nothing."""
    message = _message(letter, sender=places.sender, to=to)
    try:
        with _connected(places) as server:
            server.send_message(message)
    except (OSError, smtplib.SMTPException) as fault:
        raise DeliveryFailed(
            f"the mail server: {line(fault, 200)}", where=urlsplit(places.mail).hostname or ""
        ) from fault


def _message(letter: Letter, *, sender: str, to: str) -> EmailMessage:
    message = EmailMessage(policy=SMTP)
    message["From"], message["To"] = sender, to
    message["Subject"] = line(letter.subject, 150)
    message["Date"] = letter.delivery.made_at
    # The same at each attempt, so that a letter that arrives twice is known by it.
    message["Message-ID"] = f"<{letter.delivery.id}@{sender.rpartition('@')[2]}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(letter.text)
    return message


def _connected(places: Places) -> smtplib.SMTP:
    from tidewaiter.schedule.delivery.places import is_loopback

    parts = urlsplit(places.mail)
    host = parts.hostname or ""
    context = ssl.create_default_context(cafile=places.ca or None)
    if parts.scheme == "smtps":
        server: smtplib.SMTP = smtplib.SMTP_SSL(host, parts.port or 465, timeout=TIMEOUT, context=context)
    else:
        server = smtplib.SMTP(host, parts.port or 587, timeout=TIMEOUT)
        server.ehlo()
        if server.has_extn("starttls"):
            server.starttls(context=context)
        elif not is_loopback(host):
            server.close()
            raise DeliveryFailed("the mail server offers no TLS", where=host, todo="ask for smtps:// or STARTTLS there")
    if parts.username:
        server.login(unquote(parts.username), (places.secrets / PASSWORD).read_text(encoding="utf-8").strip())
    return server
