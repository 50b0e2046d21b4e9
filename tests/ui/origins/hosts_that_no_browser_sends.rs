use cors_runtime::cors;

#[cors(
    origins = [
        "https://xn--1ug.example.com",
        "https://${host}",
        "https://*.example.com.",
        "http://3d.printer.0x1",
    ],
)]
async fn handler() {}

fn main() {}
