"""The steps of extraction, in their order; each reads and adds to a sheet."""

from nlp.sheet import Step
from nlp.steps import (
    contacts,
    drugs,
    families,
    methods,
    pgp,
    places,
    prices,
    purity,
    quantities,
    resolve,
    unnamed,
    wallets,
)

# Identifiers first: what they cover is closed to all later steps ("BTC 1BvBM..." is no price of one bitcoin).
STEPS: dict[str, Step] = {
    "wallets": wallets.step,
    "pgp": pgp.step,
    "contacts": contacts.step,
    "quantities": quantities.step,
    "prices": prices.step,
    "purity": purity.step,
    "drugs": drugs.step,
    "families": families.step,
    "unnamed": unnamed.step,
    "places": places.step,
    "methods": methods.step,
    "resolve": resolve.step,
}

__all__ = ["STEPS"]
