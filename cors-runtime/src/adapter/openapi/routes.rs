//! What the routers of all document generators have in common.

/// The methods that change routes only, and leave the document as it is. They forward to a field `router`.
macro_rules! methods_without_description {
    () => {
        /// Adds the handlers of a path, and does not describe them; see
        /// [`Router::route`](crate::axum::Router::route).
        #[track_caller]
        pub fn route(self, path: &str, handlers: impl Into<crate::axum::MethodRouter<S>>) -> Self {
            Self { router: self.router.route(path, handlers), ..self }
        }

        /// Adds a service, which may have [a policy](crate::axum::with_policy); see
        /// [`Router::route_service`](crate::axum::Router::route_service).
        #[track_caller]
        pub fn route_service<T>(self, path: &str, service: T) -> Self
        where
            T: crate::axum::MountableService,
        {
            Self { router: self.router.route_service(path, service), ..self }
        }

        /// Adds a service below a path, which may have [a policy](crate::axum::with_policy); see
        /// [`Router::nest_service`](crate::axum::Router::nest_service).
        #[track_caller]
        pub fn nest_service<T>(self, path: &str, service: T) -> Self
        where
            T: crate::axum::MountableService,
        {
            Self { router: self.router.nest_service(path, service), ..self }
        }

        /// Gives a policy to everything added so far that has none; see
        /// [`Router::cors`](crate::axum::Router::cors).
        #[track_caller]
        pub fn cors(self, default: &'static crate::Policy) -> Self {
            Self { router: self.router.cors(default), ..self }
        }

        /// Adds a layer to everything added so far; see [`Router::layer`](crate::axum::Router::layer).
        pub fn layer<L>(self, layer: L) -> Self
        where
            L: ::tower_layer::Layer<::axum::routing::Route> + Clone + Send + Sync + 'static,
            L::Service: ::tower_service::Service<::axum::extract::Request> + Clone + Send + Sync + 'static,
            <L::Service as ::tower_service::Service<::axum::extract::Request>>::Response:
                ::axum::response::IntoResponse + 'static,
            <L::Service as ::tower_service::Service<::axum::extract::Request>>::Error:
                Into<::std::convert::Infallible> + 'static,
            <L::Service as ::tower_service::Service<::axum::extract::Request>>::Future: Send + 'static,
        {
            Self { router: self.router.layer(layer), ..self }
        }

        /// Adds a layer that runs only if a route was found; see
        /// [`Router::route_layer`](crate::axum::Router::route_layer).
        #[track_caller]
        pub fn route_layer<L>(self, layer: L) -> Self
        where
            L: ::tower_layer::Layer<::axum::routing::Route> + Clone + Send + Sync + 'static,
            L::Service: ::tower_service::Service<::axum::extract::Request> + Clone + Send + Sync + 'static,
            <L::Service as ::tower_service::Service<::axum::extract::Request>>::Response:
                ::axum::response::IntoResponse + 'static,
            <L::Service as ::tower_service::Service<::axum::extract::Request>>::Error:
                Into<::std::convert::Infallible> + 'static,
            <L::Service as ::tower_service::Service<::axum::extract::Request>>::Future: Send + 'static,
        {
            Self { router: self.router.route_layer(layer), ..self }
        }

        /// Sets the handler for paths that no route has; see
        /// [`Router::fallback`](crate::axum::Router::fallback).
        #[track_caller]
        pub fn fallback<H, M>(self, handler: H) -> Self
        where
            H: crate::axum::MountableForAny<M, S>,
        {
            Self { router: self.router.fallback(handler), ..self }
        }

        /// Sets the service for paths that no route has, which may have [a policy](crate::axum::with_policy); see
        /// [`Router::fallback_service`](crate::axum::Router::fallback_service).
        #[track_caller]
        pub fn fallback_service<T>(self, service: T) -> Self
        where
            T: crate::axum::MountableService,
        {
            Self { router: self.router.fallback_service(service), ..self }
        }
    };
}
