"""Unhidden: a region's whole answer to modern slavery, on one platform."""
