"""Linkage on a made population: what the pure modules cannot test for themselves."""
