use cors_runtime::{Policy, cors, policy};

const APP: &str = "https://app.example.com/";
static LITERALS: Policy = policy!(origins = ["https://app.example.com/", "*"], max_age = "10m");
static CONSTANTS: Policy = policy!(origins = [APP]);
static NUMBER: u32 = 3;

#[cors(policy = NUMBER)]
async fn of_another_type() {}

#[cors(policy = MISSING)]
async fn missing() {}

fn main() {}
