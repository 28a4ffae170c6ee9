"""Which lexicon a command reads with: the shipped one, with a workspace's own laid over it where there is one."""

from __future__ import annotations

import os
from pathlib import Path

from nlp.lexicon import Lexicon, of_folder, shipped
from nlp.lexicon.laid import laid, read_folder
from pipelines.extract import Extraction
from tidewaiter.desk.lexicons import remember
from tidewaiter.model.errors import WrongUse
from tidewaiter.store.workspace import HOME_VARIABLE, Workspace, find


def own_lexicon(home: Path | None) -> Lexicon:
    """Of the workspace that is named or that we stand in; the shipped one where there is none."""
    named = home is not None or bool(os.environ.get(HOME_VARIABLE))
    try:
        workspace = find(home, os.environ, Path.cwd())
    except WrongUse:
        if named:
            raise
        return shipped()
    return of_folder(workspace.lexicon)


def extraction_of(workspace: Workspace) -> Extraction:
    """How this workspace reads text. The lexicon it reads with is kept, for `tidewaiter lexicon diff --since`."""
    files = read_folder(workspace.lexicon)
    lexicon = laid(files)
    remember(workspace.lexicon, files)
    return Extraction.ours(lexicon)
