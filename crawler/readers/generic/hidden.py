"""What a page holds but a person does not see: decoys, honeypots, screen furniture."""

from __future__ import annotations

import re
from collections.abc import Iterable

# Elements whose text is never shown as text of the page. Titles and meta data are read apart.
UNSEEN = frozenset(
    "script style template head title meta link object embed iframe svg canvas audio video map datalist "
    "select optgroup option button".split()
)

_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?![.\d])|font-size\s*:\s*0(?![.\d])"
    r"|(?:left|top|text-indent|margin-left)\s*:\s*-\d{3,}"
    r"|clip\s*:\s*rect\(\s*0",
    re.IGNORECASE,
)
_SIMPLE = re.compile(r"^[a-z]*([.#][\w-]{1,80})$", re.IGNORECASE)
_CSS_LIMIT = 200_000
_RULES = 5_000


def hiding_names(sheets: Iterable[str]) -> frozenset[str]:
    """The `.class` and `#id` names that the page's own style sheets hide for good.

    Names that another rule shows again (a tab's panel, a menu) are not hidden for good.
    """
    text = "".join(sheets)[:_CSS_LIMIT]
    hidden: set[str] = set()
    shown: set[str] = set()
    for rule in text.split("}")[:_RULES]:
        selectors, _, declared = rule.rpartition("{")
        hides = _HIDING.search(declared) is not None
        for selector in selectors.split(","):
            simple = _SIMPLE.match(selector.strip())
            if hides and simple:
                hidden.add(simple[1])
            elif not hides and "display" in declared:
                shown.update(re.findall(r"[.#][\w-]{1,80}", selector))
    return frozenset(hidden - shown)


def is_hidden(attrs: dict[str, str], names: frozenset[str]) -> bool:
    """Whether these attributes hide their element, alone or by the page's own style sheets."""
    if "hidden" in attrs or attrs.get("aria-hidden") == "true":
        return True
    style = attrs.get("style")
    if style and _HIDING.search(style):
        return True
    if not names:
        return False
    if f"#{attrs.get('id', '')}" in names:
        return True
    return any(f".{name}" in names for name in attrs.get("class", "").split())
