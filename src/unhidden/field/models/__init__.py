"""The tables of the field: devices, keys, and what phones sent."""

from unhidden.field.models.devices import (
    DeviceRule,
    DeviceTaking,
    FieldDevice,
    FieldSetting,
    UnlockKind,
)
from unhidden.field.models.inner import InnerEnvelope, InnerMatter
from unhidden.field.models.keys import LandingKey, ReceiptKey
from unhidden.field.models.landing import (
    LONGEST_HEADER,
    LONGEST_PART,
    LandedPart,
    LandedSubmission,
    SubmissionKind,
    SubmissionState,
)
from unhidden.field.models.photos import PhotoCopy, PhotoPiece, VisitPhoto
from unhidden.field.models.tasking import InnerReceiver

__all__ = [
    "LONGEST_HEADER",
    "LONGEST_PART",
    "DeviceRule",
    "DeviceTaking",
    "FieldDevice",
    "FieldSetting",
    "InnerEnvelope",
    "InnerMatter",
    "InnerReceiver",
    "LandedPart",
    "LandedSubmission",
    "LandingKey",
    "PhotoCopy",
    "PhotoPiece",
    "ReceiptKey",
    "SubmissionKind",
    "SubmissionState",
    "UnlockKind",
    "VisitPhoto",
]
