"""The desk: the queue of reports, the decision on each, and what was said since.

The staff's half of what the public tells. It has no tables of its own: it works on
those of reporting and of intelligence.
"""
