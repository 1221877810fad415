"""What the pages of operations show, and what they say of a refusal."""
