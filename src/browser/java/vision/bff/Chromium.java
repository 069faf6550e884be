package vision.bff;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;

/**
 * The browser of this machine, which talks to nobody but the pages that it is shown.
 */
record Chromium(Playwright playwright, Browser browser) implements AutoCloseable {

	/** No browser is to be downloaded. */
	static final Map<String, String> ENVIRONMENT = Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1");

	static Chromium start() {
		Playwright playwright = Playwright.create(new Playwright.CreateOptions().setEnv(ENVIRONMENT));
		return new Chromium(playwright,
				playwright.chromium()
					.launch(new BrowserType.LaunchOptions().setExecutablePath(Path.of("/usr/bin/chromium"))
						.setArgs(List.of("--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
								"--disable-background-networking", "--disable-component-update", "--disable-sync"))));
	}

	@Override
	public void close() {
		this.browser.close();
		this.playwright.close();
	}

}
