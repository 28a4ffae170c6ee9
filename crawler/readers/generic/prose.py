"""Whole texts of boxes with their lines, as a description or a post needs them."""

from __future__ import annotations

from collections.abc import Iterator

from crawler.readers.generic.box import Box

# A description longer than this is cut; the capture keeps it all.
TEXT_LIMIT = 100_000


def text_of_box(
    box: Box, without: frozenset[int] = frozenset(), *, skip: frozenset[tuple[int, int]] = frozenset()
) -> str:
    """The box's text, one line a block or break; boxes whose order is in `without` are left out.

    `skip` names single texts to leave out, each by the order of its box and its place in it.
    """
    lines: list[tuple[list[str], bool]] = [([], False)]
    room = TEXT_LIMIT
    for part, keeps in _parts(box, without, skip):
        if part == "\n":
            lines.append(([], False))
            continue
        if room <= 0:
            break
        room -= len(part)
        pieces = part[:TEXT_LIMIT].split("\n") if keeps else [part[:TEXT_LIMIT]]
        for at, piece in enumerate(pieces):
            if at:
                lines.append(([], True))
            lines[-1][0].append(piece)
    return "\n".join(_joined(lines)).strip()


def _joined(lines: list[tuple[list[str], bool]]) -> Iterator[str]:
    """The lines that say anything, and single blank ones where the page's own line ends count."""
    blank = True
    for parts, kept in lines:
        text = " ".join("".join(parts).split())
        if text or (kept and not blank):
            yield text
        blank = not text


def _parts(box: Box, without: frozenset[int], skip: frozenset[tuple[int, int]]) -> Iterator[tuple[str, bool]]:
    """Texts and line ends in reading order, each with whether its own line ends count."""
    stack: list[tuple[Iterator[tuple[int, Box | str]], Box]] = [(enumerate(box.inside), box)]
    keeps = [_keeps_lines(box) or any(_keeps_lines(b) for b in box.up())]
    while stack:
        place, part = next(stack[-1][0], (0, None))
        if part is None:
            ended = stack.pop()[1]
            keeps.pop()
            if ended.is_block:
                yield "\n", False
        elif isinstance(part, str):
            if (stack[-1][1].order, place) not in skip:
                yield part, keeps[-1]
        elif part.order in without:
            continue
        elif part.tag == "br":
            yield "\n", False
        else:
            yield ("\n" if part.is_block else " " if part.tag in ("td", "th") else ""), False
            stack.append((enumerate(part.inside), part))
            keeps.append(keeps[-1] or _keeps_lines(part))


def _keeps_lines(box: Box) -> bool:
    style = box.attrs.get("style", "")
    return box.tag in ("pre", "textarea") or ("white-space" in style and "pre" in style)
