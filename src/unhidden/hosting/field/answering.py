"""The pages of the field process, under /landing/: a part, a commit, a question.

It sets and reads no cookie, and knows nobody by a session: whoever holds the key that
signed may send, and is received. It never says no, but only that a frame cannot be
read, or that it should come again.
"""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from unhidden.hosting.field import frames
from unhidden.hosting.field.asking import LandingDatabase, write_answer
from unhidden.hosting.field.disk import DiskFloor
from unhidden.hosting.field.frames import FrameRefused, SignedHeader
from unhidden.hosting.field.limits import ComeAgain, LandingTurns
from unhidden.vault import receipts, signing
from unhidden.vault.receipts import ReceiptFacts

Send = Callable[[Mapping[str, Any]], Awaitable[None]]
Receive = Callable[[], Awaitable[Mapping[str, Any]]]
Scope = Mapping[str, Any]

#: What stands around the longest part, or around the longest header with its parts.
_FRAME = 4_096
#: What a front passes on, and a little more.
_LET_COME = 1_100_000
#: Each page with its longest body, and the seconds in which that must have come.
PAGES: Mapping[str, tuple[int, float]] = {
    "/landing/part": (frames.LONGEST_HEADER + frames.LONGEST_PART + _FRAME, 60.0),
    "/landing/commit": (frames.LONGEST_HEADER + frames.LONGEST_INLINE + _FRAME, 60.0),
    "/landing/ask": (frames.LONGEST_HEADER + _FRAME, 10.0),
}
KEY = "/landing/key"


class AnswerRefused(Exception):
    """No page, or none for whoever asks: the status says why."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True, slots=True)
class LandingAnswer:
    """A status, and what is said as JSON."""

    status: int
    said: Mapping[str, object]


class LandingPages:
    """Answers each request by itself, and keeps nothing of it."""

    def __init__(
        self,
        database: LandingDatabase,
        *,
        origins: Collection[str],
        seed: bytes,
        disk: DiskFloor,
    ) -> None:
        self._database, self._origins = database, origins
        self._seed, self._disk = seed, disk
        self._turns = LandingTurns()
        self._pages = {
            "/landing/part": self._land_part,
            "/landing/commit": self._commit,
            "/landing/ask": self._tell_device,
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request; whatever comes of it says when that was."""
        origin = _find_origin(scope)
        told = origin if origin in self._origins else ""
        if scope["path"] == KEY and scope["method"] in ("GET", "HEAD"):
            public_key = signing.public_key_of(self._seed)
            await _send_key(send, receipts.publish_key(public_key), scope["method"])
            return
        try:
            self._check_asked(scope, told)
        except AnswerRefused as refused:
            await _send(send, LandingAnswer(refused.status, {}), told)
            return
        if scope["method"] == "OPTIONS":
            await _send_leave(send, told)
            return
        await _send(send, await self._answer_page(scope, receive), told)

    def _check_asked(self, scope: Scope, origin: str) -> None:
        """Raise AnswerRefused for no page of ours, or a page that is not ours."""
        if scope["path"] not in PAGES:
            raise AnswerRefused(404)
        if scope["method"] not in ("POST", "OPTIONS"):
            raise AnswerRefused(405)
        if not origin:
            raise AnswerRefused(403)

    async def _answer_page(self, scope: Scope, receive: Receive) -> LandingAnswer:
        longest, seconds = PAGES[scope["path"]]
        try:
            async with self._turns.hold_body():
                async with self._turns.let_come(seconds):
                    body = await _read_body(receive, longest)
                return await self._pages[scope["path"]](body)
        except FrameRefused as refused:
            status = 413 if refused.why == "length" else 400
            return LandingAnswer(status, {"is": "unreadable", "why": refused.why})
        except ComeAgain as later:
            status = 429 if later.why == "turns" else 503
            said = {"is": "later", "why": later.why, "after": later.after}
            return LandingAnswer(status, said)

    async def _land_part(self, body: bytes) -> LandingAnswer:
        signed = frames.read_part(frames.read_frame(body))
        # Only a commit can be urgent; a phone may say that it cannot do without a part.
        size = 0 if signed.said.get("now") is True else len(signed.frame.parts[0])
        self._disk.check_room(is_urgent=False, size=size)
        async with self._turns.take_turn(signed.frame.key):
            digest = bytes.fromhex(signed.said["sha256"])
            await self._database.land_part(signed, digest)
        return LandingAnswer(200, {"is": "kept"})

    async def _commit(self, body: bytes) -> LandingAnswer:
        signed = frames.read_commit(frames.read_frame(body))
        is_urgent = signed.said["kind"] in frames.URGENT
        self._disk.check_room(is_urgent=is_urgent, size=0)
        async with self._turns.take_turn(signed.frame.key):
            found = await self._database.commit_landing(signed)
        if found["is"] == "missing":
            return LandingAnswer(200, {"is": "missing", "parts": found["missing"]})
        digest = sha256(signed.frame.header).hexdigest()
        submission = UUID(signed.said["submission"])
        return LandingAnswer(
            200, self._write_receipts(signed, submission, digest, found)
        )

    async def _tell_device(self, body: bytes) -> LandingAnswer:
        signed = frames.read_question(frames.read_frame(body))
        async with self._turns.take_turn(signed.frame.key):
            told = await self._database.ask_receipts(signed)
        return LandingAnswer(
            200, {"is": "told", "told": [self._tell_one(signed, each) for each in told]}
        )

    def _tell_one(
        self, signed: SignedHeader, found: Mapping[str, Any]
    ) -> Mapping[str, object]:
        named = {name: found[name] for name in ("submission", "digest")}
        if found["is"] == "unknown":
            return {**named, "is": "unknown"}
        facts = self._write_receipts(
            signed, UUID(found["submission"]), found["digest"], found
        )
        said = {name: found[name] for name in ("work", "reason", "alarm")}
        return {**named, **facts, **said}

    def _write_receipts(
        self,
        signed: SignedHeader,
        submission: UUID,
        digest: str,
        found: Mapping[str, Any],
    ) -> Mapping[str, object]:
        facts = ReceiptFacts(
            submission=submission,
            device=signed.device,
            digest=digest,
            landed_at=datetime.fromisoformat(found["landed_at"]),
            position=found["position"],
        )
        whole = receipts.write_receipt(facts, seed=self._seed)
        parts = receipts.write_parts_receipt(facts, found["in"], seed=self._seed)
        return {
            "is": "received",
            "receipt": whole.text,
            "signature": whole.signature,
            "parts_receipt": parts.text,
            "parts_signature": parts.signature,
        }


def _find_origin(scope: Scope) -> str:
    """From where the request comes, as a browser says with every POST (Fetch)."""
    named = [value for name, value in scope["headers"] if name == b"origin"]
    return named[0].decode("latin-1") if len(named) == 1 else ""


async def _read_body(receive: Receive, longest: int) -> bytes:
    """The whole body; raises FrameRefused for a long one.

    A long one is not kept, but let come: who still sends might never read the answer.
    """
    body, came = bytearray(), 0
    while came <= _LET_COME:
        message = await receive()
        if message["type"] != "http.request":
            raise ComeAgain("turns", 1)
        piece = message.get("body", b"")
        came += len(piece)
        if came <= longest:
            body += piece
        if not message.get("more_body"):
            break
    if came > longest:
        raise FrameRefused("length")
    return bytes(body)


def _headers(kind: str, origin: str, **more: str) -> list[tuple[bytes, bytes]]:
    headers = {
        "content-type": kind,
        "cache-control": "no-store",
        "x-content-type-options": "nosniff",
        "vary": "Origin",
        **({"access-control-allow-origin": origin} if origin else {}),
        **{name.replace("_", "-"): value for name, value in more.items()},
    }
    return [(name.encode(), value.encode()) for name, value in headers.items()]


async def _send(send: Send, answer: LandingAnswer, origin: str) -> None:
    body = write_answer({**answer.said, "at": time.time_ns() // 1_000_000})
    more = {"content_length": str(len(body))}
    if "after" in answer.said:
        more["retry_after"] = str(answer.said["after"])
    headers = _headers("application/json", origin, **more)
    begin = {"type": "http.response.start", "status": answer.status}
    await send({**begin, "headers": headers})
    await send({"type": "http.response.body", "body": body})


async def _send_leave(send: Send, origin: str) -> None:
    """What a browser asks before it sends to another origin (Fetch, CORS)."""
    headers = _headers(
        "text/plain",
        origin,
        access_control_allow_methods="POST",
        access_control_allow_headers="content-type",
        access_control_max_age="600",
    )
    await send({"type": "http.response.start", "status": 204, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def _send_key(send: Send, line: str, method: str) -> None:
    """The published key of receipts, for anybody."""
    headers = _headers("text/plain; charset=utf-8", "*")
    body = line.encode() if method == "GET" else b""
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": body})
