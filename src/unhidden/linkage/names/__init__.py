"""People's names in any script: keys to look them up by.

``name_keys(name)``   what to store and look up
``lone_keys(name)``   by what a name of one part finds those of more

How two names are compared: ``unhidden.linkage.person_names``.
"""

from unhidden.linkage.names.keys import MOST_KEYS, lone_keys, name_keys
from unhidden.linkage.names.reading import LONGEST_NAME

__all__ = ["LONGEST_NAME", "MOST_KEYS", "lone_keys", "name_keys"]
