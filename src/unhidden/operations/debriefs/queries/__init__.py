"""Reads of debriefs, their actions and checks of outcomes."""
