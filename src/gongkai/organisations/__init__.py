"""Divisions, counties, bodies, posts, roles and sign-in: who is who, and who may come in where."""
