"""Ports on this machine: free before we start, answering afterwards."""

from __future__ import annotations

import http.client
import socket

from unhidden.hosting.refusal import Refusal

HOST = "127.0.0.1"


def check_free(port: int, option: str, host: str = HOST) -> None:
    """Raise Refusal when ``port`` cannot be had; ``option`` chooses another."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as probe:
        # As servers do: a connection that is just closing does not count as in use.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except PermissionError as error:
            raise Refusal(
                f"Port {port} is kept for the system: choose one above 1023 with"
                f" {option}."
            ) from error
        except OSError as error:
            raise Refusal(
                f"Port {port} is in use by another program: stop that program, or"
                f" choose another port with {option}."
            ) from error


def ask_front_page(port: int) -> int | None:
    """The status of the front page there; None while nothing answers."""
    connection = http.client.HTTPConnection(HOST, port, timeout=10)
    try:
        connection.request("HEAD", "/")
        return connection.getresponse().status
    except (OSError, http.client.HTTPException):
        return None
    finally:
        connection.close()
