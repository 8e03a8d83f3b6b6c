//! Rows, inputs and views of identity and organisation; the doc comments are the words of the OpenAPI document.

mod login;
mod tokens;
mod units;
mod users;

pub use login::{
    LoginInput, LoginView, Me, MeToken, PasswordInput, PreviousSignIn, Session, SessionFilter, SessionView,
    SignInView, UserSummary,
};
pub use tokens::{
    ApiToken, ApiTokenFilter, ApiTokenInput, ApiTokenIssued, ApiTokenView, ReasonInput, TokenEnterprise,
    TokenEnterpriseQuery, TokenEnterprises, TokenScope, TokenScopes, TokenState,
};
pub use units::{Unit, UnitClosureInput, UnitFilter, UnitInput, UnitKind, UnitView};
pub use users::{
    DeactivationInput, NewUserView, OneTimePassword, OpenWork, RoleChangeView, RoleInfo, RolePreviewQuery,
    RolesInput, User, UserFilter, UserInput, UserStatus, UserView,
};
