"""What a phone takes along of a shift, and to whom it seals what is told there."""
