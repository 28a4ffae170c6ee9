"""Drafts of profiles: where they lie, which pages they were made from, and what a person has decided of each field."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from crawler.drafting import check
from crawler.drafting.checking import Checked, remarks
from crawler.drafting.choosing import choose
from crawler.drafting.samples import Correction, Sample, open_samples
from crawler.drafting.saying import Words
from crawler.drafting.writing import written
from crawler.profiles import Profile, load
from crawler.profiles.marks import read_yaml
from crawler.readers import SavedPage
from crawler.readers.decoding import page_of
from crawler.readers.generic import Template
from tidewaiter.desk.session import Session
from tidewaiter.model.errors import WrongUse
from tidewaiter.model.ids import digest
from tidewaiter.model.keys import page_key
from tidewaiter.model.sighting import FieldValue, Kind
from tidewaiter.schedule.profiles import named, profile
from tidewaiter.store.database import captures
from tidewaiter.store.evidence import read_capture
from tidewaiter.store.whole import write_whole
from tidewaiter.store.workspace import Workspace

MOST_CAPTURES = 300  # the newest of a source, from which the pages of a draft are chosen
MOST_BYTES = 64 << 20
Page = tuple[str, SavedPage]


@dataclass(frozen=True, slots=True)
class Origin:
    """A page that a draft was made from: a capture, or a file with the address that somebody gave it."""

    name: str
    capture: str = ""
    file: str = ""
    sha256: str = ""


@dataclass(slots=True)
class Kept:
    """A draft with what a person has decided. `decided` goes by field (`0/1/listing.title`): the rule's words as they
    were decided on, and the verdict, so that a rule that was changed since is asked about again. `template` is what all
    captures had in common from which its pages were chosen."""

    source: str
    text: str
    origins: list[Origin]
    doubts: list[str] = field(default_factory=list)
    corrections: list[Correction] = field(default_factory=list)
    decided: dict[str, list[Any]] = field(default_factory=dict)
    in_force: dict[str, object] = field(default_factory=dict)
    template: str = ""

    @property
    def frame(self) -> Template | None:
        return Template.from_json(self.template) if self.template else None

    @property
    def profile(self) -> Profile:
        return load(self.text, f"drafts/{self.source}.yaml")

    @property
    def words(self) -> dict[str, Any]:
        return read_yaml(self.text, f"drafts/{self.source}.yaml")[0]

    @property
    def digests(self) -> list[str]:
        """Its pages as the ledger names them."""
        return [one.capture or one.sha256 for one in self.origins]

    def undecided(self) -> list[str]:
        """Fields whose rule nobody has decided on: neither here, nor when the profile in force was accepted."""
        return [
            place
            for place, words in self.places().items()
            if self.decided.get(place, [None])[0] != words and self.in_force.get(place) != words
        ]

    def places(self) -> dict[str, object]:
        """Each field of the draft by its place, with its rule's words."""
        return places_of(self.words)


def places_of(words: dict[str, Any]) -> dict[str, object]:
    return {
        f"{n}/{m}/{statement['kind']}.{name}": rule
        for n, page in enumerate(words.get("pages", []))
        for m, statement in enumerate(page.get("statements", []))
        for name, rule in statement["fields"].items()
    }


def has_draft(workspace: Workspace, source: str) -> bool:
    return (workspace.drafts / f"{source}.yaml").is_file()


def kept(workspace: Workspace, source: str) -> Kept:
    """The draft of a source. Raises WrongUse where there is none or its state is damaged."""
    file = workspace.drafts / f"{source}.yaml"
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        todo = f"make one: tidewaiter source draft {source}"
        raise WrongUse(f"there is no draft of {source}", where=str(file), todo=todo) from None
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(f"the draft does not open: {fault}", where=str(file)) from fault
    one = Kept(source, text, [])
    if source in named(workspace.sources):
        before = profile(source, workspace.sources)
        one.in_force = places_of(read_yaml(before.text, str(before.file))[0])
    return _with_state(one, file.with_suffix(".json"))


def _with_state(one: Kept, file: Path) -> Kept:
    """A draft that somebody wrote by hand has no state, and no pages of its own."""
    try:
        state = json.loads(file.read_text(encoding="utf-8"))
        one.origins = [Origin(**said) for said in state["pages"]]
        one.doubts = list(state["doubts"])
        one.corrections = [_correction(said) for said in state["corrections"]]
        one.decided = dict(state["decided"])
        one.template = str(state.get("template", ""))
    except FileNotFoundError:
        return one
    except (OSError, ValueError, KeyError, TypeError) as fault:
        todo = "delete it: the draft stays, what was decided is asked again"
        raise WrongUse(f"the draft's state does not open: {fault}", where=str(file), todo=todo) from fault
    return one


def _correction(said: dict[str, Any]) -> Correction:
    value: FieldValue | None = tuple(said["value"]) if isinstance(said["value"], list) else said["value"]
    return Correction(said["page"], Kind(said["kind"]), said["name"], value, said["key"])


def keep(workspace: Workspace, one: Kept) -> Path:
    """Write the draft and its state; the path of the profile."""
    file = workspace.drafts / f"{one.source}.yaml"
    file.parent.mkdir(mode=0o700, exist_ok=True)
    state = {
        "pages": [asdict(origin) for origin in one.origins], "doubts": one.doubts,
        "corrections": [asdict(said) for said in one.corrections], "decided": one.decided,
        "template": one.template,
    }  # fmt: skip
    write_whole(file.with_suffix(".json"), json.dumps(state, ensure_ascii=False, indent=1))
    write_whole(file, one.text)
    return file


def forget(workspace: Workspace, source: str) -> None:
    for suffix in (".yaml", ".json"):
        (workspace.drafts / f"{source}{suffix}").unlink(missing_ok=True)


def rewritten(source: str, words: dict[str, Words], samples: Sequence[Sample]) -> tuple[str, Checked]:
    """The text of a draft with what its pages say of each field as comments."""
    profile = load(written(words), f"drafts/{source}.yaml")
    checked = check(profile, samples)
    head = [f"A draft from {len(samples)} pages; nothing runs by it before a person accepts it:",
            f"tidewaiter source review {source}; tidewaiter source accept {source}"]  # fmt: skip
    return written(words, remarks(checked, profile), head=head), checked


def pages_of_files(files: Iterable[Path], addresses: dict[str, str]) -> tuple[list[Page], list[Origin]]:
    """Saved pages; their names are those of the files. Raises WrongUse where one does not open."""
    pages, origins = [], []
    for file in files:
        try:
            body = file.read_bytes()
        except OSError as fault:
            raise WrongUse(f"the page does not open: {fault.strerror}", where=str(file)) from fault
        if len(body) > MOST_BYTES:
            raise WrongUse(f"the page has {len(body)} bytes, {MOST_BYTES} are the most", where=str(file))
        pages.append((file.name, SavedPage(addresses.get(file.name, ""), body)))
        origins.append(Origin(file.name, file=str(file.absolute()), sha256=digest("file", body)))
    return pages, origins


def pages_of_captures(here: Session, source: str) -> tuple[list[Page], list[Origin]]:
    """The newest captures of a source, one an address; what is sealed off is left out. That they were looked at goes to
    the ledger with the draft."""
    newest: dict[str, captures.Entered] = {}
    after = ""
    with here.database.read() as rows:
        while some := captures.of_source(rows, source, after=after):
            after = some[-1].capture.id
            for one in (one for one in some if not one.sealed):
                known = newest.get(one.capture.url)
                if known is None or known.capture.captured_at < one.capture.captured_at:
                    newest[one.capture.url] = one
    chosen = sorted(_spread(newest.values()), key=lambda one: one.capture.id)
    pages, origins = [], []
    for one in chosen:
        got = read_capture(here.places, one.capture)
        pages.append((one.capture.id[:12], page_of(one.capture, got)))
        origins.append(Origin(one.capture.id[:12], capture=one.capture.id, sha256=one.capture.payload_sha256))
    return pages, origins


def _spread(entered: Iterable[captures.Entered]) -> list[captures.Entered]:
    """The newest of each kind of page, one for each thing, so that no kind crowds out another."""
    by_page: dict[str, dict[str, captures.Entered]] = {}
    for one in sorted(entered, key=lambda one: one.capture.captured_at):
        by_page.setdefault(one.page, {})[page_key(one.capture.url)] = one
    share = max(1, MOST_CAPTURES // max(1, len(by_page)))
    return [one for mine in by_page.values() for one in list(mine.values())[-share:]]


def samples_of(here: Session, one: Kept) -> tuple[list[Sample], list[str]]:
    """The pages that a draft was made from, opened again; of a draft that names none, ten of the source's captures."""
    pages: list[Page] = []
    if not one.origins:
        samples, left = open_samples(pages_of_captures(here, one.source)[0], one.corrections)
        return choose(samples), left
    for origin in one.origins:
        if origin.capture:
            with here.database.read() as rows:
                entered = captures.find(rows, origin.capture)
            pages.append((origin.name, page_of(entered.capture, read_capture(here.places, entered.capture))))
        else:
            pages += pages_of_files([Path(origin.file)], {})[0]
    return open_samples(pages, one.corrections, one.frame)
