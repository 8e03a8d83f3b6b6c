//! JSON bodies: read within limits of size, time and depth, refused when ambiguous, checked against the contract.

use super::contract::Contract;
use crate::app::App;
use crate::error::{Code, Error, FieldError, Result};
use actix_web::dev::Payload;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::web::{Bytes, BytesMut, Data};
use actix_web::{FromRequest, HttpMessage, HttpRequest};
use futures_util::StreamExt;
use futures_util::future::LocalBoxFuture;
use serde::de::{DeserializeOwned, DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Value};
use std::time::Duration;
use unicode_normalization::UnicodeNormalization;

/// Largest JSON body.
pub const MAX_JSON_BYTES: usize = 1024 * 1024;
const MAX_DEPTH: usize = 32;
const READ_TIMEOUT: Duration = Duration::from_secs(15);

/// A JSON body of type `T`, valid by the contract.
pub struct Json<T>(pub T);

/// A merge patch (RFC 7396) over the input type of a resource.
pub struct Patch(Value);

/// Hash of the raw body; tells a replay from another request under the same idempotency key.
#[derive(Clone)]
pub struct BodyHash(pub String);

impl<T: DeserializeOwned + utoipa::ToSchema + 'static> FromRequest for Json<T> {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let value = read(&req, payload, "application/json").await?;
            typed(&app(&req)?.contract, value).map(Self)
        })
    }
}

impl FromRequest for Patch {
    type Error = Error;
    type Future = LocalBoxFuture<'static, Result<Self>>;

    fn from_request(req: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (req, payload) = (req.clone(), payload.take());
        Box::pin(async move {
            let value = read(&req, payload, "application/merge-patch+json").await?;
            if value.is_object() {
                return Ok(Self(value));
            }
            Err(Error::field("", "type", "修改内容应为一组字段，例如 {\"name\": \"新名称\"}。"))
        })
    }
}

impl Patch {
    /// The input after the patch, checked like a full one: `null` clears, absent stays.
    ///
    /// # Errors
    /// 422 with every wrong field.
    pub fn apply<T>(&self, contract: &Contract, current: &T) -> Result<T>
    where
        T: serde::Serialize + DeserializeOwned + utoipa::ToSchema,
    {
        // a null for a field that does not exist would vanish in the merge
        contract.check(&format!("{}Patch", T::name()), &self.0)?;
        let mut value = serde_json::to_value(current).map_err(Error::internal)?;
        merge(&mut value, &self.0);
        drop_nulls(&mut value);
        typed(contract, value)
    }

    /// Names of the fields the patch touches.
    pub fn touched(&self) -> Vec<&str> {
        self.0.as_object().map(|m| m.keys().map(String::as_str).collect()).unwrap_or_default()
    }
}

/// RFC 7396.
fn merge(target: &mut Value, patch: &Value) {
    let Value::Object(patch) = patch else {
        *target = patch.clone();
        return;
    };
    if !target.is_object() {
        *target = Value::Object(Map::new());
    }
    let Some(target) = target.as_object_mut() else { return };
    for (key, value) in patch {
        if value.is_null() {
            target.remove(key);
        } else {
            merge(target.entry(key.clone()).or_insert(Value::Null), value);
        }
    }
}

/// An absent optional field and a null one are the same.
fn drop_nulls(value: &mut Value) {
    if let Some(map) = value.as_object_mut() {
        map.retain(|_, v| !v.is_null());
    }
}

/// Turns a checked value into its type.
///
/// # Errors
/// 422 with every wrong field.
pub fn typed<T: DeserializeOwned + utoipa::ToSchema>(contract: &Contract, value: Value) -> Result<T> {
    contract.check(&T::name(), &value)?;
    serde_path_to_error::deserialize(value).map_err(|e| {
        let pointer = format!("/{}", e.path().to_string().replace(['.', '['], "/").replace(']', ""));
        Error::field(pointer, "invalid", format!("取值无法接受（{}）。请按接口文档填写。", e.inner()))
    })
}

fn app(req: &HttpRequest) -> Result<Data<App>> {
    req.app_data::<Data<App>>().cloned().ok_or_else(|| Error::internal("no application data"))
}

async fn read(req: &HttpRequest, payload: Payload, content_type: &str) -> Result<Value> {
    let given = req.headers().get(CONTENT_TYPE).and_then(|v| v.to_str().ok()).unwrap_or_default();
    let mime = given.split(';').next().unwrap_or_default().trim();
    if !mime.eq_ignore_ascii_case(content_type) {
        return Err(Error::new(Code::RequestUnsupportedType)
            .detail(format!("请求内容的类型应为 {content_type}，请设置 Content-Type 头。")));
    }
    let bytes = collect(payload, MAX_JSON_BYTES).await?;
    req.extensions_mut().insert(BodyHash(crate::auth::secrets::sha256_hex(&bytes)));
    parse(&bytes)
}

/// Reads a body up to a limit, in bounded time.
///
/// # Errors
/// 413, 408 or 400.
pub async fn collect(mut payload: Payload, limit: usize) -> Result<Bytes> {
    let whole = async {
        let mut bytes = BytesMut::new();
        while let Some(chunk) = payload.next().await {
            let chunk = chunk.map_err(|e| {
                Error::new(Code::RequestMalformed).detail("请求内容传输中断，请重试。").caused_by(e)
            })?;
            if bytes.len() + chunk.len() > limit {
                return Err(Error::new(Code::RequestTooLarge)
                    .detail(format!("请求内容超过{}KiB，请分批提交。", limit / 1024)));
            }
            bytes.extend_from_slice(&chunk);
        }
        Ok(bytes.freeze())
    };
    // actix has no time limit of its own for a body that trickles in
    match actix_web::rt::time::timeout(READ_TIMEOUT, whole).await {
        Ok(done) => done,
        Err(_) => {
            Err(Error::new(Code::RequestTimeout)
                .detail("请求内容迟迟没有传完，连接已放弃。请检查网络后重试。"))
        }
    }
}

/// Parses strictly: no duplicate keys, no NUL or control characters, no lone surrogates, bounded depth; texts are
/// trimmed and in NFC.
///
/// # Errors
/// 400 for what is not JSON, 422 for what is ambiguous.
pub fn parse(bytes: &[u8]) -> Result<Value> {
    let malformed = |e: &dyn std::fmt::Display| {
        Error::new(Code::RequestMalformed)
            .detail(format!("请求内容不是有效的 JSON（{e}）。请检查括号、引号与编码（UTF-8）。"))
    };
    let text = std::str::from_utf8(bytes).map_err(|e| malformed(&e))?;
    let mut trouble = Vec::new();
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let seed = Strict { path: String::new(), depth: 0, trouble: &mut trouble };
    let value = seed.deserialize(&mut deserializer).map_err(|e| malformed(&e))?;
    deserializer.end().map_err(|e| malformed(&e))?;
    if trouble.is_empty() { Ok(value) } else { Err(Error::invalid(trouble)) }
}

struct Strict<'t> {
    path: String,
    depth: usize,
    trouble: &'t mut Vec<FieldError>,
}

impl Strict<'_> {
    fn complain(&mut self, code: &str, message: &str) {
        if self.trouble.len() < 20 {
            let (pointer, code, message) = (self.path.clone(), code.to_owned(), message.to_owned());
            self.trouble.push(FieldError { pointer, code, message });
        }
    }
    fn child(&mut self, name: &str) -> Strict<'_> {
        let name = name.replace('~', "~0").replace('/', "~1");
        Strict { path: format!("{}/{name}", self.path), depth: self.depth + 1, trouble: self.trouble }
    }
    fn text(&mut self, text: &str) -> String {
        if text.chars().any(|c| c.is_control() && !matches!(c, '\n' | '\r' | '\t')) {
            self.complain("control_character", "含有不可见的控制字符，请删除后重新输入。");
        }
        text.trim().nfc().collect()
    }
}

impl<'de> DeserializeSeed<'de> for Strict<'_> {
    type Value = Value;
    fn deserialize<D: Deserializer<'de>>(self, d: D) -> std::result::Result<Value, D::Error> {
        if self.depth > MAX_DEPTH {
            return Err(serde::de::Error::custom("嵌套超过32层"));
        }
        d.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Strict<'_> {
    type Value = Value;
    fn expecting(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("JSON")
    }
    fn visit_bool<E>(self, v: bool) -> std::result::Result<Value, E> {
        Ok(v.into())
    }
    fn visit_i64<E>(self, v: i64) -> std::result::Result<Value, E> {
        Ok(v.into())
    }
    fn visit_u64<E>(self, v: u64) -> std::result::Result<Value, E> {
        Ok(v.into())
    }
    fn visit_f64<E>(self, v: f64) -> std::result::Result<Value, E> {
        // 1.0 and 1e3 are whole numbers too
        let whole = v.fract() == 0.0 && v.abs() < 9_007_199_254_740_992.0;
        Ok(if whole { (v as i64).into() } else { v.into() })
    }
    fn visit_str<E>(mut self, v: &str) -> std::result::Result<Value, E> {
        Ok(self.text(v).into())
    }
    fn visit_unit<E>(self) -> std::result::Result<Value, E> {
        Ok(Value::Null)
    }
    fn visit_seq<A: SeqAccess<'de>>(mut self, mut seq: A) -> std::result::Result<Value, A::Error> {
        let mut items = Vec::new();
        loop {
            let index = items.len().to_string();
            match seq.next_element_seed(self.child(&index))? {
                Some(item) => items.push(item),
                None => return Ok(items.into()),
            }
        }
    }
    fn visit_map<A: MapAccess<'de>>(mut self, mut access: A) -> std::result::Result<Value, A::Error> {
        let mut map = Map::new();
        while let Some(key) = access.next_key::<String>()? {
            let value = access.next_value_seed(self.child(&key))?;
            let shown = key.clone();
            if map.insert(key, value).is_some() {
                self.child(&shown).complain("duplicate", "同一项写了两次，请只保留一个。");
            }
        }
        Ok(map.into())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn ambiguous_and_hostile_bodies_are_refused() {
        assert_eq!(parse(br#"{"a": " x ", "n": 2.0}"#).expect("fine"), json!({"a": "x", "n": 2}));
        for (bad, code) in [
            (r#"{"a":1,"a":2}"#.to_owned(), Code::RequestInvalid),
            (r#"{"a":"x\u0000"}"#.to_owned(), Code::RequestInvalid),
            (r#"{"a":"\ud800"}"#.to_owned(), Code::RequestMalformed),
            ("[".repeat(100_000), Code::RequestMalformed),
            (format!("{}1{}", "[".repeat(40), "]".repeat(40)), Code::RequestMalformed),
            ("{\"a\":1e400}".to_owned(), Code::RequestMalformed),
            ("{} x".to_owned(), Code::RequestMalformed),
        ] {
            assert_eq!(
                parse(bad.as_bytes()).expect_err("must be refused").code(),
                code,
                "{}",
                &bad[..bad.len().min(40)]
            );
        }
        assert!(parse(b"{\"a\":\"\xff\"}").is_err());
    }

    #[test]
    fn merge_patch_follows_rfc_7396() {
        let mut target = json!({"a": "b", "c": {"d": "e", "f": "g"}});
        merge(&mut target, &json!({"a": "z", "c": {"f": null}}));
        assert_eq!(target, json!({"a": "z", "c": {"d": "e"}}));
    }
}
