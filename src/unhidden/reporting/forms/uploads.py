"""Taking files in memory: nothing that somebody sends touches a disk."""

from __future__ import annotations

from io import BytesIO
from typing import Any

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest, QueryDict
from django.utils.datastructures import MultiValueDict

from unhidden.reporting.actions.files import MOST_BYTES, FileTooBig

#: Of all files of one request; more of them go with another.
MOST_AT_ONCE = 60 * 1024 * 1024
#: Of a whole request: ten of the largest, and the form about them. The front keeps its
#: beginning alone, with all that could be taken of it (unhidden.hosting.front.bodies).
LARGEST_REQUEST = 10 * MOST_BYTES + 2 * 1024 * 1024


class TooMuchAtOnce(Exception):
    """These files are too much for one sending, although each of them is not."""


class InMemory(FileUploadHandler):
    """Keeps the files of one request in memory, up to the bounds.

    What is beyond a bound is let go at once, and noted in ``left_out`` by its name. A
    request that is larger than all bounds together is not read at all.
    """

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.left_out: list[tuple[str, type[Exception]]] = []
        self._left = MOST_AT_ONCE
        self._content = BytesIO()

    def handle_raw_input(
        self,
        input_data: Any,
        META: dict[str, str],  # noqa: N803  # Django's name
        content_length: int,
        boundary: str | bytes,
        encoding: str | None = None,
    ) -> Any:
        if content_length <= LARGEST_REQUEST:
            return None
        self.left_out.append(("", TooMuchAtOnce))
        nothing: MultiValueDict[str, object] = MultiValueDict()
        return QueryDict(), nothing

    def new_file(self, *args: Any, **kwargs: Any) -> None:
        super().new_file(*args, **kwargs)
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._content.write(raw_data)
        length = self._content.tell()
        if length > MOST_BYTES:
            self._leave_out(FileTooBig)
        if length > self._left:
            self._leave_out(TooMuchAtOnce)

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._left -= file_size
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=None,
            size=file_size,
            charset=None,
        )

    def _leave_out(self, why: type[Exception]) -> None:
        """The rest of this file is not kept, and the form goes on behind it."""
        self._content = BytesIO()
        self.left_out.append((self.file_name or "", why))
        raise SkipFile


def expect_files(request: HttpRequest) -> InMemory:
    """Make ready for files; to be called before anything asks for what was sent."""
    handler = InMemory(request)
    request.upload_handlers = [handler]
    return handler
