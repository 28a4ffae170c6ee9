"""Which requests may share circuits and connections: those of one run, one mirror and one identity."""

from __future__ import annotations

from tidewaiter.model.ids import digest


def isolation_token(run: str, mirror: str, identity: str = "") -> str:
    """The SOCKS user name: 32 letters. Another identity (a session, or a wish for new circuits) is another token.

    `mirror` is the origin of the source's profile, not the host of the request, so that a sub-domain of the same
    onion does not pay for a circuit of its own.
    """
    if not run or not mirror:
        raise ValueError("an isolation token needs a run and a mirror")
    return digest("isolation", run, mirror, identity)
