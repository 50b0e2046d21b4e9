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
            const __CORS_ORIGINS_BESIDE: ::cors_runtime::__for_cors_macros_0_1_0::Beside = ::cors_runtime::__for_cors_macros_0_1_0::Beside {
                list: ::cors_runtime::__for_cors_macros_0_1_0::EvaluatedList::scanned(
                    &["https://app.example.com"],
                ),
                credentials: false,
                lifted: ::cors_runtime::__for_cors_macros_0_1_0::Lifted {
                    null_origin: false,
                    insecure_origins: false,
                    public_suffixes: false,
                },
            };
            const _: () = ::cors_runtime::__for_cors_macros_0_1_0::check_origin(
                "https://app.example.com",
                &__CORS_ORIGINS_BESIDE,
                ::core::option::Option::Some(0usize),
            );
            #[cfg(debug_assertions)]
            const __CORS_ORIGINS_1: &'static ::core::primitive::str = LOCAL;
            #[cfg(debug_assertions)]
            const _: () = ::cors_runtime::__for_cors_macros_0_1_0::check_origin(
                __CORS_ORIGINS_1,
                &__CORS_ORIGINS_BESIDE,
                ::core::option::Option::None,
            );
            const __CORS_ORIGINS_OTHERS: &[&::core::primitive::str] = &[
                #[cfg(debug_assertions)]
                __CORS_ORIGINS_1,
            ];
            const __CORS_MAX_AGE_VALUE: ::core::primitive::u32 = DAY;
            const _: () = ::cors_runtime::__for_cors_macros_0_1_0::check_seconds(
                __CORS_MAX_AGE_VALUE,
            );
            static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::__for_cors_macros_0_1_0::PolicyDraft::new(
                    "list_items",
                    "",
                    0,
                )
                .literals(&["https://app.example.com"], b"", &[], b"")
                .with_others(
                    ::cors_runtime::__for_cors_macros_0_1_0::other_origins!(
                        __CORS_ORIGINS_OTHERS
                    ),
                )
                .any_origin(
                    ::cors_runtime::__for_cors_macros_0_1_0::is_one_of(
                        "*",
                        __CORS_ORIGINS_OTHERS,
                    ),
                )
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
