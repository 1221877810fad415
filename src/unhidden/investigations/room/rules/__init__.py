"""What the room decides by plain values."""
