"""Taking one file in memory: nothing of what is to be hidden touches a disk."""

from __future__ import annotations

from io import BytesIO

from django.core.files.uploadedfile import InMemoryUploadedFile
from django.core.files.uploadhandler import FileUploadHandler
from django.http import HttpRequest

#: The largest file of which a redacted copy is made.
MOST_BYTES = 25_000_000


class PageInMemory(FileUploadHandler):
    """Keeps a file up to a byte more than is taken, and lets the rest go."""

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


def expect_page(request: HttpRequest) -> None:
    """Make ready for a file; to be called before anything asks for what was sent."""
    request.upload_handlers = [PageInMemory(request)]
