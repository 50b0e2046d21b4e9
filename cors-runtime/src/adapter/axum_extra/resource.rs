//! Routes of a resource.

use axum::routing::MethodFilter;

use crate::adapter::axum::{MethodRouter, Mountable, Router, routing};

/// The routes of a resource with a name, in the place of [axum-extra's](axum_extra::routing::Resource).
///
/// ```
/// use axum::extract::Path;
/// use cors_runtime::{axum::Router, axum_extra::routing::Resource, cors};
///
/// #[cors(origins = ["*"])]
/// async fn list_users() {}
///
/// #[cors(origins = ["https://admin.example.com"])]
/// async fn delete_user(Path(id): Path<u64>) {}
///
/// let users = Resource::named("users").index(list_users).destroy(delete_user);
/// let app: Router = Router::new().merge(users);
/// ```
#[must_use]
#[derive(Clone, Debug)]
pub struct Resource<S = ()> {
    name: Box<str>,
    router: Router<S>,
}

impl<S: Clone + Send + Sync + 'static> Resource<S> {
    /// A resource without handlers, of which all paths begin with the name.
    pub fn named(name: &str) -> Self {
        Self { name: name.into(), router: Router::new() }
    }

    /// Adds a handler at `GET /{name}`.
    #[track_caller]
    pub fn index<H: Mountable<M, S>, M>(self, handler: H) -> Self {
        let path = self.of_all();
        self.route(&path, routing::get(handler))
    }

    /// Adds a handler at `POST /{name}`.
    #[track_caller]
    pub fn create<H: Mountable<M, S>, M>(self, handler: H) -> Self {
        let path = self.of_all();
        self.route(&path, routing::post(handler))
    }

    /// Adds a handler at `GET /{name}/new`.
    #[track_caller]
    pub fn new<H: Mountable<M, S>, M>(self, handler: H) -> Self {
        let path = format!("/{}/new", self.name);
        self.route(&path, routing::get(handler))
    }

    /// Adds a handler at `GET /{name}/{id}`. The path parameter has the name of the resource, with `_id` after it.
    #[track_caller]
    pub fn show<H: Mountable<M, S>, M>(self, handler: H) -> Self {
        let path = self.of_one();
        self.route(&path, routing::get(handler))
    }

    /// Adds a handler at `GET /{name}/{id}/edit`.
    #[track_caller]
    pub fn edit<H: Mountable<M, S>, M>(self, handler: H) -> Self {
        let path = format!("{}/edit", self.of_one());
        self.route(&path, routing::get(handler))
    }

    /// Adds a handler at `PUT` and `PATCH /{name}/{id}`.
    #[track_caller]
    pub fn update<H: Mountable<M, S>, M>(self, handler: H) -> Self {
        let path = self.of_one();
        self.route(&path, routing::on(MethodFilter::PUT.or(MethodFilter::PATCH), handler))
    }

    /// Adds a handler at `DELETE /{name}/{id}`.
    #[track_caller]
    pub fn destroy<H: Mountable<M, S>, M>(self, handler: H) -> Self {
        let path = self.of_one();
        self.route(&path, routing::delete(handler))
    }

    fn of_all(&self) -> String {
        format!("/{}", self.name)
    }

    fn of_one(&self) -> String {
        format!("/{0}/{{{0}_id}}", self.name)
    }

    #[track_caller]
    fn route(self, path: &str, handlers: MethodRouter<S>) -> Self {
        Self { router: self.router.route(path, handlers), ..self }
    }
}

impl<S> From<Resource<S>> for Router<S> {
    fn from(resource: Resource<S>) -> Self {
        resource.router
    }
}
