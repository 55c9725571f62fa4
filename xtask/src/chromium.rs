//! Chromium without a window, through chromedriver's plain HTTP. Knows a few commands of WebDriver and no page.

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use serde_json::{Value, json};

use crate::tools::on_path;

/// How long the driver may take until it listens.
const START: Duration = Duration::from_secs(20);
/// How long a script may run.
const SCRIPT: Duration = Duration::from_secs(400);

/// The last measures memory when asked, not at the next collection.
const ARGS: [&str; 6] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-dev-shm-usage",
    "--remote-debugging-pipe",
    "--enable-blink-features=ForceEagerMeasureMemory",
];

/// A browser with one window. It ends when it is dropped.
pub struct Chromium {
    driver: Child,
    port: u16,
    session: String,
}

impl Chromium {
    /// Returns what is missing to start one.
    pub fn missing() -> Option<&'static str> {
        ["chromedriver", "chromium"].into_iter().find(|name| !on_path(name))
    }

    /// Starts one.
    pub fn start() -> Result<Self> {
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port();
        let mut command = Command::new("chromedriver");
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        let driver = command.spawn().context("cannot start chromedriver")?;
        let mut chromium = Self { driver, port, session: String::new() };
        let began = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if began.elapsed() > START {
                bail!("chromedriver does not listen");
            }
            std::thread::sleep(Duration::from_millis(30));
        }
        let wanted = json!({
            "browserName": "chrome",
            "timeouts": { "script": SCRIPT.as_millis() as u64 },
            "goog:chromeOptions": { "args": ARGS },
        });
        let session = chromium.ask("/session", &json!({ "capabilities": { "alwaysMatch": wanted } }))?;
        chromium.session = format!("/session/{}", session["sessionId"].as_str().context("no session")?);
        Ok(chromium)
    }

    /// Runs a script in each page before the page's own.
    pub fn before_each_page(&self, script: &str) -> Result<()> {
        // In a block, so that its names are not the page's.
        self.command("Page.addScriptToEvaluateOnNewDocument", json!({ "source": format!("{{{script}}}") }))
    }

    /// Slows the page (not its workers) so many times.
    pub fn slow(&self, times: u32) -> Result<()> {
        self.command("Emulation.setCPUThrottlingRate", json!({ "rate": times }))
    }

    /// Makes the network as slow as 4G at its slowest: 150 ms there and back, 1.6 Mbit/s down, 0.75 Mbit/s up.
    pub fn slow_network(&self) -> Result<()> {
        self.command("Network.enable", json!({}))?;
        let bytes = |megabits: f64| megabits * 1e6 / 8.0;
        let network = json!({
            "offline": false, "latency": 150, "downloadThroughput": bytes(1.6), "uploadThroughput": bytes(0.75),
        });
        self.command("Network.emulateNetworkConditions", network)
    }

    fn command(&self, name: &str, params: Value) -> Result<()> {
        let command = json!({ "cmd": name, "params": params });
        self.ask(&format!("{}/goog/cdp/execute", self.session), &command).map(drop)
    }

    /// Opens an address.
    pub fn open(&self, address: &str) -> Result<()> {
        self.ask(&format!("{}/url", self.session), &json!({ "url": address })).map(drop)
    }

    /// Returns what the promise of an expression becomes.
    pub fn wait_for(&self, expression: &str, arguments: &Value) -> Result<Value> {
        let script = format!("return {expression}");
        self.ask(&format!("{}/execute/sync", self.session), &json!({ "script": script, "args": arguments }))
    }

    fn ask(&self, path: &str, body: &Value) -> Result<Value> {
        let body = body.to_string();
        let mut stream = TcpStream::connect((Ipv4Addr::LOCALHOST, self.port))?;
        let head = format!(
            "POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{}\r\nContent-Type: application/json\r\n\
             Content-Length: {}\r\nConnection: close\r\n\r\n",
            self.port,
            body.len()
        );
        stream.write_all(head.as_bytes())?;
        stream.write_all(body.as_bytes())?;
        let answer = read(&mut stream)?;
        let mut answer: Value = serde_json::from_str(&answer).with_context(|| format!("chromedriver says {answer}"))?;
        let value = answer["value"].take();
        if let Some(message) = value["message"].as_str().filter(|_| value["error"].is_string()) {
            bail!("{}", message.lines().next().unwrap_or_default());
        }
        Ok(value)
    }
}

/// Reads an answer: a head, and as many bytes as it says.
fn read(stream: &mut TcpStream) -> Result<String> {
    let mut bytes = Vec::new();
    let mut piece = [0; 65_536];
    loop {
        let text = String::from_utf8_lossy(&bytes).into_owned();
        if let Some((head, body)) = text.split_once("\r\n\r\n") {
            let lower = head.to_ascii_lowercase();
            let length = lower.split("content-length:").nth(1).and_then(|rest| rest.split_whitespace().next());
            if length.and_then(|length| length.parse().ok()).is_some_and(|length: usize| body.len() >= length) {
                return Ok(body.to_owned());
            }
        }
        match stream.read(&mut piece)? {
            0 => bail!("chromedriver hung up"),
            n => bytes.extend_from_slice(&piece[..n]),
        }
    }
}

impl Drop for Chromium {
    fn drop(&mut self) {
        // With the pipe, Chromium ends when its driver does.
        let _ = self.driver.kill();
        let _ = self.driver.wait();
    }
}
