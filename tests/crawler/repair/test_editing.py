"""A profile's text with some values replaced: the rest stays, remarks and layout too."""

from __future__ import annotations

import pytest
import yaml

from crawler.repair.editing import edited
from tidewaiter.model.errors import ProfileError

TEXT = """\
source: x          # a name
pages:
  - page: listing  # the page
    when: {css: h1}
    statements:
      - kind: listing
        fields: {title: h1, price: {row: Price}}
        required: [title]
  # what follows is of the next rule
  - page: vendor
    when:
      url: '^/v/'
      css: [h1.name, h2]

follow:
  - {css: a.x, expects: listing}
"""


@pytest.mark.parametrize(
    ("steps", "value"),
    [
        (("source",), "y"),
        (("pages", 0, "when"), {"css": "h2.title", "url": "^/l"}),
        (("pages", 0, "statements", 0, "fields", "title"), {"css": ["h1", "h2 > b"], "clean": "last"}),
        (("pages", 0, "statements", 0, "fields", "price"), 'a[href*="x"]::text'),
        (("pages", 1, "when"), {"title": "it's"}),
        (("pages", 1, "when", "css"), "h3"),
        (("follow", 0), {"css": "a.y"}),
    ],
    ids=lambda one: one[-1] if isinstance(one, tuple) else "",
)
def test_the_value_is_replaced_and_nothing_else(steps: tuple[str | int, ...], value: object) -> None:
    wanted = yaml.safe_load(TEXT)
    at = wanted
    for step in steps[:-1]:
        at = at[step]
    at[steps[-1]] = value
    made = edited(TEXT, {steps: value})  # type: ignore[dict-item]
    assert yaml.safe_load(made) == wanted
    assert {line.split("#")[1] for line in TEXT.split("\n") if "#" in line} == {
        line.split("#")[1] for line in made.split("\n") if "#" in line
    }


def test_a_key_that_is_missing_is_put_in() -> None:
    made = edited(TEXT, {("pages", 0, "statements", 0, "rows"): [{"each": "tr", "label": "th"}]})
    assert yaml.safe_load(made)["pages"][0]["statements"][0]["rows"] == [{"each": "tr", "label": "th"}]
    made = edited(TEXT, {("follow", 0, "priority"): "3"})
    assert yaml.safe_load(made)["follow"] == [{"css": "a.x", "expects": "listing", "priority": 3}]


def test_an_entry_follows_itself_as_it_was() -> None:
    made = edited(TEXT, {("pages", 0, "when"): {"css": "b"}}, twice=[("pages", 0)])
    first, second, third = yaml.safe_load(made)["pages"]
    assert (first["when"], second["when"], third["page"]) == ({"css": "b"}, {"css": "h1"}, "vendor")
    assert made.count("# what follows is of the next rule") == 1
    last = yaml.safe_load(edited(TEXT, {}, twice=[("pages", 1)]))["pages"]
    assert last[1] == last[2]


@pytest.mark.parametrize("steps", [("nowhere", "x"), ("pages", 7, "when"), ("source", "x")], ids=str)
def test_a_place_that_is_not_there(steps: tuple[str | int, ...]) -> None:
    with pytest.raises(ProfileError, match="nothing stands there"):
        edited(TEXT, {steps: "x"})
