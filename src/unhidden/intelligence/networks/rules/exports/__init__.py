"""A network as a file for other programs. Each file says how it is marked, and each
link how it is graded and on which conditions it may be shared."""

from unhidden.intelligence.networks.rules.exports.ftm import follow_the_money
from unhidden.intelligence.networks.rules.exports.graphml import write_graphml
from unhidden.intelligence.networks.rules.exports.stix import write_stix

__all__ = ["follow_the_money", "write_graphml", "write_stix"]
