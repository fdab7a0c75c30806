"""What people type to get in."""

from wtforms import BooleanField, PasswordField
from wtforms.validators import InputRequired, Length

from app.blueprints.accounts.passwords import LONGEST
from app.core import forms


class SignInForm(forms.Form):
    email = forms.email("E-mail", required=True)
    password = PasswordField(
        "Password", [InputRequired("Enter your password"), Length(max=LONGEST)]
    )
    remember = BooleanField("Remember me for 30 days")
