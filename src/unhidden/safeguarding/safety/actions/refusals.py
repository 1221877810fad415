"""What the rules of registers refuse."""

from unhidden.lib.refusals import ActionRefused


class RegisterClosed(ActionRefused):
    """The register is closed: it takes no entry until it is opened again."""


class KeepersKeysNotSigned(ActionRefused):
    """Nobody has signed yet for the keys that registers are sealed to."""


class NotAKeeper(ActionRefused):
    """The colleague may not keep registers here today."""


class KeeperNamedAlready(ActionRefused):
    """The colleague keeps this register already."""


class KeeperNeedsKeys(ActionRefused):
    """Only somebody who holds the registers' keys lets another one in."""


class RegisterNeedsKeeper(ActionRefused):
    """Somebody has to keep the register while it is open."""


class DayToldAlready(ActionRefused):
    """How many had come by the end of this day was told before."""


class DayNotOver(ActionRefused):
    """The day of this conference is not this one, or one before."""


class NoSafeWayNamed(ActionRefused):
    """They named no way to be reached, and nothing says why they were all the same."""


class StillDue(ActionRefused):
    """Somebody is to be asked still how they are."""
