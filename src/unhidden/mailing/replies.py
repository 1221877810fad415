"""What a server of e-mail answers, read in time and in memory: it may never end."""

from __future__ import annotations

import smtplib
import socket
import time

#: Bytes that one answer may have: a server says what it can do in some hundred.
_LONGEST = 64 * 1024


class ReplyReader:
    """Reads one answer as ``smtplib`` wants it; raises TimeoutError for an endless one.

    ``smtplib`` bounds the wait for each byte and the length of each line, but neither
    how often one waits nor how many lines there are.
    """

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection
        self._patience = connection.gettimeout()
        self._began, self._left = time.monotonic(), _LONGEST

    def read_line(self, limit: int) -> bytes:
        """The next line, or what came before its end; empty when the server is gone."""
        line = b""
        while not line.endswith(b"\n") and len(line) < limit:
            piece = self._read_byte()
            if not piece:
                break
            line += piece
        return line

    def end_waiting(self) -> None:
        """Wait again as long as before for what else the connection does."""
        self._connection.settimeout(self._patience)

    # As smtplib calls them.
    readline, close = read_line, end_waiting

    def _read_byte(self) -> bytes:
        self._left -= 1
        if self._patience is not None:
            left = self._began + self._patience - time.monotonic()
            self._connection.settimeout(max(left, 0.001))
        if self._left < 0:
            raise TimeoutError
        return self._connection.recv(1)


class BoundedReplies(smtplib.SMTP):
    """A connection on which no answer takes longer than its timeout, or much room."""

    file: ReplyReader | None

    def getreply(self) -> tuple[int, bytes]:
        """The next answer; raises SMTPServerDisconnected for one without an end."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected
        self.file = ReplyReader(self.sock)
        try:
            return super().getreply()
        finally:
            if self.file is not None:
                self.file.end_waiting()
                self.file = None
