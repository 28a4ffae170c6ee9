"""The index that a workspace's settings name, and no other in its stead."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path

from tidewaiter.model.errors import WrongUse
from tidewaiter.search import EmbeddedIndex, Index
from tidewaiter.search.elastic import ElasticIndex, Server, addresses
from tidewaiter.store.workspace import Workspace

KEY_VARIABLE = "TIDEWAITER_SEARCH_API_KEY"
KEY_FILE = "elasticsearch.key"


def opened_index(workspace: Workspace, environment: Mapping[str, str] = os.environ) -> Index:
    """The embedded index, or the one on Elasticsearch; of the latter nothing is asked before its first use."""
    if workspace.settings.search.index == "embedded":
        return EmbeddedIndex(workspace.index)
    return ElasticIndex(server_of(workspace, environment))


def server_of(workspace: Workspace, environment: Mapping[str, str] = os.environ) -> Server:
    """Where the workspace's Elasticsearch is. Raises WrongUse where it names none, or an unsafe one."""
    asked = workspace.settings.search
    if asked.index == "embedded":
        raise WrongUse("this workspace uses the embedded index", todo='set index = "https://HOST:9200" under [search]')
    return Server(
        addresses(asked.index), ca=(workspace.home / asked.ca) if asked.ca else None, fingerprint=asked.fingerprint,
        key=environment.get(KEY_VARIABLE) or _kept_key(workspace.secrets / KEY_FILE), name=asked.name,
        shards=asked.shards, replicas=asked.replicas,
    )  # fmt: skip


def _kept_key(file: Path) -> str:
    """The key in a file that nobody else may read; "" without one."""
    try:
        mode = file.stat().st_mode
        text = file.read_text(encoding="ascii").strip()
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as fault:
        raise WrongUse("the file of the API key cannot be read", where=str(file)) from fault
    if mode & 0o077:
        raise WrongUse("others can read the API key", where=str(file), todo=f"chmod 600 {file}; then take a new key")
    return text
