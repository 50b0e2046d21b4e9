//! The expansion where an argument has a `#[cfg]`: the compiler chooses, and comes back.

use proc_macro2::TokenStream;
use quote::quote;

use super::CratePath;
use crate::args::Args;
use crate::configured::Configured;

pub(crate) fn expand(args: &TokenStream, configured: &Configured, item: &TokenStream) -> TokenStream {
    let args = Args::parse(args.clone());
    let krate = CratePath(args.crate_path());
    let Configured { predicate, where_it_holds, elsewhere } = configured;
    quote! {
        #[cfg_attr(all(#predicate), #krate::cors(#where_it_holds))]
        #[cfg_attr(not(all(#predicate)), #krate::cors(#elsewhere))]
        #item
    }
}

pub(crate) fn expand_policy(args: &TokenStream, configured: &Configured) -> TokenStream {
    let args = Args::parse(args.clone());
    let krate = CratePath(args.crate_path());
    let Configured { predicate, where_it_holds, elsewhere } = configured;
    quote!({
        #[cfg(all(#predicate))]
        let __cors_policy = #krate::policy!(#where_it_holds);
        #[cfg(not(all(#predicate)))]
        let __cors_policy = #krate::policy!(#elsewhere);
        __cors_policy
    })
}
