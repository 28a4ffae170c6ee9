"""Profiles proposed from values: where on a site's pages stands what they are known to say."""

from crawler.drafting.checking import check
from crawler.drafting.drafting import Draft, draft
from crawler.drafting.proposing import Example, Proposal, propose_field

__all__ = ["Draft", "Example", "Proposal", "check", "draft", "propose_field"]
