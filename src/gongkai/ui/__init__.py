"""Design tokens, layouts of both faces, components and the navigation registry. Knows no room."""
