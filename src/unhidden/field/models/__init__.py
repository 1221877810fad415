"""The tables of the field: devices, keys, and what phones sent."""

from unhidden.field.models.devices import (
    Device,
    DeviceRule,
    FieldSetting,
    Taking,
    UnlockKind,
)
from unhidden.field.models.inner import InnerEnvelope, InnerMatter
from unhidden.field.models.keys import LandingKey, ReceiptKey
from unhidden.field.models.landing import (
    LONGEST_HEADER,
    LONGEST_PART,
    Part,
    Submission,
    SubmissionKind,
    SubmissionState,
)
from unhidden.field.models.photos import Photo, PhotoPiece
from unhidden.field.models.tasking import InnerReceiver

__all__ = [
    "LONGEST_HEADER",
    "LONGEST_PART",
    "Device",
    "DeviceRule",
    "FieldSetting",
    "InnerEnvelope",
    "InnerMatter",
    "InnerReceiver",
    "LandingKey",
    "Part",
    "Photo",
    "PhotoPiece",
    "ReceiptKey",
    "Submission",
    "SubmissionKind",
    "SubmissionState",
    "Taking",
    "UnlockKind",
]
