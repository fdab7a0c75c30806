"""What people type to get in, and about themselves."""

from wtforms import BooleanField

from app.blueprints.accounts.choices import THEMES, TIME_ZONES
from app.blueprints.accounts.forms.secrets import new_password, purpose, same_password, secret
from app.core import forms


class SignInForm(forms.Form):
    email = forms.email("E-mail", required=True)
    password = secret("Password", "Enter your password", render_kw=purpose("current-password"))
    remember = BooleanField("Remember me for 30 days")


class AddressForm(forms.Form):
    email = forms.email("E-mail", required="Enter your e-mail address")


class NewPasswordForm(forms.Form):
    password = new_password("New password")
    password_again = secret(
        "New password again",
        "Enter the password once more",
        same_password,
        render_kw=purpose("new-password"),
    )

    def __init__(self, user, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.own_words = [user.name, user.email, user.agency.name]


class PasswordChangeForm(NewPasswordForm):
    old_password = secret(
        "Present password",
        "Enter your present password",
        render_kw=purpose("current-password"),
    )


class ProfileForm(forms.Form):
    first_name = forms.text("First name", required=True, most=100)
    last_name = forms.text("Last name", required=True, most=100)
    time_zone = forms.choice("Time zone", TIME_ZONES, required="Choose a time zone")
    theme = forms.choice("Theme", THEMES, required="Choose a theme")
    has_shortcuts = BooleanField("Single keys are shortcuts")


class ThemeForm(forms.Form):
    theme = forms.choice("Theme", THEMES, required="Choose a theme")
