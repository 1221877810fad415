"""Joining two investigations, and splitting one."""
