"""The desk: the queue of reports, the decision on each, and what was said since."""
