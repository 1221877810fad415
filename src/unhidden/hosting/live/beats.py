"""When a channel's event goes out: the first at once, then at most one a second.

Each channel is counted and delayed by itself, so that no channel tells anything of
another, and each starts at a random number, which tells nothing of how much happened.
"""

from __future__ import annotations

from secrets import randbelow

#: Seconds from one event of a channel to its next.
SPACING = 1.0
#: More channels than any installation has; the oldest are forgotten beyond it.
MOST_CHANNELS = 50_000
_WIDTH = 12  # digits of a number, so that all events are of one size


class ChannelBeats:
    """Counts the changes of channels, and says when the next event of each is due."""

    def __init__(self) -> None:
        self._counts: dict[str, int] = {}
        self._due_at: dict[str, float] = {}
        self._waiting: set[str] = set()

    def read_count(self, channel: str) -> int:
        """The number of a channel; one that was forgotten starts at random again."""
        if channel not in self._counts:
            if len(self._counts) >= MOST_CHANNELS:
                self._forget_channel(next(iter(self._counts)))
            self._counts[channel] = randbelow(10 ** (_WIDTH - 1))
        return self._counts[channel]

    def note_change(self, channel: str, now: float) -> float | None:
        """Count a change; gives the seconds until its event, None if one waits."""
        self._counts[channel] = (self.read_count(channel) + 1) % 10**_WIDTH
        if channel in self._waiting:
            return None
        self._waiting.add(channel)
        return max(0.0, self._due_at.get(channel, 0.0) - now)

    def take_event(self, channel: str, now: float) -> int:
        """The number to send now; the channel's next event comes a second later."""
        self._waiting.discard(channel)
        self._due_at[channel] = now + SPACING
        return self.read_count(channel)

    def count_all_anew(self) -> None:
        """Every channel may have changed: nobody listened for a while."""
        for channel in self._counts:
            self._counts[channel] = randbelow(10 ** (_WIDTH - 1))

    def _forget_channel(self, channel: str) -> None:
        self._counts.pop(channel, None)
        self._due_at.pop(channel, None)


def write_event(channel: str, number: int) -> bytes:
    """One event of a channel, of the size of every other."""
    return f"event: moved\ndata: {channel} {number:0{_WIDTH}}\n\n".encode()


#: What says that the stream lives, and nothing else.
PULSE = b"event: pulse\ndata: " + b"0" * 32 + b" " + b"0" * _WIDTH + b"\n\n"
