"""A workspace: one folder with its settings, profiles, evidence, database, index and secrets."""

from __future__ import annotations

import secrets
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from tidewaiter.model.errors import WrongUse
from tidewaiter.store.whole import write_whole

SETTINGS_FILE = "tidewaiter.toml"
ENV_PREFIX = "TIDEWAITER_"
HOME_VARIABLE = ENV_PREFIX + "HOME"
BUYER_KEY = "buyer.key"
SALT = "salt.key"  # hides session secrets in captured request heads
DESK_KEY = "desk.key"  # seals the second factors of persons

_FIRST_SETTINGS = """\
# Settings of this workspace. Each may be overridden by an environment variable, for example
# TIDEWAITER_DATABASE_URL or TIDEWAITER_CRAWL_CONCURRENCY. `tidewaiter doctor` checks them.

[database]
# url = "postgresql+psycopg://user@host/tidewaiter"    # the default is database.sqlite in this folder

[search]
# index = "embedded"      # or Elasticsearch: "https://search.example:9200", several with commas
# ca = "ca.pem"           # its certificate authority, or: fingerprint = "SHA-256"; see docs/search.md
# replicas = 0            # copies of each record, so that a node may be lost: 1 with several nodes

[evidence]
# store = "s3://bucket/folder"              # where a team keeps it; or a folder that all machines reach
# endpoint = "https://s3.example:9000"      # of a bucket that is not Amazon's; ca = "ca.pem"

[crawl]
# jail = "auto"           # auto: an empty network namespace where it works; require: no crawl without it
# concurrency = 32        # an upper bound on what profiles ask for

[schedule]
# workers = 2             # crawls at once under `tidewaiter up`
# queue = "redis://queue.example:6379/0"    # for workers on several machines; or postgresql://...
# memory_mb = 3072        # that one crawl may hold, with all it starts
# figures = "127.0.0.1:9464"    # Prometheus text under `tidewaiter up`, at this machine's loopback alone

[leads]
# absent_runs = 2         # complete runs in a row without a vendor, until they have vanished
# price_times = 1.8       # how many times dearer or cheaper a listing is, to be told; docs/operations.md has them all

[desk]                    # the web console; docs/desk.md has all of it
# port = 8470
# host = "127.0.0.1"      # another one only with a certificate or a trusted proxy
# names = ["desk.customs.example"]           # by which browsers ask for it
# certificate = "desk.pem"                   # with key = "secrets/desk-tls.key"
# trusted_proxy = ["10.0.0.5"]               # the only address that is answered, which speaks TLS to browsers

[interest]                # what makes a new vendor one to look at first; docs/operations.md has the defaults
# countries = ["KR"]      # ISO codes, of where parcels go to or come from
# substances = ["methamphetamine", "fentanyls"]    # names, or classes, of `tidewaiter lexicon check`
# amounts = { cannabis = { g = 1000 }, fentanyls = { g = 1 } }    # from how much on

[delivery]                # of alerts; passwords and keys are files in secrets/, see docs/operations.md
# mail = "smtps://desk@mail.example:465"     # or smtp://...:587, which must offer STARTTLS
# sender = "tidewaiter@customs.example"
# webhooks = { desk = "https://hooks.example/tidewaiter" }
# ca = "ca.pem"           # a certificate authority of your own
"""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class DatabaseSettings(_Strict):
    url: str = ""


class SearchSettings(_Strict):
    """`index`: "embedded", or one or more addresses of Elasticsearch; its key is a secret, and no setting."""

    index: str = Field(default="embedded", pattern=r"^(embedded|https?://\S+([,\s]+https?://\S+)*)$")
    ca: str = ""
    fingerprint: str = ""
    name: str = Field(default="tidewaiter", pattern="^[a-z0-9][a-z0-9-]{0,40}$")
    shards: int = Field(default=1, ge=1, le=100)
    replicas: int = Field(default=0, ge=0, le=10)


class EvidenceSettings(_Strict):
    """`store`: "" for this machine alone, or the folder or bucket that a team's machines share; `endpoint` and `ca` of
    a bucket that is not Amazon's. Credentials are in the environment, and no setting."""

    store: str = ""
    endpoint: str = ""
    ca: str = ""


class CrawlSettings(_Strict):
    jail: str = Field(default="auto", pattern="^(auto|require|off)$")
    concurrency: int = Field(default=32, ge=1, le=64)
    tor_lines: tuple[str, ...] = ()


class ScheduleSettings(_Strict):
    """`queue`: "" for a file in the workspace, or the address of a team's Redis or PostgreSQL. `figures`: the loopback
    address where `tidewaiter up` serves its status for Prometheus; "" for nowhere."""

    queue: str = Field(default="", pattern=r"^((rediss?|unix|postgres(ql)?)://\S+)?$")
    workers: int = Field(default=2, ge=1, le=64)
    memory_mb: int = Field(default=3072, ge=512)
    figures: str = ""


class LeadSettings(_Strict):
    """From when on something is worth a lead (pipelines.leads.Thresholds says what each is)."""

    absent_runs: int = Field(default=2, ge=1, le=100)
    price_times: float = Field(default=1.8, gt=1)
    tide: int = Field(default=4, ge=2)
    stock_times: float = Field(default=5.0, gt=1)
    stock_more: int = Field(default=100, ge=1)
    likeness: float = Field(default=0.6, gt=0, le=1)


_Measure = Annotated[str, Field(pattern="^(g|ml|count)$")]


class InterestSettings(_Strict):
    """What makes a new vendor one to look at first (pipelines.leads.interest says what each is). None: as shipped."""

    countries: tuple[Annotated[str, Field(pattern="^[A-Z]{2,11}$")], ...] | None = None
    substances: tuple[str, ...] | None = None
    amounts: dict[str, dict[_Measure, Annotated[float, Field(gt=0)]]] = Field(default_factory=dict)
    price_times: float = Field(default=2.0, gt=1)
    least_prices: int = Field(default=5, ge=1)
    days: int = Field(default=7, ge=1, le=365)


class DeliverySettings(_Strict):
    """`mail`: the server, and who signs in there; `webhooks`: the only addresses that alerts are posted to, by name."""

    mail: str = Field(default="", pattern=r"^(smtps?://\S+)?$")
    sender: str = Field(default="", pattern=r"^([^\s@]+@[^\s@]+)?$")
    webhooks: dict[str, str] = Field(default_factory=dict)
    ca: str = ""


class DeskSettings(_Strict):
    """`names`: hosts that browsers may ask for, beside this machine's own; a session ends after so long without an act,
    and in any case after so many hours."""

    host: str = Field(default="127.0.0.1", pattern=r"^[0-9A-Za-z.:-]+$")
    port: int = Field(default=8470, ge=1, le=65535)
    names: tuple[str, ...] = ()
    certificate: str = ""
    key: str = ""
    trusted_proxy: tuple[str, ...] = ()
    idle_minutes: int = Field(default=60, ge=1, le=24 * 60)
    session_hours: int = Field(default=12, ge=1, le=24 * 7)


class Settings(_Strict):
    """What a workspace may set. Read once; never acts."""

    database: DatabaseSettings = DatabaseSettings()
    search: SearchSettings = SearchSettings()
    evidence: EvidenceSettings = EvidenceSettings()
    crawl: CrawlSettings = CrawlSettings()
    schedule: ScheduleSettings = ScheduleSettings()
    leads: LeadSettings = LeadSettings()
    interest: InterestSettings = InterestSettings()
    delivery: DeliverySettings = DeliverySettings()
    desk: DeskSettings = DeskSettings()


@dataclass(frozen=True, slots=True)
class Workspace:
    """The paths of a workspace and its settings."""

    home: Path
    settings: Settings

    @property
    def database_url(self) -> str:
        return self.settings.database.url or f"sqlite:///{self.home / 'database.sqlite'}"

    @property
    def sources(self) -> Path:
        return self.home / "sources"

    @property
    def drafts(self) -> Path:
        """Profiles that nobody accepted: no crawl looks here."""
        return self.home / "drafts"

    @property
    def evidence(self) -> Path:
        return self.home / "evidence"

    @property
    def warc(self) -> Path:
        return self.evidence / "warc"

    @property
    def ledger(self) -> Path:
        return self.evidence / "ledger.jsonl"

    @property
    def seals(self) -> Path:
        return self.evidence / "seals"

    @property
    def spool(self) -> Path:
        return self.home / "spool"

    @property
    def index(self) -> Path:
        return self.home / "index"

    @property
    def secrets(self) -> Path:
        return self.home / "secrets"

    @property
    def seal_key(self) -> Path:
        return self.secrets / "seal.key"

    @property
    def tor(self) -> Path:
        return self.home / "tor"

    @property
    def queue(self) -> Path:
        return self.home / "queue.sqlite"

    @property
    def forbidden(self) -> Path:
        return self.home / "forbidden.txt"

    @property
    def feeds(self) -> Path:
        return self.home / "feeds"

    @property
    def templates(self) -> Path:
        return self.home / "templates"

    @property
    def lexicon(self) -> Path:
        return self.home / "lexicon"

    def warc_folders(self) -> list[Path]:
        """Where a capture's WARC file may lie: moved to the evidence, or still in its run's spool."""
        return [self.warc, *sorted(self.spool.glob("*/warc"))]

    def secret(self, name: str) -> bytes:
        """A 32-byte secret of this workspace, which `create` made (mode 0600; part of its backup).

        Raises WrongUse where it is gone: a new one in its place would part every buyer from their own past.
        """
        path = self.secrets / name
        try:
            return path.read_bytes()
        except FileNotFoundError as gone:
            todo = "bring secrets/ back from the backup; if there is none, `tidewaiter init` here makes a new one"
            raise WrongUse(f"the secret {name} is gone", where=str(path), todo=todo) from gone


def create(home: Path) -> Workspace:
    """Make a workspace of mode 0700 in a new or empty folder; in one that is a workspace already, only what lacks."""
    if home.exists() and not home.is_dir():
        raise WrongUse("not a folder", where=str(home), todo="name a folder for the workspace")
    settings = home / SETTINGS_FILE
    if home.exists() and any(home.iterdir()) and not settings.exists():
        raise WrongUse("the folder holds other files", where=str(home), todo="name a new or empty folder")
    home.mkdir(parents=True, exist_ok=True)
    home.chmod(0o700)
    if not settings.exists():
        settings.write_text(_FIRST_SETTINGS, encoding="utf-8")
    workspace = Workspace(home.resolve(), _settings(settings, {}))
    for folder in (workspace.sources, workspace.warc, workspace.seals, workspace.spool, workspace.index, workspace.tor):
        folder.mkdir(parents=True, exist_ok=True)
    workspace.secrets.mkdir(mode=0o700, exist_ok=True)
    for name in (BUYER_KEY, SALT, DESK_KEY):
        if not (workspace.secrets / name).exists():
            write_whole(workspace.secrets / name, secrets.token_bytes(32), durable=True)
    return workspace


def find(named: Path | None, environment: Mapping[str, str], here: Path) -> Workspace:
    """The workspace of `--home`, else of TIDEWAITER_HOME, else the folder we stand in or one above it."""
    chosen = named or (Path(environment[HOME_VARIABLE]) if environment.get(HOME_VARIABLE) else None)
    candidates = [chosen] if chosen else [here, *here.parents]
    for home in candidates:
        if (home / SETTINGS_FILE).is_file():
            return Workspace(home.resolve(), _settings(home / SETTINGS_FILE, environment))
    raise WrongUse(
        "no workspace here" if chosen is None else "not a workspace",
        where=str(chosen or here),
        todo="make one with `tidewaiter init DIR`, or name it with --home or TIDEWAITER_HOME",
    )


def _settings(file: Path, environment: Mapping[str, str]) -> Settings:
    try:
        written = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
        raise WrongUse(f"the settings are not TOML: {fault}", where=str(file)) from fault
    for section, inner in Settings.model_fields.items():
        assert isinstance(inner.annotation, type)
        for name in getattr(inner.annotation, "model_fields", {}):
            value = environment.get(f"{ENV_PREFIX}{section}_{name}".upper())
            # A section that is no table stays as it is, to be refused below.
            if value is not None and isinstance(table := written.setdefault(section, {}), dict):
                many = inner.annotation.model_fields[name].annotation == tuple[str, ...]
                table[name] = value.splitlines() if many else value
    try:
        return Settings.model_validate(written)
    except ValidationError as fault:
        first = fault.errors()[0]
        name = ".".join(str(part) for part in first["loc"])
        known = ", ".join(f"{s}.{n}" for s, i in Settings.model_fields.items() for n in _names(i.annotation))
        raise WrongUse(f"setting {name}: {first['msg']}", where=str(file), todo=f"settings are: {known}") from fault


def _names(section: object) -> list[str]:
    return list(getattr(section, "model_fields", {}))
