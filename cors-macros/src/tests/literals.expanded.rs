/// Adds an item to the shop.
pub fn create_item(
    __cors_0: State<Shop>,
    __cors_1: Json<Item>,
) -> ::cors_runtime::MountWithCorsRouting<
    impl ::cors_runtime::Annotated,
    impl ::core::future::Future<Output = StatusCode>,
> {
    async fn create_item(
        State(shop): State<Shop>,
        Json(item): Json<Item>,
    ) -> StatusCode {
        shop.add(item).await
    }
    enum __CorsHandler {}
    impl ::cors_runtime::Annotated for __CorsHandler {
        const POLICY: &'static ::cors_runtime::Policy = {
            static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::__for_cors_macros_0_1_0::PolicyDraft::new(
                    "create_item",
                    ::core::file!(),
                    ::core::line!(),
                )
                .literals(&["https://app.example.com"], b"", &[], b"")
                .headers(&["content-type"], "content-type")
                .max_age(600, "600")
                .flag("credentials")
                .policy();
            &__CORS_POLICY
        };
    }
    let __cors_handler = create_item;
    ::cors_runtime::MountWithCorsRouting::<
        __CorsHandler,
        _,
    >::__new(__cors_handler(__cors_0, __cors_1))
}
