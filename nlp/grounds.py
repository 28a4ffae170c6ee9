"""Why a mention was made, in words: what its rule needs to fire, and what spoke for or against it."""

from __future__ import annotations

from nlp.substances import substances
from tidewaiter.model.mention import Mention, MentionKind, Status

# What each rule needs, by the longest beginning of its name that is listed here.
_NEEDS = {
    "lexicon": "a term of the lexicon",
    "quantity:measure": "a number with a unit",
    "quantity:times": "a number with a times sign",
    "quantity:street": "a street word for an amount",
    "quantity:word": "a number word with a unit",
    "quantity:han": "a Chinese numeral with a unit",
    "quantity:lone-count": "a bare number before a form of a drug",
    "quantity": "a number with a unit",
    "price:marked": "a number with the sign or name of a currency",
    "price:money-word": "a number with a money word of the language",
    "price:thousands": "a number in thousands, as the language writes money",
    "price:menu": "a bare number right behind an amount",
    "price:each": "a bare number for each unit",
    "price:row": "a bare number in a row of a menu",
    "price": "a number that is money",
    "purity": "a percentage beside a drug or a word of quality",
    "family": "a code built as its family's codes are",
    "unnamed": "stands where a name must stand",
    "place": "a place with a role",
    "hiding": "words that together say how it is hidden",
    "contact:phone": "a telephone number",
    "contact": "an identifier beside the name of its service, or of its shape",
    "wallet": "the address stands its proof",
    "pgp:block": "a block that parses as a key",
    "pgp": "a fingerprint or key id beside a word of PGP",
    "field": "the page's own field",
}
_EVIDENCE = {
    "amount": "an amount or purity beside it", "price": "a price near it", "drug": "a clear drug near it",
    "company": "another drug word near it", "sale": "words of sale near it",
    "shady": "a word of the hidden trade near it",
    "innocent": "an innocent compound covers it",
    "goods": "innocent goods near it", "modifies": "it describes the clear drug behind it",
    "language": "the text is of another language than the short word", "disguised": "it is written in disguise",
    "menu": "it leads a row of a menu, as clear drugs do", "beside": "its own substance beside it",
    "paired": "another word of its substance beside it",
    "peers": "clear names of its kind near it", "cheap": "an amount that costs less than a drug does",
    "shipping": "words of shipping near it", "trade": "goods of the trade near it",
    "packing": "other words of packing or sending near it", "route": "a place it is sent from or to near it",
    "stands as a name": "the words around it stand around names", "role from": "said as where it is sent from",
    "role to": "said as where it is sent to", "role not": "said as where it is not sent to",
    "role origin": "said as where the goods come from",
}  # fmt: skip


def needs(rule: str) -> str:
    """What a rule needs to fire; "" for one that nobody described."""
    name = rule
    while name:
        if name in _NEEDS:
            return _NEEDS[name]
        name = name.rpartition(":")[0]
    return ""


def explain(mention: Mention) -> tuple[str, ...]:
    """How it was found, what is known of its substance, what spoke for and against it, why it is asserted or suspected.

    By which version stands in its rule alone: all mentions of a text have the same.
    """
    name = mention.rule.removeprefix("rule:").partition("@")[0]
    ground = needs(name)
    lines = [f"found by {name}" + (f": {ground}" if ground else "")]
    known = substances().get(str(mention.value)) if mention.kind is MentionKind.DRUG else None
    if known is not None:
        lines.append(f"{known.canonical}: {known.said}")
    lines += [_said(each) for each in mention.evidence if each != f"{ground}+"]
    sure = mention.status is Status.ASSERTED
    lines.append(
        f"{mention.status}: the score is {mention.score:.2f}" + ("" if sure else ", too little to be sure of it")
    )
    return tuple(lines)


def _said(evidence: str) -> str:
    """ "amount+ 5g" as "for it: an amount or purity beside it: “5g”"."""
    for sign, words in (("+", "for it"), ("-", "against it")):
        name, found, what = evidence.partition(sign)
        if found and (not what or what.startswith(" ")) and "\n" not in name:
            said = _EVIDENCE.get(name, name)
            return f"{words}: {said}" + (f": “{what.strip()}”" if what.strip() else "")
    return f"for it: {evidence}"
