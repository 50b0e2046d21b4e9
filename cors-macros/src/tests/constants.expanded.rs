fn list_items() -> ::cors_runtime::MountWithCorsRouting<
    impl ::cors_runtime::Annotated,
    impl Future<Output = &'static str>,
> {
    fn list_items() -> impl Future<Output = &'static str> {
        ready("[]")
    }
    enum __CorsHandler {}
    impl ::cors_runtime::Annotated for __CorsHandler {
        const POLICY: &'static ::cors_runtime::Policy = {
            const __CORS_ORIGINS_ALL: ::cors_runtime::__for_cors_macros_0_1_0::Beside = ::cors_runtime::__for_cors_macros_0_1_0::Beside::new(
                &["https://app.example.com"],
            );
            const __CORS_ORIGINS_CONSTANTS: ::cors_runtime::__for_cors_macros_0_1_0::Beside = ::cors_runtime::__for_cors_macros_0_1_0::Beside::new(
                &[],
            );
            const _: () = ::cors_runtime::__for_cors_macros_0_1_0::check_origin(
                "https://app.example.com",
                &__CORS_ORIGINS_CONSTANTS,
                ::core::option::Option::Some(0usize),
            );
            #[cfg(debug_assertions)]
            const __CORS_ORIGINS_1: &'static ::core::primitive::str = LOCAL;
            #[cfg(debug_assertions)]
            const _: () = ::cors_runtime::__for_cors_macros_0_1_0::check_origin(
                __CORS_ORIGINS_1,
                &__CORS_ORIGINS_ALL,
                ::core::option::Option::None,
            );
            const __CORS_ORIGINS_ENTRIES: &[::cors_runtime::__for_cors_macros_0_1_0::OriginEntry<
                'static,
            >] = &::cors_runtime::__for_cors_macros_0_1_0::origin_entries([
                #[cfg(debug_assertions)]
                __CORS_ORIGINS_1,
            ]);
            const __CORS_MAX_AGE_VALUE: ::core::primitive::u32 = DAY;
            const _: () = ::cors_runtime::__for_cors_macros_0_1_0::check_seconds(
                __CORS_MAX_AGE_VALUE,
            );
            static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::__for_cors_macros_0_1_0::PolicyDraft::new(
                    "list_items",
                    ::core::file!(),
                    ::core::line!(),
                )
                .literals(&["https://app.example.com"], b"", &[], b"")
                .constants(__CORS_ORIGINS_ENTRIES)
                .max_age(
                    __CORS_MAX_AGE_VALUE,
                    ::cors_runtime::__for_cors_macros_0_1_0::decimal!(
                        __CORS_MAX_AGE_VALUE
                    ),
                )
                .policy();
            &__CORS_POLICY
        };
    }
    let __cors_handler = list_items;
    ::cors_runtime::MountWithCorsRouting::<__CorsHandler, _>::__new(__cors_handler())
}
