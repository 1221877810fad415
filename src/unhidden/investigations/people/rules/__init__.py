"""What the defence of section 45 takes."""
