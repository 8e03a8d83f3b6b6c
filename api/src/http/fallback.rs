//! What no operation answers: the pages of the application, wrong paths (404), wrong methods (405 with `Allow`), `OPTIONS`.

use crate::app::App;
use crate::error::{Code, Error, Result};
use actix_web::http::Method;
use actix_web::web::Data;
use actix_web::{HttpRequest, HttpResponse};

/// The default service.
pub async fn fallback(req: HttpRequest, app: Data<App>) -> Result<HttpResponse> {
    let Some(allow) = allowed(&app, &req) else {
        if req.method() == Method::GET {
            match &app.pages {
                Some(pages) => match pages.answer(&req) {
                    Err(error) if error.code() == Code::ResourceNotFound => {}
                    answered => return answered,
                },
                None if req.path() == "/" => return Ok(super::docs::to_docs().await),
                None => {}
            }
        }
        return Err(Error::new(Code::ResourceNotFound)
            .detail("没有这个地址。请核对路径（末尾不带斜杠，不含双斜杠），接口清单见 /docs。"));
    };
    if req.method() == Method::OPTIONS {
        return Ok(HttpResponse::NoContent().insert_header(("Allow", allow)).finish());
    }
    Err(method_not_allowed(&app, &req))
}

/// 405, naming the methods this path has.
pub fn method_not_allowed(app: &App, req: &HttpRequest) -> Error {
    let allow = allowed(app, req).unwrap_or_default();
    Error::new(Code::RequestMethodNotAllowed)
        .detail(format!("这个地址不支持 {} 方法，可用的有：{allow}。", req.method()))
        .with_header("Allow", allow)
}

/// Value of the `Allow` header; `None` for a path that is not there.
fn allowed(app: &App, req: &HttpRequest) -> Option<String> {
    let mut methods: Vec<&str> = app.contract.methods_at(super::route::path_of(req)).into_iter().collect();
    if methods.is_empty() {
        return None;
    }
    if methods.contains(&"GET") {
        methods.push("HEAD");
    }
    methods.push("OPTIONS");
    Some(methods.join(", "))
}
