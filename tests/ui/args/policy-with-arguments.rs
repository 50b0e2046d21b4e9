use cors_runtime::{Policy, cors, policy};

static PARTNERS: Policy = policy!(origins = ["https://*.partner.example"]);

#[cors(policy = PARTNERS, credentials)]
async fn handler() {}

fn main() {}
