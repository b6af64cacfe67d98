"""The room's table of contents."""

from accounts.views import audit, groups, guardians, notifications, organisations, password, people, people_import, profile, roles, sign_in
from core.http.guards import needs, public, signed_in
from core.http.rows import row
from core.permissions import Permission as P

SEES = needs(P.PEOPLE_VIEW, P.PEOPLE_MANAGE)
MANAGES = needs(P.PEOPLE_MANAGE)
SEES_GROUPS = needs(P.GROUPS_MANAGE, P.PEOPLE_VIEW)
ORGANISES = needs(P.ORGANISATIONS_MANAGE)

ROWS = [
    row("GET", "/sign-in", sign_in.show, public),
    row("POST", "/sign-in", sign_in.submit, public, rate="300/minute", reads_only=True, open_to_new_password=True),
    row("POST", "/sign-out", sign_in.sign_out, public),
    row("GET", "/me", profile.show, signed_in),
    row("POST", "/me/sessions", profile.sign_out_others, signed_in),
    row("GET", "/me/password", password.show, signed_in, open_to_new_password=True),
    row("POST", "/me/password", password.submit, signed_in, rate="20/minute", open_to_new_password=True),
    row("POST", "/me/digest", profile.choose_digest, signed_in),
    row("POST", "/me/feed", profile.reset_feed, signed_in),
    row("GET", "/notifications", notifications.index, signed_in),
    row("POST", "/notifications/read", notifications.read_all, signed_in),
    row("GET", "/notifications/<int:notification_id>", notifications.open, signed_in, reads_only=False),
    row("GET", "/people", people.index, SEES),
    row("GET", "/people/new", people.new, MANAGES),
    row("POST", "/people/new", people.create, MANAGES),
    row("GET", "/people/<int:person_id>", people.show, SEES),
    row("GET", "/people/<int:person_id>/edit", people.edit, MANAGES),
    row("POST", "/people/<int:person_id>/edit", people.save, MANAGES),
    row("GET", "/people/<int:person_id>/password", people.confirm_reset_password, needs(P.PEOPLE_RESET_PASSWORD)),
    row("POST", "/people/<int:person_id>/password", people.reset_password, needs(P.PEOPLE_RESET_PASSWORD)),
    row("POST", "/people/<int:person_id>/unlock", people.unlock, MANAGES),
    row("GET", "/people/<int:person_id>/deactivate", people.confirm_deactivate, MANAGES),
    row("POST", "/people/<int:person_id>/deactivate", people.deactivate, MANAGES),
    row("POST", "/people/<int:person_id>/activate", people.activate, MANAGES),
    row("POST", "/people/<int:person_id>/roles", roles.add, needs(P.ROLES_GRANT)),
    row("POST", "/people/<int:person_id>/roles/<int:assignment_id>/remove", roles.remove, needs(P.ROLES_GRANT)),
    row("POST", "/people/<int:person_id>/guardians/<int:guardian_id>", guardians.link, MANAGES),
    row("POST", "/people/<int:person_id>/guardians/<int:guardian_id>/remove", guardians.unlink, MANAGES),
    row("GET", "/people/import", people_import.show, MANAGES),
    row("GET", "/people/import/template.xlsx", people_import.template, MANAGES),
    row("POST", "/people/import", people_import.upload, MANAGES, rate="20/minute", reads_only=True),
    row("GET", "/people/import/<token>", people_import.review, MANAGES),
    row("GET", "/people/import/<token>/refused.xlsx", people_import.refused, MANAGES),
    row("POST", "/people/import/<token>", people_import.apply, MANAGES),
    row("GET", "/people/import/done/<token>", people_import.done, MANAGES),
    row("GET", "/people/import/done/<token>/passwords.xlsx", people_import.passwords, MANAGES),
    row("GET", "/groups", groups.index, SEES_GROUPS),
    row("GET", "/groups/new", groups.new, needs(P.GROUPS_MANAGE)),
    row("POST", "/groups/new", groups.create, needs(P.GROUPS_MANAGE)),
    row("GET", "/groups/<int:group_id>", groups.show, SEES_GROUPS),
    row("POST", "/groups/<int:group_id>/members", groups.add_members, needs(P.GROUPS_MANAGE)),
    row("POST", "/groups/<int:group_id>/members/<int:person_id>/remove", groups.remove_member, needs(P.GROUPS_MANAGE)),
    row("GET", "/organisations", organisations.index, ORGANISES),
    row("GET", "/organisations/new", organisations.new, ORGANISES),
    row("POST", "/organisations/new", organisations.create, ORGANISES),
    row("GET", "/organisations/<int:organisation_id>/edit", organisations.edit, ORGANISES),
    row("POST", "/organisations/<int:organisation_id>/edit", organisations.save, ORGANISES),
    row("GET", "/audit", audit.index, needs(P.AUDIT_VIEW)),
]
