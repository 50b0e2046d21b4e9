use cors_runtime::cors;
use rocket::fs::FileServer;

#[cors(origins = ["https://app.example.com"])]
fn files() -> FileServer {
    FileServer::from("files")
}

fn main() {
    let _ = rocket::build().mount("/files", files());
}
