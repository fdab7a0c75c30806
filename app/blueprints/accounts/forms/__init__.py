from app.blueprints.accounts.forms.account import (
    AddressForm,
    NewPasswordForm,
    PasswordChangeForm,
    ProfileForm,
    SignInForm,
    ThemeForm,
)
from app.blueprints.accounts.forms.registration import TAKEN, RegistrationForm

__all__ = [
    "TAKEN",
    "AddressForm",
    "NewPasswordForm",
    "PasswordChangeForm",
    "ProfileForm",
    "RegistrationForm",
    "SignInForm",
    "ThemeForm",
]
