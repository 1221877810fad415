"""What the pages of the room show, and say of a refusal."""
