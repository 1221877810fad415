"""Writes of debriefs, their actions and checks of outcomes."""
