//! The three engines: the driver and the settings of each.

use std::env;
use std::path::{Path, PathBuf};

use serde_json::{Value, json};

use crate::proxy::Proxy;

/// One browser engine.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Engine {
    Chromium,
    Firefox,
    WebKit,
}

/// A program, the variable that overrides its path, and its usual names.
struct Program {
    variable: &'static str,
    names: &'static [&'static str],
}

const CHROMIUM: Program =
    Program { variable: "CHROMIUM", names: &["chromium", "chromium-browser", "google-chrome", "chrome"] };
const CHROMEDRIVER: Program = Program { variable: "CHROMEDRIVER", names: &["chromedriver"] };
const FIREFOX: Program = Program { variable: "FIREFOX", names: &["firefox-esr", "firefox"] };
const GECKODRIVER: Program = Program { variable: "GECKODRIVER", names: &["geckodriver"] };
const WEBKIT_DRIVER: Program = Program { variable: "WEBKIT_DRIVER", names: &["WebKitWebDriver"] };
const XVFB_RUN: Program = Program { variable: "XVFB_RUN", names: &["xvfb-run"] };

impl Engine {
    pub(crate) const ALL: [Self; 3] = [Self::Chromium, Self::Firefox, Self::WebKit];

    /// The engines that `BROWSERS` lists; Chromium, if there is no such variable.
    ///
    /// # Panics
    ///
    /// When it lists anything else.
    pub(crate) fn chosen() -> Vec<Self> {
        let chosen = env::var("BROWSERS").unwrap_or_else(|_| Self::Chromium.name().to_owned());
        let known = |name: &str| Self::ALL.into_iter().find(|engine| engine.name() == name);
        let engine = |name| known(name).unwrap_or_else(|| panic!("BROWSERS: there is no engine `{name}`"));
        chosen.split(',').map(engine).collect()
    }

    /// Its name in `BROWSERS`, in scenarios and in tables.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Chromium => "chromium",
            Self::Firefox => "firefox",
            Self::WebKit => "webkit",
        }
    }

    /// How it is installed.
    pub(crate) fn install(self) -> String {
        let name = self.name();
        let (packages, more, variables) = match self {
            Self::Chromium => ("chromium chromium-driver", "", "CHROMIUM and CHROMEDRIVER"),
            Self::Firefox => (
                "firefox-esr xvfb xauth",
                "\n    cargo install --locked geckodriver --version 0.37.1",
                "FIREFOX, GECKODRIVER and XVFB_RUN",
            ),
            Self::WebKit => ("webkit2gtk-driver xvfb xauth", "", "WEBKIT_DRIVER and XVFB_RUN"),
        };
        format!(
            "this test drives a real browser, {name}; install it with `cargo xtask browsers`, or with\n\n    \
             apt-get install -y --no-install-recommends {packages}{more}\n\n\
             or name its programs in {variables}"
        )
    }

    /// The command line of its driver, which listens on `port` if one is given, and on any free port if it is 0.
    ///
    /// # Panics
    ///
    /// When the driver is not installed.
    pub(crate) fn driver(self, folder: &Path, port: u16) -> Vec<PathBuf> {
        let find =
            |program: &Program| program.find().unwrap_or_else(|name| panic!("{name}: {}", self.install()));
        let mut line = match self {
            Self::Chromium => vec![find(&CHROMEDRIVER)],
            Self::Firefox => vec![find(&GECKODRIVER), "--profile-root".into(), folder.into()],
            Self::WebKit => vec![find(&WEBKIT_DRIVER)],
        };
        // A display without a screen: WebKit has no headless mode, and Firefox no WebGL in its own.
        if self != Self::Chromium {
            line.splice(..0, [find(&XVFB_RUN), "-a".into()]);
        }
        line.push(format!("--port={port}").into());
        line
    }

    /// Whether its driver can choose a free port and print it.
    pub(crate) fn says_its_port(self) -> bool {
        self != Self::WebKit
    }

    /// The settings of a new session: no window, its own profile, and every host behind the proxy.
    ///
    /// # Panics
    ///
    /// When the browser is not installed.
    pub(crate) fn capabilities(self, folder: &Path, proxy: &Proxy) -> Value {
        let find =
            |program: &Program| program.find().unwrap_or_else(|name| panic!("{name}: {}", self.install()));
        let address = proxy.address;
        // The same for both; `localhost` never goes through the proxy.
        let standard = json!({ "proxyType": "manual", "httpProxy": address, "sslProxy": address });
        match self {
            Self::Chromium => json!({
                "proxy": standard,
                "goog:chromeOptions": {
                    "binary": find(&CHROMIUM),
                    "args": [
                        "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
                        "--disable-background-networking", "--disable-component-update", "--disable-sync",
                        // A frame in its own process has its own console.
                        "--disable-features=IsolateSandboxedIframes",
                        // Responses are cached only if the certificate is trusted, not if its errors are ignored.
                        format!("--ignore-certificate-errors-spki-list={}", proxy.public_key),
                        // WebGL without a graphics card.
                        "--enable-unsafe-swiftshader",
                        format!("--user-data-dir={}", folder.join("profile").display()),
                    ],
                },
                "goog:loggingPrefs": { "browser": "ALL" },
            }),
            Self::Firefox => json!({
                "acceptInsecureCerts": true,
                "proxy": standard,
                "moz:firefoxOptions": {
                    "binary": find(&FIREFOX),
                    "prefs": { "webgl.force-enabled": true },
                },
            }),
            Self::WebKit => json!({
                "webkitgtk:browserOptions": {
                    "args": [
                        "--automation", "--ignore-tls-errors", format!("--proxy=http://{address}"),
                        "--ignore-host=localhost", "--ignore-host=localhost.", "--ignore-host=*.localhost",
                        "--ignore-host=127.0.0.1",
                    ],
                },
            }),
        }
    }
}

impl Program {
    /// Its path: the value of the variable, or the first of its names on `PATH` or in `target/tools/bin`.
    fn find(&self) -> Result<PathBuf, &'static str> {
        if let Some(path) = env::var_os(self.variable) {
            return Ok(path.into());
        }
        // `cargo xtask browsers` installs here what no package provides.
        let tools = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../target/tools/bin");
        let path = env::var_os("PATH").unwrap_or_default();
        let folders = env::split_paths(&path).chain([tools]);
        let mut candidates = folders.flat_map(|folder| self.names.iter().map(move |name| folder.join(name)));
        candidates.find(|candidate| candidate.is_file()).ok_or(self.names[0])
    }
}
