"""Flask extensions, made once and bound to the app in `create_app`."""

from flask_limiter import Limiter
from flask_limiter.util import get_remote_address
from flask_login import LoginManager
from flask_mail import Mail
from flask_migrate import Migrate
from flask_wtf import CSRFProtect

from app.core.db import db

__all__ = ["csrf", "db", "limiter", "login", "mail", "migrate"]

csrf = CSRFProtect()
limiter = Limiter(key_func=get_remote_address)
login = LoginManager()
mail = Mail()
migrate = Migrate(compare_type=True)
