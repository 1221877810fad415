"""A picture that came with a report, and who may open it as it came."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from uuid import UUID

from PIL import Image, ImageDraw

from unhidden.access.actor import PUBLIC
from unhidden.demo import playing
from unhidden.demo.region import Region
from unhidden.desk.actions import custodians
from unhidden.reporting import actions as reporting

_SKY, _WALL, _DOOR, _CAR = "#c9dbe8", "#b9a48c", "#5b4a3a", "#8a1f2b"
_MAKE, _MODEL, _TAKEN, _PLACE = 0x010F, 0x0110, 0x0132, 0x8825


def send_picture(form_key: UUID, *, at: datetime) -> None:
    """A drawn garage, with all that a telephone adds to a photograph."""
    with playing.public_site():
        reporting.keep_file(
            form_key=form_key,
            content=BytesIO(draw_picture(at)),
            name="IMG_0412.jpg",
            actor=PUBLIC,
            at=at,
        )


def draw_picture(at: datetime) -> bytes:
    """A garage, as a telephone would have taken it."""
    image = Image.new("RGB", (640, 420), _SKY)
    draw = ImageDraw.Draw(image)
    draw.rectangle((60, 120, 580, 360), fill=_WALL)
    draw.rectangle((330, 190, 540, 360), fill=_DOOR)
    draw.rectangle((110, 290, 300, 345), fill=_CAR)
    for left in (135, 240):
        draw.ellipse((left, 325, left + 40, 365), fill="black")
    told = Image.Exif()
    told[_MAKE], told[_MODEL] = "Example", "Telephone 1"
    told[_TAKEN] = f"{at:%Y:%m:%d %H:%M:%S}"
    told.get_ifd(_PLACE).update({1: "N", 2: (53.0, 19.0, 8.0)})
    written = BytesIO()
    image.save(written, "JPEG", exif=told)
    return written.getvalue()


def name_custodians(region: Region, *, at: datetime) -> None:
    """The analyst: named by the investigator, agreed to by the safeguarding lead."""
    day, analyst = at.date(), region.people["analyst"]
    region.actor("analyst", day)
    for change, key in (
        (custodians.name_custodian, "investigator"),
        (custodians.agree_to_custodian, "safeguarding"),
    ):
        change(person_id=analyst, actor=region.actor(key, day), at=at)
