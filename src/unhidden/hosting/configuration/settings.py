"""Every setting of an installation: its kind, its default and what it means.

``docs/operators/configure.md`` and the file that ``unhidden setup`` writes are made
from this table, so that neither can say anything else.
"""

from __future__ import annotations

from dataclasses import dataclass

from unhidden.hosting.configuration import kinds
from unhidden.hosting.configuration.kinds import Kind, Value


@dataclass(frozen=True, slots=True)
class KnownSetting:
    """One line of the file.

    ``variable`` is the environment variable in which the processes are given it, where
    they need it as it stands. Without a ``default`` it must be written.
    """

    section: str
    name: str
    kind: Kind
    meaning: str
    default: Value | None = None
    variable: str = ""

    @property
    def full_name(self) -> str:
        """As sentences name it: ``[sites] public``."""
        return f"[{self.section}] {self.name}"


SECTIONS = {
    "sites": "The two sites, and what stands before them.",
    "listen": "Where each process listens; a proxy and Prometheus ask there.",
    "installation": "The folder for all that is written while it runs.",
    "database": "The PostgreSQL server.",
    "keys": "The root of the teams’ keys.",
    "controller": "Who answers for the data: the privacy pages say so.",
    "pages": "What the public pages lead to.",
    "mail": "Outgoing e-mail: to operators, and to staff.",
    "notices": "When staff are told that something waits for them.",
    "backup": "The sealed backup of each day.",
    "retention": "How long something is kept.",
}

SETTINGS = (
    KnownSetting(
        "sites",
        "public",
        kinds.check_domain,
        "The name of the public site.",
        variable="UNHIDDEN_PUBLIC_DOMAIN",
    ),
    KnownSetting(
        "sites",
        "staff",
        kinds.check_domain,
        "The name of the staff site. It must be another one: the two share no cookie.",
        variable="UNHIDDEN_STAFF_DOMAIN",
    ),
    KnownSetting(
        "sites",
        "tls",
        kinds.allow_words("proxy", "own"),
        "Who ends TLS: nginx or Caddy before the sites, or the sites themselves.",
        default="proxy",
        variable="UNHIDDEN_TLS",
    ),
    KnownSetting(
        "sites",
        "proxies",
        kinds.check_count,
        "How many proxies of yours stand before the sites, one after the other. A wrong"
        " number lets visitors say where they come from, or makes all of them one.",
        variable="UNHIDDEN_PROXIES",
    ),
    KnownSetting(
        "sites",
        "proxy_addresses",
        kinds.check_networks,
        "The addresses or networks from which the nearest of them asks. Nobody else is"
        " believed when they say for whom they ask.",
        default=("127.0.0.1", "::1"),
        variable="UNHIDDEN_PROXY_ADDRESSES",
    ),
    KnownSetting(
        "sites",
        "certificate",
        kinds.or_empty(kinds.check_place),
        "The file of the certificate, with its chain: for the files of nginx, and where"
        " the sites end TLS themselves. Its last day is watched.",
        default="",
        variable="UNHIDDEN_CERTIFICATE",
    ),
    KnownSetting(
        "sites",
        "certificate_key",
        kinds.or_empty(kinds.check_place),
        "The file of the certificate’s private key. Where the sites end TLS themselves"
        " it must be PKCS #8, and both accounts must be able to read it.",
        default="",
    ),
    KnownSetting(
        "listen",
        "public",
        kinds.check_listening,
        "The public site.",
        default="127.0.0.1:8001",
    ),
    KnownSetting(
        "listen",
        "staff",
        kinds.check_listening,
        "The staff site.",
        default="127.0.0.1:8000",
    ),
    KnownSetting(
        "listen",
        "health",
        kinds.check_listening,
        "The pages that say how the installation is.",
        default="127.0.0.1:8002",
    ),
    KnownSetting(
        "listen",
        "live",
        kinds.check_listening,
        "The streams that keep open boards up to date.",
        default="127.0.0.1:8003",
    ),
    KnownSetting(
        "listen",
        "field",
        kinds.check_listening,
        "What phones send.",
        default="127.0.0.1:8004",
    ),
    KnownSetting(
        "installation",
        "folder",
        kinds.check_place,
        "Secrets, the heads of the record, static files and locks lie in it.",
        default="/var/lib/unhidden",
        variable="UNHIDDEN_STATE",
    ),
    KnownSetting(
        "installation",
        "units",
        kinds.or_empty(kinds.check_place),
        "Where systemd looks for the units that are written; empty, none are.",
        default="/etc/systemd/system",
    ),
    KnownSetting(
        "installation",
        "free_disk",
        kinds.check_positive,
        "The megabytes of free disk below which no more files are taken; below half of"
        " them phones send alarms and states alone.",
        default=1024,
        variable="UNHIDDEN_FREE_DISK",
    ),
    KnownSetting(
        "installation",
        "accounts",
        kinds.check_text,
        "Other system accounts than unhidden-public and so on, such as"
        " public=NAME,staff=NAME.",
        default="",
        variable="UNHIDDEN_ACCOUNTS",
    ),
    KnownSetting(
        "installation",
        "spark",
        kinds.or_empty(kinds.check_cluster),
        "The Spark cluster on which matching is trained, and everything held against"
        " everything: any master that Spark takes, such as spark://host:7077; without"
        " one it is this machine.",
        default="",
        variable="UNHIDDEN_SPARK",
    ),
    KnownSetting(
        "installation",
        "spark_folder",
        kinds.or_empty(kinds.check_place),
        "A folder that the worker and the executors of that cluster share, as one"
        " account. While a batch runs, names lie there in clear. Without one it is that"
        " for temporary files.",
        default="",
        variable="UNHIDDEN_SPARK_FOLDER",
    ),
    KnownSetting(
        "installation",
        "travel",
        kinds.or_empty(kinds.check_travel),
        "A server of travel times for the plans of a week, OSRM or Valhalla, such as"
        " osrm+http://127.0.0.1:5000. Without one, and where it does not answer, the"
        " program’s own roads are used.",
        default="",
        variable="UNHIDDEN_TRAVEL",
    ),
    KnownSetting(
        "database",
        "address",
        kinds.check_server,
        "Where the server is, and the name of the database. Each process adds its own"
        " role. To another machine TLS is demanded: end it with ?sslmode=verify-full.",
        default="postgresql://127.0.0.1/unhidden",
    ),
    KnownSetting(
        "keys",
        "root",
        kinds.check_key,
        "The public half of the root, as `unhidden keys root FILE` printed it on a"
        " machine of your own.",
        variable="UNHIDDEN_KEY_ROOT",
    ),
    KnownSetting(
        "controller",
        "name",
        kinds.forbid_empty(kinds.check_text),
        "The organisation that is the controller.",
        variable="UNHIDDEN_CONTROLLER",
    ),
    KnownSetting(
        "controller",
        "contact",
        kinds.forbid_empty(kinds.check_lines),
        "How its data protection officer is reached: an address, an e-mail address or a"
        " telephone number.",
        variable="UNHIDDEN_CONTROLLER_CONTACT",
    ),
    KnownSetting(
        "pages",
        "exit",
        kinds.check_site,
        "Where “Exit this page” leads: a page that says nothing of why somebody was"
        " here.",
        default="https://www.bbc.co.uk/weather",
        variable="UNHIDDEN_EXIT_URL",
    ),
    KnownSetting(
        "pages",
        "base_map",
        kinds.or_empty(kinds.check_place),
        "The folder of a base map of your own (docs/base-map.md).",
        default="",
        variable="UNHIDDEN_BASEMAP",
    ),
    KnownSetting(
        "pages",
        "small_place_postcodes",
        kinds.check_positive,
        "Fewer postcodes than this within a kilometre make a place small.",
        default=10,
        variable="UNHIDDEN_SMALL_PLACE_POSTCODES",
    ),
    KnownSetting(
        "mail",
        "server",
        kinds.check_text,
        "The name of the server that takes e-mail. Without one none is sent.",
        default="",
        variable="UNHIDDEN_MAIL_SERVER",
    ),
    KnownSetting(
        "mail",
        "port",
        kinds.check_port,
        "Its port: 587 for starttls, 465 for tls, 25 for a server of this machine.",
        default=587,
        variable="UNHIDDEN_MAIL_PORT",
    ),
    KnownSetting(
        "mail",
        "security",
        kinds.allow_words("starttls", "tls", "none"),
        "How the way to it is protected. “none” is refused unless the server is on this"
        " machine.",
        default="starttls",
        variable="UNHIDDEN_MAIL_SECURITY",
    ),
    KnownSetting(
        "mail",
        "user",
        kinds.check_text,
        "The name to sign in with. `unhidden setup` asks for its password.",
        default="",
        variable="UNHIDDEN_MAIL_USER",
    ),
    KnownSetting(
        "mail",
        "sender",
        kinds.or_empty(kinds.check_addressee),
        "The address that e-mail comes from.",
        default="",
        variable="UNHIDDEN_MAIL_SENDER",
    ),
    KnownSetting(
        "mail",
        "operators",
        kinds.check_addressees,
        "Who is told when something is wrong with the installation.",
        default=(),
        variable="UNHIDDEN_OPERATORS",
    ),
    KnownSetting(
        "notices",
        "hours",
        kinds.check_times,
        "When staff are told of what came through the public door, whether one thing"
        " came or ten.",
        default=("08:00", "13:00", "17:00"),
        variable="UNHIDDEN_NOTICE_HOURS",
    ),
    KnownSetting(
        "backup",
        "time",
        kinds.check_time,
        "When the backup of the day is made.",
        default="02:30",
    ),
    KnownSetting(
        "backup",
        "folder",
        kinds.check_place,
        "Where it is written. Copy it to another place from there.",
        default="/var/backups/unhidden",
    ),
    KnownSetting(
        "backup",
        "kept",
        kinds.check_count,
        "How many days’ backups are kept in that folder; 0 keeps all.",
        default=14,
    ),
    KnownSetting(
        "retention",
        "report_days",
        kinds.check_positive,
        "The days for which a report is kept after the last that was done about it.",
        default=90,
        variable="UNHIDDEN_REPORT_DAYS",
    ),
)

BY_LABEL = {(one.section, one.name): one for one in SETTINGS}
