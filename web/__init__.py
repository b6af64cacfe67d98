"""The shell: application factory, design system, home, menus, error pages, health. It knows every room; nobody imports it."""
