"""Where profiles lie: the workspace's own over those that ship with the program."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import tidewaiter
from crawler.profiles import Profile, load
from tidewaiter.model.errors import WrongUse


@dataclass(frozen=True, slots=True)
class Found:
    """A profile and the file it was read from."""

    profile: Profile
    file: Path
    text: str


def shipped() -> Path:
    """The folder of the shipped profiles: inside the package once installed, beside it in a checkout."""
    package = Path(tidewaiter.__file__).parent
    inside = package / "sources"
    return inside if inside.is_dir() else package.parent / "sources"


def profile(name: str, own: Path | None) -> Found:
    """The profile of a source by its slug, or of a YAML file by its path. Raises WrongUse, ProfileError."""
    if name.endswith((".yaml", ".yml")):
        return _read(Path(name))
    for folder in _folders(own):
        file = folder / f"{name}.yaml"
        if file.is_file():
            return _read(file)
    known = ", ".join(sorted({file.stem for file in _files(own)})) or "none"
    raise WrongUse(
        f"no source is called {name}", todo=f"known are: {known}; a new one is a YAML file, see docs/sources.md"
    )


def named(own: Path | None) -> list[str]:
    """The names of all profiles, whether they can be read or not."""
    return sorted(_by_name(own))


def profiles(own: Path | None) -> list[Found]:
    """All profiles, a workspace's own in the place of a shipped one of the same name."""
    return [_read(file) for _, file in sorted(_by_name(own).items())]


class Profiles:
    """All profiles, for who asks again and again: a file is read anew when it has changed."""

    def __init__(self, own: Path | None) -> None:
        self._own = own
        self._read: dict[Path, tuple[tuple[int, int], Found | WrongUse]] = {}

    def readable(self) -> tuple[list[Found], dict[str, WrongUse]]:
        """Those that can be read, and by name what is wrong with the others: one of them stops no other."""
        found: list[Found] = []
        broken: dict[str, WrongUse] = {}
        for name, file in sorted(_by_name(self._own).items()):
            known = self._known(file)
            if isinstance(known, Found):
                found.append(known)
            else:
                broken[name] = known
        return found, broken

    def _known(self, file: Path) -> Found | WrongUse:
        try:
            state = file.stat()
            stamp = (state.st_mtime_ns, state.st_size)
            before = self._read.get(file)
            if before is not None and before[0] == stamp:
                return before[1]
            self._read[file] = (stamp, _read(file))
        except OSError as fault:
            return WrongUse(f"the profile does not open: {fault}", where=str(file))
        except WrongUse as fault:
            self._read[file] = (stamp, fault)
        return self._read[file][1]


def _by_name(own: Path | None) -> dict[str, Path]:
    by_name: dict[str, Path] = {}
    for file in _files(own):
        by_name.setdefault(file.stem, file)
    return by_name


def _folders(own: Path | None) -> list[Path]:
    return [folder for folder in (own, shipped()) if folder is not None and folder.is_dir()]


def _files(own: Path | None) -> Iterator[Path]:
    for folder in _folders(own):
        yield from sorted(folder.glob("*.yaml"))


def _read(file: Path) -> Found:
    try:
        text = file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse(f"the profile does not open: {fault}", where=str(file)) from fault
    return Found(load(text, str(file)), file, text)
