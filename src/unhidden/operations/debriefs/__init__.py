"""What comes after a week: debriefs, their actions, checks of outcomes."""
