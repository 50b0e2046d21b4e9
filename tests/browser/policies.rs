//! The paths that every scenario server has, their methods and their policies, once for all frameworks.

/// Passes the table to a macro: a name, the path, its methods, and the arguments of `#[cors(...)]`.
macro_rules! policies {
    ($receiver:ident) => {
        $receiver! {
            open "/open" [get head post put] (origins = ["*"])
            open_any_header "/open/any-header" [get put] (origins = ["*"], headers = ["*"])
            open_authorization "/open/authorization" [get] (origins = ["*"], headers = ["*", "authorization"])
            open_exposed "/open/exposed" [get] (origins = ["*"], expose_headers = ["*"])
            open_timed "/open/timed" [get] (origins = ["*"], timing)
            but_evil "/open/but-evil" [get put] (origins = ["*"], except = ["https://evil.example.net"])

            app "/app" [get head post put delete patch]
                (origins = ["https://app.example.com"], headers = ["content-type", "x-request-id"])
            app_no_header "/app/no-header" [get put] (origins = ["https://app.example.com"])
            app_any_header "/app/any-header" [get put] (origins = ["https://app.example.com"], headers = ["*"])
            app_authorization "/app/authorization" [get]
                (origins = ["https://app.example.com"], headers = ["authorization"])
            app_exposed "/app/exposed" [get]
                (origins = ["https://app.example.com"], expose_headers = ["x-total", "etag"])
            app_timed "/app/timed" [get] (origins = ["https://app.example.com"], timing)
            app_private "/app/private" [get put] (origins = ["https://app.example.com"], private_network)
            app_status_200 "/app/status-200" [put] (origins = ["https://app.example.com"], preflight_status = 200)
            app_status_299 "/app/status-299" [put] (origins = ["https://app.example.com"], preflight_status = 299)
            app_get "/app/get" [get] (origins = ["https://app.example.com"])
            strict "/app/strict" [get post put] (origins = ["https://app.example.com"], refuse_other_origins)

            kept "/app/kept" [get post put delete]
                (origins = ["https://app.example.com"], headers = ["x-request-id"], max_age = 600)
            kept_for_patch "/app/kept" [patch]
                (origins = ["https://app.example.com"], max_age = 600)
            limit "/app/limit" [get] (origins = ["https://app.example.com"], max_age = 600)
            limit_for_put "/app/limit" [put]
                (origins = ["https://app.example.com"], headers = ["x-request-id"], max_age = 600)
            not_kept "/app/not-kept" [put] (origins = ["https://app.example.com"], max_age = 0)

            credentials "/credentials" [get post put]
                (origins = ["https://app.example.com", "https://partner.example.org"], credentials,
                 headers = ["content-type"], expose_headers = ["x-total"])
            credentials_any_header "/credentials/any-header" [get put]
                (origins = ["https://app.example.com"], credentials, headers = ["*"])

            exact_idn "/match/idn" [get put] (origins = ["https://xn--bcher-kva.example"])
            subdomains "/match/subdomains" [get put] (origins = ["https://*.example.com"])
            ports "/match/ports" [get put] (origins = ["http://localhost:*"])
            tls_ports "/match/tls-ports" [get put] (origins = ["https://localhost:*"])
            ports_of_subdomains "/match/ports-of-subdomains" [get] (origins = ["http://*.localhost:*"])
            several "/match/several" [get put]
                (origins = ["https://app.example.com", "https://admin.example.com"])
            null "/match/null" [get put]
                (origins = ["https://app.example.com", "null"], dangerously_allow_null_origin)
            file "/match/file" [get put] (origins = ["file://"], dangerously_allow_null_origin)
            unusual "/match/unusual" [get put] (origins = ["https://app.example.com.", "https://3dprinter"])
        }
    };
}

pub(crate) use policies;
