"""Teams: who is on them, what they can make, and when they are busy."""
