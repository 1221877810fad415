"""Writes of registers, and opening what is sealed in one."""
