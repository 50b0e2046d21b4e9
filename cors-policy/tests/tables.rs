//! Tables and lists with an index say what a scan of all entries says.

use cors_policy::{Argument, Flags, OriginList, OriginPattern, OwnedOriginTable, check_in_list};

/// Numbers without a pattern, the same in each run.
struct Numbers(u64);

impl Numbers {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("it has 31 bits") % end
    }

    /// An entry of few parts, so that many are the same, or cover each other.
    fn entry(&mut self) -> String {
        const SCHEMES: [&str; 3] = ["https", "http", "tauri"];
        const SUBDOMAINS: [&str; 5] = ["", "*.", "a.", "*.a.", "b.a."];
        const HOSTS: [&str; 7] =
            ["a.com", "com", "localhost", "[::1]", "127.0.0.1", "a-host-of-some-length.example", "a.com."];
        const PORTS: [&str; 4] = ["", ":*", ":8080", ":1"];
        let [scheme, subdomain, host, port] =
            [SCHEMES.len(), SUBDOMAINS.len(), HOSTS.len(), PORTS.len()].map(|len| self.below(len));
        match self.below(40) {
            0 => "*".to_owned(),
            1 => ["null", "file://"][self.below(2)].to_owned(),
            2 => "https://a.com/".to_owned(),
            _ => format!("{}://{}{}{}", SCHEMES[scheme], SUBDOMAINS[subdomain], HOSTS[host], PORTS[port]),
        }
    }

    fn entries(&mut self, most: usize) -> Vec<String> {
        (0..=self.below(most)).map(|_| self.entry()).collect()
    }
}

#[test]
fn a_table_matches_what_its_entries_match() {
    let mut numbers = Numbers(1);
    let (mut hits, mut misses) = (0, 0);
    for most in [1, 4, 5, 6, 20, 200] {
        for seed in 0..40 {
            let entries = numbers.entries(most);
            let owned = OwnedOriginTable::new(entries.iter().map(String::as_str), seed);
            for _ in 0..40 {
                let origin = numbers.entry().replace('*', "x");
                let patterns = entries.iter().filter_map(|entry| OriginPattern::parse(entry).ok());
                let expected = { patterns }.any(|pattern| pattern.matches(origin.as_bytes()));
                assert_eq!(owned.table().matches(origin.as_bytes()), expected, "{origin} in {entries:?}");
                *if expected { &mut hits } else { &mut misses } += 1;
            }
        }
    }
    assert!(hits > 500 && misses > 1_000, "{hits} hits, {misses} misses");
}

#[test]
fn ten_thousand_origins_are_each_found_and_no_other() {
    let origin = |number| format!("https://tenant-{number}.example.com");
    for seed in [0, u64::MAX] {
        let owned = OwnedOriginTable::new((0..10_000).map(origin), seed);
        assert!((0..10_000).all(|number| owned.table().matches(origin(number).as_bytes())));
        assert!((10_000..20_000).all(|number| !owned.table().matches(origin(number).as_bytes())));
    }
}

/// A tenant who may list patterns could list many of one host.
#[test]
fn many_patterns_of_one_host_are_told_apart_by_their_hashes() {
    let pattern = |port: usize| format!("https://*.a.com:{port}");
    let owned = OwnedOriginTable::new((1_000..=21_000).map(pattern), 1);
    let matches = |port: usize| owned.table().matches(pattern(port).replace('*', "x").as_bytes());
    assert!((1_000..=21_000).all(matches));
    assert!(!(21_001..=42_000).any(matches));
    let texts: Vec<_> = (1_000..=21_000).map(pattern).collect();
    let list = OriginList::new(texts.iter().map(String::as_str).collect());
    assert!((0..list.len()).all(|index| list.check(index, Flags::NONE).is_ok()));
}

#[test]
fn what_is_no_origin_is_no_match() {
    let owned = OwnedOriginTable::new((0..9).map(|port| format!("https://*.a{port}.com:*")), 0);
    let endless = format!("https://{}.a1.com", "a.".repeat(200));
    for value in ["", ":", "://", "https://", "https://[", "https://.a1.com", "https://x.a1.com:", &endless] {
        assert!(!owned.table().matches(value.as_bytes()), "{value}");
    }
    assert!(owned.table().matches(b"https://x.a1.com:1"));
}

#[test]
fn a_list_judges_as_const_evaluation_does() {
    let mut numbers = Numbers(2);
    let mut mistakes = 0;
    for most in [2, 6, 30] {
        for _ in 0..300 {
            let entries = numbers.entries(most);
            let texts: Vec<_> = entries.iter().map(String::as_str).collect();
            let list = OriginList::new(texts.clone());
            for flags in [Flags::NONE, Flags::NONE.with(Argument::DangerouslyAllowNullOrigin)] {
                for (index, written) in texts.iter().enumerate() {
                    let expected = check_in_list(written, index, &texts, flags);
                    assert_eq!(list.check(index, flags), expected, "entry {index} of {texts:?}");
                    mistakes += usize::from(expected.is_err());
                }
            }
        }
    }
    assert!(mistakes > 1_000, "{mistakes} mistakes");
}
