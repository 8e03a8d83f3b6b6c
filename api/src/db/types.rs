//! Portable column types: one Rust type, one SQL marker type, one native column type on each database.

use super::MultiBackend;
use chrono::{DateTime, Utc};
use diesel::backend::Backend;
use diesel::deserialize::{self, FromSql, FromSqlRow};
use diesel::expression::AsExpression;
use diesel::pg::Pg;
use diesel::serialize::{self, IsNull, Output, ToSql};
use diesel::sql_types::{BigInt, HasSqlType, Jsonb, Text, Timestamptz};
use diesel::sqlite::Sqlite;

/// Marker types used in `schema.rs`.
pub mod sql {
    use diesel::query_builder::QueryId;
    use diesel::sql_types::SqlType;

    /// `timestamptz` on PostgreSQL, integer microseconds since 1970 on SQLite.
    #[derive(SqlType, QueryId, Clone, Copy, Default, Debug)]
    #[diesel(postgres_type(oid = 1184, array_oid = 1185))]
    #[diesel(sqlite_type(name = "Long"))]
    pub struct Ts;

    /// `jsonb` on PostgreSQL, checked TEXT on SQLite.
    #[derive(SqlType, QueryId, Clone, Copy, Default, Debug)]
    #[diesel(postgres_type(oid = 3802, array_oid = 3807))]
    #[diesel(sqlite_type(name = "Text"))]
    pub struct Doc;
}

/// Lifts a SQL type, or a pair of SQL type and Rust type that both backends support, to [`MultiBackend`].
#[macro_export]
macro_rules! lift_type {
    ($st:ty) => {
        impl HasSqlType<$st> for MultiBackend {
            fn metadata(lookup: &mut Self::MetadataLookup) -> Self::TypeMetadata {
                Self::lookup_sql_type::<$st>(lookup)
            }
        }
    };
    ($st:ty, $t:ty) => {
        impl FromSql<$st, MultiBackend> for $t {
            fn from_sql(v: <MultiBackend as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
                v.from_sql::<Self, $st>()
            }
        }
        impl ToSql<$st, MultiBackend> for $t {
            fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, MultiBackend>) -> serialize::Result {
                out.set_value((<$st>::default(), self));
                Ok(IsNull::No)
            }
        }
    };
}
lift_type!(sql::Ts);
lift_type!(sql::Doc);
lift_type!(sql::Ts, Stamp);
lift_type!(sql::Doc, Doc);

/// An instant in UTC with microseconds, as both databases keep it; RFC 3339 on the wire.
#[derive(
    Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, AsExpression, FromSqlRow, utoipa::ToSchema,
)]
#[diesel(sql_type = sql::Ts)]
#[schema(value_type = String, format = DateTime, example = "2026-03-01T01:30:00Z")]
pub struct Stamp(DateTime<Utc>);

impl Stamp {
    /// Truncates to microseconds, so that a value read back equals the one written.
    pub fn new(at: DateTime<Utc>) -> Self {
        Self::from_micros(at.timestamp_micros())
    }

    /// From microseconds since 1970; out of range becomes 1970.
    pub fn from_micros(micros: i64) -> Self {
        Self(DateTime::from_timestamp_micros(micros).unwrap_or_default())
    }

    /// Microseconds since 1970.
    pub fn micros(self) -> i64 {
        self.0.timestamp_micros()
    }

    /// The instant itself.
    pub fn utc(self) -> DateTime<Utc> {
        self.0
    }

    /// The calendar day in Asia/Shanghai (UTC+8 without daylight saving since 1991).
    pub fn day(self) -> chrono::NaiveDate {
        (self.0 + chrono::Duration::hours(8)).date_naive()
    }

    /// The first instant of a calendar day in Asia/Shanghai; the end of a day is the start of the next.
    pub fn start_of(day: chrono::NaiveDate) -> Self {
        let midnight = day.and_time(chrono::NaiveTime::MIN).and_utc();
        Self::from_micros(midnight.timestamp_micros() - 8 * 3_600_000_000)
    }

    /// The instant `seconds` later (earlier when negative).
    pub fn plus_seconds(self, seconds: i64) -> Self {
        Self::from_micros(self.micros() + seconds * 1_000_000)
    }
}

impl serde::Serialize for Stamp {
    fn serialize<S: serde::Serializer>(&self, s: S) -> Result<S::Ok, S::Error> {
        s.serialize_str(&self.0.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, true))
    }
}
impl<'de> serde::Deserialize<'de> for Stamp {
    fn deserialize<D: serde::Deserializer<'de>>(d: D) -> Result<Self, D::Error> {
        DateTime::<Utc>::deserialize(d).map(Self::new)
    }
}

/// A JSON document column.
#[derive(
    Debug,
    Clone,
    Default,
    PartialEq,
    AsExpression,
    FromSqlRow,
    serde::Serialize,
    serde::Deserialize,
    utoipa::ToSchema,
)]
#[serde(transparent)]
#[diesel(sql_type = sql::Doc)]
#[schema(value_type = Object)]
pub struct Doc(pub serde_json::Value);

impl Doc {
    /// The document of any serializable value.
    pub fn of<T: serde::Serialize>(value: &T) -> Self {
        Self(serde_json::to_value(value).unwrap_or_default())
    }

    /// Reads the document as a typed value; a document written by another version falls back to the default.
    pub fn read<T: serde::de::DeserializeOwned + Default>(&self) -> T {
        serde_json::from_value(self.0.clone()).unwrap_or_default()
    }
}

impl ToSql<sql::Ts, Pg> for Stamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Timestamptz, Pg>::to_sql(&self.0, out)
    }
}
impl FromSql<sql::Ts, Pg> for Stamp {
    fn from_sql(v: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <DateTime<Utc> as FromSql<Timestamptz, Pg>>::from_sql(v).map(Self)
    }
}
impl ToSql<sql::Doc, Pg> for Doc {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Pg>) -> serialize::Result {
        ToSql::<Jsonb, Pg>::to_sql(&self.0, out)
    }
}
impl FromSql<sql::Doc, Pg> for Doc {
    fn from_sql(v: <Pg as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        <serde_json::Value as FromSql<Jsonb, Pg>>::from_sql(v).map(Self)
    }
}
impl ToSql<sql::Ts, Sqlite> for Stamp {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(self.0.timestamp_micros());
        Ok(IsNull::No)
    }
}
impl FromSql<sql::Ts, Sqlite> for Stamp {
    fn from_sql(v: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let micros = <i64 as FromSql<BigInt, Sqlite>>::from_sql(v)?;
        DateTime::from_timestamp_micros(micros).map(Self).ok_or_else(|| "timestamp out of range".into())
    }
}
impl ToSql<sql::Doc, Sqlite> for Doc {
    fn to_sql<'b>(&'b self, out: &mut Output<'b, '_, Sqlite>) -> serialize::Result {
        out.set_value(serde_json::to_string(&self.0)?);
        Ok(IsNull::No)
    }
}
impl FromSql<sql::Doc, Sqlite> for Doc {
    fn from_sql(v: <Sqlite as Backend>::RawValue<'_>) -> deserialize::Result<Self> {
        let text = <String as FromSql<Text, Sqlite>>::from_sql(v)?;
        Ok(Self(serde_json::from_str(&text)?))
    }
}

/// A closed set of codes, stored as TEXT with a CHECK and sent as its code; `label` is the Chinese word.
///
/// ```
/// chengfeng::text_enum! {
///     /// Kind of land.
///     LandType { NewLand = "new_land" / "新增用地", ExistingPlant = "existing_plant" / "存量厂房" }
/// }
/// assert_eq!(LandType::NewLand.label(), "新增用地");
/// ```
#[macro_export]
macro_rules! text_enum {
    ($(#[$meta:meta])* $name:ident { $($variant:ident = $code:literal / $label:literal),* $(,)? }) => {
        $(#[$meta])*
        #[doc = ""]
        #[doc = concat!($("`", $code, "` ", $label, " · ",)*)]
        #[derive(
            Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord,
            diesel::expression::AsExpression, diesel::deserialize::FromSqlRow,
            serde::Serialize, serde::Deserialize,
        )]
        #[diesel(sql_type = diesel::sql_types::Text)]
        pub enum $name { $(#[doc = $label] #[serde(rename = $code)] $variant),* }

        impl $name {
            /// Every value, in the order of its definition.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];
            /// The code on the wire and in the database.
            pub const fn code(self) -> &'static str { match self { $($name::$variant => $code),* } }
            /// The Chinese word.
            pub const fn label(self) -> &'static str { match self { $($name::$variant => $label),* } }
        }
        // by hand: the derive does not see codes that come through a macro
        impl utoipa::PartialSchema for $name {
            fn schema() -> utoipa::openapi::RefOr<utoipa::openapi::schema::Schema> {
                let words: Vec<String> = Self::ALL.iter().map(|v| format!("`{}` {}", v.code(), v.label())).collect();
                utoipa::openapi::ObjectBuilder::new()
                    .schema_type(utoipa::openapi::schema::Type::String)
                    .description(Some(words.join(" · ")))
                    .enum_values(Some(Self::ALL.iter().map(|v| v.code())))
                    .into()
            }
        }
        impl utoipa::ToSchema for $name {}
        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result { f.write_str(self.code()) }
        }
        impl std::str::FromStr for $name {
            type Err = String;
            fn from_str(s: &str) -> Result<Self, String> {
                match s {
                    $($code => Ok($name::$variant),)*
                    other => Err(format!("unknown {}: {other}", stringify!($name))),
                }
            }
        }
        impl<DB: diesel::backend::Backend> diesel::serialize::ToSql<diesel::sql_types::Text, DB> for $name
        where str: diesel::serialize::ToSql<diesel::sql_types::Text, DB> {
            fn to_sql<'b>(
                &'b self, out: &mut diesel::serialize::Output<'b, '_, DB>,
            ) -> diesel::serialize::Result {
                self.code().to_sql(out)
            }
        }
        impl<DB: diesel::backend::Backend> diesel::deserialize::FromSql<diesel::sql_types::Text, DB> for $name
        where String: diesel::deserialize::FromSql<diesel::sql_types::Text, DB> {
            fn from_sql(v: DB::RawValue<'_>) -> diesel::deserialize::Result<Self> {
                Ok(<String as diesel::deserialize::FromSql<diesel::sql_types::Text, DB>>::from_sql(v)?.parse()?)
            }
        }
    };
}
