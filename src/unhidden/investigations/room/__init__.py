"""The incident room: policy file, lines, actions, documents, statements, interviews."""
