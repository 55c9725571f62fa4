//! Driver programs as child processes: a free port, an X server for WebKitGTK, and the certainty that both end.

use std::fs::File;
use std::net::{Ipv4Addr, TcpListener};
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context, Result, bail};
use tokio::io::{AsyncBufReadExt, BufReader};
use tokio::net::TcpStream;
use tokio::process::{Child, Command};
use tokio::time::{Instant, sleep, timeout};

use crate::engine::Engine;
use crate::places;

/// How long a driver may take until it listens.
const START: Duration = Duration::from_secs(20);

/// Keeps WebKitGTK's last optimizing compiler out. With it, about one page in fifty ends in an "Out of bounds memory
/// access" (2.50.6: 8 of 490 loads; without it none of 190), mostly in the worker, which the page then replaces:
/// `a_worker_that_breaks_is_followed_by_another_that_knows_as_much` shows that in every engine.
const NO_OMG: (&str, &str) = ("JSC_useOMGJIT", "0");

/// A running driver, and the screen it draws on.
#[derive(Debug)]
pub(crate) struct Driver {
    process: Child,
    screen: Option<Screen>,
    port: u16,
}

impl Driver {
    /// Starts an engine's driver and waits until it listens.
    pub(crate) async fn start(engine: Engine) -> Result<Self> {
        let program = places::program(engine.driver()).with_context(|| format!("{} is not here", engine.driver()))?;
        let port = free_port()?;
        let log = File::create(places::logs().join(format!("{engine}.log")))?;
        let mut command = Command::new(program);
        command.arg(format!("--port={port}")).stdin(Stdio::null()).stderr(log.try_clone()?).stdout(log);
        let screen = if engine == Engine::WebKit { Screen::start().await? } else { None };
        if let Some(screen) = &screen {
            command.env("DISPLAY", &screen.display).env_remove("WAYLAND_DISPLAY").env("GDK_BACKEND", "x11");
        }
        if engine == Engine::WebKit {
            command.env(NO_OMG.0, NO_OMG.1);
        }
        let process =
            command.kill_on_drop(true).spawn().with_context(|| format!("cannot start {}", engine.driver()))?;
        let mut driver = Self { process, screen, port };
        driver.wait_until_it_listens(engine).await?;
        Ok(driver)
    }

    /// Returns the address that sessions are asked for at.
    pub(crate) fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// Ends the driver and its screen, and waits for them, so that no zombie stays.
    pub(crate) async fn stop(mut self) {
        // An error means that the process has ended already.
        let _ = self.process.kill().await;
        if let Some(mut screen) = self.screen.take() {
            let _ = screen.process.kill().await;
        }
    }

    async fn wait_until_it_listens(&mut self, engine: Engine) -> Result<()> {
        let deadline = Instant::now() + START;
        while TcpStream::connect((Ipv4Addr::LOCALHOST, self.port)).await.is_err() {
            if let Some(status) = self.process.try_wait()? {
                bail!("{} ended at once with {status}", engine.driver());
            }
            if Instant::now() > deadline {
                bail!("{} does not listen after {START:?}", engine.driver());
            }
            sleep(Duration::from_millis(30)).await;
        }
        Ok(())
    }
}

/// A virtual screen. `xvfb-run` would do the same but leaves its X server behind when it is killed.
#[derive(Debug)]
struct Screen {
    process: Child,
    display: String,
}

impl Screen {
    /// Starts an X server on a display number that it chooses itself; nothing where the screen at hand must do.
    async fn start() -> Result<Option<Self>> {
        let Some(program) = places::program("Xvfb") else { return Ok(None) };
        let mut command = Command::new(program);
        apart(&mut command);
        let mut process = command
            .args(["-displayfd", "1", "-screen", "0", "1600x1300x24", "-nolisten", "tcp"])
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .kill_on_drop(true)
            .spawn()
            .context("cannot start Xvfb")?;
        let out = process.stdout.take().context("Xvfb has no output")?;
        let mut line = String::new();
        timeout(START, BufReader::new(out).read_line(&mut line)).await.context("Xvfb names no display")??;
        Ok(Some(Self { process, display: format!(":{}", line.trim()) }))
    }
}

/// Keeps Ctrl-C from the child: the drivers are ended in order, which a dead driver could not do for its browser.
fn apart(command: &mut Command) {
    #[cfg(unix)]
    command.process_group(0);
}

fn free_port() -> Result<u16> {
    Ok(TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?.local_addr()?.port())
}
