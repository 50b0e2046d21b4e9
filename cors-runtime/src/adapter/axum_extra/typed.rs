//! Routes with typed paths, and redirects between a path and the same path with a slash at its end.

use axum_extra::routing::{RouterExt as _, SecondElementIs, TypedPath};

use crate::adapter::axum::{MethodRouter, Mountable, MountableService, Router, routing};

macro_rules! router_ext {
    ($($typed:ident $name:ident $method:ident,)+) => {
        /// More methods of [`Router`], in the place of [axum-extra's](axum_extra::routing::RouterExt).
        pub trait RouterExt<S>: Sized + sealed::Sealed {
            $(
                #[doc = concat!("Adds a handler for `", stringify!($method), "` requests, at the path of its first argument.")]
                #[must_use]
                fn $typed<H, M, P>(self, handler: H) -> Self
                where
                    H: Mountable<M, S, Arguments: SecondElementIs<P>>,
                    P: TypedPath;
            )+

            /// Adds the handlers of a path, and a redirect from the same path with or without a slash at its end; see
            /// [axum-extra's](axum_extra::routing::RouterExt::route_with_tsr).
            ///
            /// Preflights are not redirected, because browsers do not follow that: both paths have the policies of the
            /// handlers.
            ///
            /// # Panics
            ///
            /// As [`Router::route`] does, and if the path is `/`.
            #[must_use]
            fn route_with_tsr(self, path: &str, handlers: impl Into<MethodRouter<S>>) -> Self;

            /// Adds a service, and such a redirect; see
            /// [axum-extra's](axum_extra::routing::RouterExt::route_service_with_tsr).
            ///
            /// # Panics
            ///
            /// As [`Router::route_service`] does, and if the path is `/`.
            #[must_use]
            fn route_service_with_tsr<T: MountableService>(self, path: &str, service: T) -> Self;
        }

        impl<S: Clone + Send + Sync + 'static> RouterExt<S> for Router<S> {
            $(
                #[track_caller]
                fn $typed<H, M, P>(self, handler: H) -> Self
                where
                    H: Mountable<M, S, Arguments: SecondElementIs<P>>,
                    P: TypedPath,
                {
                    self.route(P::PATH, routing::$name(handler))
                }
            )+

            #[track_caller]
            fn route_with_tsr(self, path: &str, handlers: impl Into<MethodRouter<S>>) -> Self {
                let paths = [path, &*redirected(path)];
                self.add_paths(paths, handlers.into(), |router, handlers| router.route_with_tsr(path, handlers))
            }

            #[track_caller]
            fn route_service_with_tsr<T: MountableService>(self, path: &str, service: T) -> Self {
                self.route_with_tsr(path, routing::any_service(service))
            }
        }
    };
}

router_ext! {
    typed_connect connect CONNECT,
    typed_delete delete DELETE,
    typed_get get GET,
    typed_head head HEAD,
    typed_options options OPTIONS,
    typed_patch patch PATCH,
    typed_post post POST,
    typed_put put PUT,
    typed_trace trace TRACE,
}

/// The path that axum-extra redirects from.
fn redirected(path: &str) -> String {
    path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned)
}

mod sealed {
    pub trait Sealed {}

    impl<S> Sealed for super::Router<S> {}
}
