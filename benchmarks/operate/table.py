"""The thirty-eight drills, by number."""

from __future__ import annotations

from dataclasses import dataclass

from benchmarks.operate import (
    backups,
    clones,
    disks,
    installations,
    servers,
    starting,
)
from benchmarks.operate.ground import Drill

_UPGRADES = "upgrades are not built yet"
_DUMPS = "a dump for an older PostgreSQL is not built yet"


@dataclass(frozen=True, slots=True)
class OperatorDrill:
    """One drill: what is done, and, where nothing can be done yet, why."""

    number: int
    name: str
    practise: Drill | None = None
    #: More than a minute: left out of a quick look.
    is_long: bool = False
    not_had: str = ""


DRILLS = (
    OperatorDrill(1, "make run, Python 3.13", clones.make_and_run, True),
    OperatorDrill(2, "make, Python 3.12", clones.make_with_an_older_python, True),
    OperatorDrill(3, "second start", starting.start_again),
    OperatorDrill(4, "first starts interrupted", starting.interrupt_first_starts, True),
    OperatorDrill(5, "second instance", starting.start_twice),
    OperatorDrill(6, "ports that are taken", starting.choose_taken_ports),
    OperatorDrill(7, "one port for both sites", starting.choose_one_port),
    OperatorDrill(8, "disk full before the start", disks.start_on_a_full_disk),
    OperatorDrill(9, "disk filled meanwhile", disks.fill_the_disk_meanwhile),
    OperatorDrill(10, "folder closed", disks.start_where_nobody_may_write),
    OperatorDrill(11, "strange paths", clones.make_in_strange_places, True),
    OperatorDrill(12, "the command killed", starting.kill_the_command),
    OperatorDrill(13, "PostgreSQL killed", starting.kill_the_database),
    OperatorDrill(14, "site or worker killed", starting.kill_the_others),
    OperatorDrill(15, "database away", installations.lose_the_database, True),
    OperatorDrill(16, "database not there", servers.name_a_database_that_is_not_there),
    OperatorDrill(17, "set up by a lesser role", servers.set_up_as_a_lesser_role),
    OperatorDrill(18, "behind nginx", installations.sign_in_behind_nginx),
    OperatorDrill(19, "TLS of its own", installations.sign_in_by_own_tls),
    OperatorDrill(20, "no demonstration", installations.ask_for_no_demonstration),
    OperatorDrill(21, "first administrators", installations.make_administrators),
    OperatorDrill(22, "two nodes", servers.serve_from_two_nodes, True),
    OperatorDrill(23, "node without secrets", servers.start_a_node_without_the_secrets),
    OperatorDrill(24, "second installation", servers.start_another_installation),
    OperatorDrill(25, "backups made", backups.make_backups),
    OperatorDrill(26, "backups spoilt", backups.spoil_backups),
    OperatorDrill(27, "restored beside", backups.restore_beside),
    OperatorDrill(28, "restored elsewhere", backups.restore_on_a_new_machine),
    OperatorDrill(29, "between PostgreSQLs", not_had=_DUMPS),
    OperatorDrill(30, "kills under load", backups.kill_while_reports_come, True),
    OperatorDrill(31, "upgrade at once", not_had=_UPGRADES),
    OperatorDrill(32, "upgrade in steps", not_had=_UPGRADES),
    OperatorDrill(33, "upgrade from a side branch", not_had=_UPGRADES),
    OperatorDrill(34, "downgrade by a day", not_had=_UPGRADES),
    OperatorDrill(35, "downgrade by hours", not_had=_UPGRADES),
    OperatorDrill(36, "backups of other versions", not_had=_UPGRADES),
    OperatorDrill(37, "cluster without Spark", starting.name_a_cluster_without_spark),
    OperatorDrill(38, "packages after an upgrade", not_had=_UPGRADES),
)
