"""Outgoing e-mail: one server of the operator's, over a way that was checked."""
