"""The first organisation and its two first administrators, made by the operator."""
