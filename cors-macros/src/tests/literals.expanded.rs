/// Adds an item to the shop.
pub fn create_item(
    __cors_0: State<Shop>,
    __cors_1: Json<Item>,
) -> ::cors_runtime::MountWithCorsRouting<
    impl ::cors_runtime::Annotated<Methods = ::cors_runtime::__private::FromRoute>,
    impl ::core::future::Future<Output = StatusCode>,
> {
    async fn create_item(
        State(shop): State<Shop>,
        Json(item): Json<Item>,
    ) -> StatusCode {
        shop.add(item).await
    }
    ::cors_runtime::__private::assert_router!();
    struct __CorsHandler;
    impl ::cors_runtime::Annotated for __CorsHandler {
        const POLICY: &'static ::cors_runtime::Policy = {
            static __CORS_POLICY: ::cors_runtime::Policy = ::cors_runtime::__private::policy! {
                origins : ::cors_runtime::__private::Origins::literals(&
                ["https://app.example.com"], b"", & [], b"",), headers : &
                ["content-type"], allow_headers : "content-type", max_age :
                ::core::option::Option::Some(600), max_age_value : "600", credentials :
                true, handler : "create_item", file : ::core::file!(), line :
                ::core::line!(),
            };
            &__CORS_POLICY
        };
        type Methods = ::cors_runtime::__private::FromRoute;
    }
    let __cors_handler = create_item;
    ::cors_runtime::MountWithCorsRouting::<
        __CorsHandler,
        _,
    >::__new(__cors_handler(__cors_0, __cors_1))
}
