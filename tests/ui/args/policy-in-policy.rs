use cors_runtime::{Policy, policy};

static PARTNERS: Policy = policy!(origins = ["https://*.partner.example"]);
static OTHERS: Policy = policy!(policy = PARTNERS);

fn main() {}
