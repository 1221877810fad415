"""The embedded server: private, and able to start after whatever happened to it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import psutil
import psycopg
import pytest

from unhidden.hosting.postgres import cluster as clusters
from unhidden.hosting.postgres import sockets
from unhidden.hosting.postgres.cluster import EmbeddedCluster
from unhidden.hosting.postgres.connecting import (
    check_forgets_moments,
    connect,
    try_connecting,
)
from unhidden.hosting.processes.account import to_step_down_to
from unhidden.hosting.refusal import Refusal


def cluster_in(place: Path) -> EmbeddedCluster:
    return EmbeddedCluster(place / "postgres", "a word", to_step_down_to())


@pytest.fixture
def cluster(place: Path) -> EmbeddedCluster:
    made = cluster_in(place)
    made.make()
    return made


@contextmanager
def started(cluster: EmbeddedCluster) -> Iterator[psutil.Process]:
    child = cluster.start()
    try:
        yield psutil.Process(child.pid)
    finally:
        cluster.stop(child, in_haste=True)


def keep_something(cluster: EmbeddedCluster) -> None:
    with connect(cluster.admin) as connection:
        connection.execute("create table kept ()")


def has_kept_it(cluster: EmbeddedCluster) -> bool:
    with connect(cluster.admin) as connection:
        row = connection.execute("select to_regclass('kept') is not null").fetchone()
    return bool(row and row[0])


@pytest.mark.parametrize(
    ("limit", "megabytes"), [("1073741824\n", 256), ("max\n", 512)]
)
def test_its_pages_take_a_quarter_of_the_memory_it_may_use(
    limit: str, megabytes: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "limit").write_text(limit)
    monkeypatch.setattr(clusters, "LIMIT", tmp_path / "limit")
    monkeypatch.setattr(
        psutil, "virtual_memory", lambda: SimpleNamespace(total=2 << 30)
    )

    assert clusters.choose_buffer_size() == megabytes << 20
    assert clusters.choose_buffer_size(clusters.BUFFERS_OF_A_DEMONSTRATION) == 256 << 20


def test_it_listens_on_a_private_socket_only(cluster: EmbeddedCluster) -> None:
    with started(cluster) as process:
        folder = sockets.find_socket_folder(cluster.home)

        assert folder.stat().st_mode & 0o077 == 0
        # The server's own group passes through to it, and lists nothing.
        assert cluster.home.stat().st_mode & 0o067 == 0
        family = {each.family for each in process.net_connections("inet")}
        assert family == set()


@pytest.mark.parametrize("setting", ["off", "on"])
def test_no_server_is_used_that_keeps_the_moments_of_commits(
    cluster: EmbeddedCluster, monkeypatch: pytest.MonkeyPatch, setting: str
) -> None:
    monkeypatch.setitem(clusters.SETTINGS, "track_commit_timestamp", setting)
    with started(cluster), connect(cluster.admin) as admin:
        if setting == "off":
            check_forgets_moments(admin)
        else:
            with pytest.raises(Refusal, match="keeps the moment of every commit"):
                check_forgets_moments(admin)


def test_it_does_not_run_as_root(cluster: EmbeddedCluster) -> None:
    with started(cluster) as process:
        assert process.uids().effective != 0


@pytest.mark.parametrize("word", ["", "another word"])
def test_it_wants_the_password(cluster: EmbeddedCluster, word: str) -> None:
    with started(cluster), pytest.raises(psycopg.OperationalError):
        try_connecting({**cluster.admin, "password": word})


def test_a_kill_loses_nothing_and_the_next_start_recovers(
    cluster: EmbeddedCluster,
) -> None:
    with started(cluster) as process:
        keep_something(cluster)
        process.kill()
        process.wait()

    with started(cluster):
        assert has_kept_it(cluster)


def test_a_server_that_outlived_its_starter_is_stopped_first(
    cluster: EmbeddedCluster,
) -> None:
    with started(cluster) as first:
        keep_something(cluster)

        with started(cluster) as second:
            assert not first.is_running() or first.status() == psutil.STATUS_ZOMBIE
            assert first.pid != second.pid
            assert has_kept_it(cluster)


def test_a_stale_note_of_a_number_in_use_does_not_hinder(
    cluster: EmbeddedCluster,
) -> None:
    note = cluster.data / "postmaster.pid"
    note.write_text(f"{os.getpid()}\n{cluster.data}\n0\n5432\n\n\n\n")
    shutil.chown(note, cluster.home.owner(), cluster.home.group())

    with started(cluster):
        assert cluster.answers()


def test_a_half_made_cluster_is_made_anew(cluster: EmbeddedCluster) -> None:
    cluster.made.unlink()
    shutil.rmtree(cluster.data / "base")

    cluster.make()

    with started(cluster):
        assert cluster.answers()


def test_a_made_cluster_is_never_made_anew(cluster: EmbeddedCluster) -> None:
    with started(cluster):
        keep_something(cluster)

    cluster.make()

    with started(cluster):
        assert has_kept_it(cluster)


def test_a_path_too_long_for_a_socket_is_no_hindrance(place: Path) -> None:
    deep = place / ("long" * 20) / ("deep" * 20)
    cluster = cluster_in(deep)
    cluster.make()

    with started(cluster):
        assert len(str(sockets.find_socket_folder(cluster.home))) < sockets.LONGEST
        assert cluster.answers()
    shutil.rmtree(sockets.find_socket_folder(cluster.home))


def test_somebody_elses_socket_folder_is_refused(place: Path) -> None:
    folder = sockets.find_socket_folder(place)
    elsewhere = place / "elsewhere"
    elsewhere.mkdir()
    folder.symlink_to(elsewhere)

    with pytest.raises(Refusal, match="belongs to somebody else"):
        sockets.make_socket_folder(place, None)


def test_a_full_disk_is_one_sentence(
    cluster: EmbeddedCluster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=1024))

    with pytest.raises(Refusal, match="There is no space left on the disk"):
        cluster.start()


def test_a_server_that_cannot_start_says_why(cluster: EmbeddedCluster) -> None:
    (cluster.data / "PG_VERSION").write_text("3\n")

    with pytest.raises(Refusal, match="could not start: database files are incompat"):
        cluster.start()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root steps down")
def test_root_is_told_when_the_system_user_cannot_reach_the_folder(
    place: Path,
) -> None:
    place.chmod(0o700)

    with pytest.raises(Refusal, match=f"may not enter {place}"):
        cluster_in(place).make()
