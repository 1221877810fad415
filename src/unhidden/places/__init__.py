"""Premises, postcodes and councils: places only, never suspicion."""
