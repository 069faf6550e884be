package vision.bff.sandbox;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;

/**
 * The WireMock server under the sandbox, and the stubs that lead to the site and to the
 * desks for orders.
 */
final class Engine {

	private static final int LOWEST_PRIORITY = Integer.MAX_VALUE;

	private final WireMockServer server;

	Engine(String host, int port, WebSite site, Faults faults) {
		this.server = new WireMockServer(configuration(host, port).extensions(new SiteTransformer(site, faults),
				new FaultDesk(faults), new PeopleDesk(site)));
		this.server.start();
		stub();
	}

	WireMockServer server() {
		return this.server;
	}

	void reset() {
		this.server.resetAll();
		stub();
	}

	private void stub() {
		this.server.stubFor(answeredBy(SandboxServer.TRANSFORMER, WireMock.any(WireMock.anyUrl()), LOWEST_PRIORITY));
		this.server.stubFor(
				answeredBy(FaultDesk.NAME, WireMock.any(WireMock.urlPathEqualTo(FaultDesk.PATH)), LOWEST_PRIORITY - 1));
		this.server.stubFor(answeredBy(PeopleDesk.NAME, WireMock.any(WireMock.urlPathMatching(PeopleDesk.PATHS)),
				LOWEST_PRIORITY - 1));
	}

	private static MappingBuilder answeredBy(String transformer, MappingBuilder requests, int priority) {
		return requests.atPriority(priority).willReturn(WireMock.aResponse().withTransformers(transformer));
	}

	private static WireMockConfiguration configuration(String host, int port) {
		WireMockConfiguration configuration = WireMockConfiguration.options()
			.bindAddress(host)
			.notifier(new Silence())
			.maxRequestJournalEntries(1_000)
			.containerThreads(64)
			.asynchronousResponseEnabled(true)
			.asynchronousResponseThreads(16)
			.gzipDisabled(true)
			.http2PlainDisabled(true);
		return (port == 0) ? configuration.dynamicPort() : configuration.port(port);
	}

}
