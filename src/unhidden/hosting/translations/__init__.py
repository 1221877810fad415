"""Gathering texts for translation, and which languages there are."""
