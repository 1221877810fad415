"""Taking one file in memory: nothing that somebody sends touches a disk."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

from unhidden.investigations.exhibits.actions.files import MOST_BYTES


class ExhibitFileInMemory(FileUploadHandler):
    """Keeps a file up to a byte more than may be kept, and lets the rest go.

    By that byte it is known that the file was too big.
    """

    def new_file(self, *args: object, **kwargs: object) -> None:
        super().new_file(*args, **kwargs)  # type: ignore[arg-type]  # as they came
        self._content = BytesIO()

    def receive_data_chunk(self, raw_data: bytes, start: int) -> None:
        self._content.write(raw_data[: max(0, MOST_BYTES + 1 - start)])

    def file_complete(self, file_size: int) -> InMemoryUploadedFile:
        self._content.seek(0)
        return InMemoryUploadedFile(
            file=self._content,
            field_name=self.field_name,
            name=self.file_name or "",
            content_type=None,
            size=len(self._content.getvalue()),
            charset=None,
        )


def expect_exhibit_file(request: HttpRequest) -> None:
    """Make ready for a file; to be called before anything asks for what was sent."""
    request.upload_handlers = [ExhibitFileInMemory(request)]
