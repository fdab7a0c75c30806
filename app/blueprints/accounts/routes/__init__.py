from flask import Blueprint

from app.blueprints.accounts.routes import (
    addresses,
    colleagues,
    confirmations,
    own_passwords,
    profiles,
    registration_fields,
    registrations,
    reset_requests,
    resets,
    sessions,
    shortcuts,
    themes,
    verification,
)

bp = Blueprint("accounts", __name__)
for resource in (
    registrations,
    registration_fields,
    verification,
    addresses,
    confirmations,
    sessions,
    reset_requests,
    resets,
    profiles,
    own_passwords,
    themes,
    shortcuts,
    colleagues,
):
    bp.register_blueprint(resource.bp)
