//! What rooms register their operations with. A server wants the routes alone and the document the descriptions alone:
//! describing all operations once more for every worker would cost megabytes each.

use actix_web::dev::HttpServiceFactory;
use actix_web::web;
use utoipa::openapi::path::Paths;
use utoipa::openapi::schema::Schema;
use utoipa::openapi::{Components, OpenApi, RefOr};
use utoipa_actix_web::OpenApiFactory;

/// Takes operations in.
pub enum ServiceConfig<'a> {
    /// To answer requests.
    Serve(&'a mut web::ServiceConfig),
    /// To write the document.
    Describe(&'a mut Description),
}

/// What operations say of themselves.
#[derive(Default)]
pub struct Description {
    paths: Paths,
    schemas: Vec<(String, RefOr<Schema>)>,
}

impl ServiceConfig<'_> {
    /// Takes in what a room or a part of it registers.
    pub fn configure(&mut self, register: impl FnOnce(&mut ServiceConfig<'_>)) -> &mut Self {
        register(self);
        self
    }

    /// Takes in one operation.
    pub fn service<F: HttpServiceFactory + OpenApiFactory + 'static>(&mut self, operation: F) -> &mut Self {
        match self {
            Self::Serve(config) => {
                config.service(operation);
            }
            Self::Describe(description) => {
                description.paths.merge(operation.paths());
                operation.schemas(&mut description.schemas);
            }
        }
        self
    }
}

impl Description {
    /// Adds everything to a document; the operations stand below `prefix`.
    pub fn complete(self, mut document: OpenApi, prefix: &str) -> OpenApi {
        let mut below = Paths::new();
        below
            .paths
            .extend(self.paths.paths.into_iter().map(|(path, item)| (format!("{prefix}{path}"), item)));
        document.paths.merge(below);
        document.components.get_or_insert(Components::new()).schemas.extend(self.schemas);
        document
    }
}
