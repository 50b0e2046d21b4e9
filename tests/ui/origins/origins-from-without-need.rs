use cors_runtime::{OriginSet, cors};

static TENANTS: OriginSet = OriginSet::new();

#[cors(origins = ["*"], origins_from = TENANTS)]
async fn handler() {}

fn main() {}
